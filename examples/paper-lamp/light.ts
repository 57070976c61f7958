import { type Colour, mix, multiply, type Sheet } from './sheet.ts';

/** The light that falls on everything in a panel, so that figures and scenery are of one world. */
export interface Light {
  /** Colour of the light from everywhere; surfaces are seen through it. */
  readonly ambient: Colour;
  /** Colour of shadows, laid over the side away from the light. */
  readonly shade: Colour;
  readonly shadeOpacity: number;
  /** Colour of the bright edge on the side of the light. */
  readonly rim: Colour;
  readonly rimOpacity: number;
  /** Where it comes from. */
  readonly from: 'left' | 'right' | 'below' | 'above';
}

/** The one dark of the whole book: outlines, panel borders, lettering. */
export const INK: Colour = '#17142A';

/** Moonlight on a clear night. */
export const MOONLIGHT: Light = {
  ambient: '#AFC0EA',
  shade: '#101A45',
  shadeOpacity: 0.55,
  rim: '#DCEBFF',
  rimOpacity: 0.8,
  from: 'left',
};
/** The great lamp, or a candle, close by. */
export const LAMPLIGHT: Light = {
  ambient: '#FFE3B0',
  shade: '#5A1F3A',
  shadeOpacity: 0.45,
  rim: '#FFF6D2',
  rimOpacity: 0.95,
  from: 'right',
};
export const STORMLIGHT: Light = {
  ambient: '#A3B2DC',
  shade: '#0B1236',
  shadeOpacity: 0.52,
  rim: '#BFD8F2',
  rimOpacity: 0.7,
  from: 'left',
};
export const DAWNLIGHT: Light = {
  ambient: '#FFE9DA',
  shade: '#6A3F7A',
  shadeOpacity: 0.38,
  rim: '#FFF3C4',
  rimOpacity: 0.95,
  from: 'right',
};

export function under(colour: Colour, light: Light): Colour {
  return mix(multiply(colour, light.ambient), colour, 0.3);
}

const DIRECTIONS = {
  left: [0, 0.2, 1, 0.55],
  right: [1, 0.2, 0, 0.55],
  below: [0.6, 1, 0.4, 0],
  above: [0.4, 0, 0.6, 1],
} as const;

/**
 * A shape as this book draws it: its colour under the light, a soft-edged shadow on the far side, a bright
 * rim on the near one, and an outline of ink. `line` is the width of the outline, `rim` that of the edge.
 */
export function shaded(
  sheet: Sheet,
  path: string,
  colour: Colour,
  light: Light,
  pen: { readonly line: number; readonly rim?: number; readonly round?: boolean },
): string {
  const way = DIRECTIONS[light.from];
  const shade = sheet.linear(
    [
      [0.36, light.shade, 0],
      [0.62, light.shade, light.shadeOpacity * 0.75],
      [1, light.shade, light.shadeOpacity],
    ],
    way,
  );
  const rim = sheet.linear(
    [
      [0, light.rim, light.rimOpacity],
      [0.3, light.rim, light.rimOpacity * 0.7],
      [0.48, light.rim, 0],
    ],
    way,
  );
  const clip = sheet.clip(path);
  const rimWidth = (pen.rim ?? pen.line * 1.6) * 2 + pen.line;
  return (
    `<path d="${path}" fill="${under(colour, light)}"/><path d="${path}" fill="${shade}"/>` +
    `<g clip-path="${clip}"><path d="${path}" fill="none" stroke="${rim}" stroke-width="${rimWidth}"/></g>` +
    `<path d="${path}" fill="none" stroke="${INK}" stroke-width="${pen.line}" stroke-linejoin="round" stroke-linecap="round"/>`
  );
}

/** A line of ink. */
export function inked(path: string, width: number, colour: Colour = INK): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`;
}
