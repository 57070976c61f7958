import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Mouth } from '../voice/viseme.ts';
import { bearerOf } from './bearer.ts';
import type { BuiltStage } from './built-stage.ts';
import type { StageLayer } from './stage.ts';
import { rise } from './supple.ts';

/** Shapes that are drawn; at rest and closed, the art's own mouth is seen. */
type OpenMouth = Exclude<Mouth, 'rest' | 'closed'>;

/** How far a mouth opens and how wide it is, shares of the closed mouth's width; how much shows teeth. */
const SHAPES: Readonly<Record<OpenMouth, { open: number; wide: number; teeth: number }>> = {
  teeth: { open: 0.1, wide: 0.8, teeth: 0.6 },
  narrow: { open: 0.14, wide: 0.92, teeth: 0.55 },
  half: { open: 0.26, wide: 0.84, teeth: 0.3 },
  wide: { open: 0.44, wide: 0.88, teeth: 0.24 },
  round: { open: 0.36, wide: 0.56, teeth: 0 },
};

/** How much more the jaw goes down than the upper lip goes up: 1 is the jaw alone. */
const JAW = 0.5;

/** How far around the mouth the face gives way, shares of the mouth's width. */
const GIVE = 0.55;

/**
 * A stage with open mouths for each pin, one layer for each shape, on the layer that the face is drawn on.
 * The lips of the art move apart and the face around them gives way; what opens between them is dark, with
 * teeth above where the shape shows them. Nothing of the art beyond the reach of the chin is touched.
 *
 * @param picture the art that the pins were set on
 * @param pins each close around a closed mouth, pixels of the picture; undefined for one that is not opened so
 */
export function withMouths(
  built: BuiltStage,
  picture: Raster,
  pins: readonly (Box | undefined)[],
): BuiltStage {
  const layers: StageLayer[] = [...built.stage.layers];
  const rasters = new Map(built.rasters);
  const { x: dx, y: dy } = built.artAt ?? { x: 0, y: 0 };
  pins.forEach((pin, k) => {
    if (!pin || pin.width < 4 || pin.height < 1) return;
    const under = bearerOf(built, { ...pin, x: pin.x + dx, y: pin.y + dy });
    const at = layers.findIndex((layer) => layer.name === under.name) + 1;
    const shapes = Object.keys(SHAPES) as OpenMouth[];
    const drawn = shapes.map((mouth): StageLayer => {
      const name = `mouth-${k + 1}-${mouth}`;
      const { box, raster } = drawMouth(picture, pin, mouth);
      rasters.set(name, raster);
      const onStage = { ...box, x: box.x + dx, y: box.y + dy };
      return {
        name,
        role: 'mouth',
        box: onStage,
        depth: under.depth,
        rides: under.name,
        says: { pin: k, mouth },
      };
    });
    layers.splice(at, 0, ...drawn);
  });
  return { ...built, stage: { ...built.stage, layers }, rasters };
}

function drawMouth(picture: Raster, pin: Box, mouth: OpenMouth): { box: Box; raster: Raster } {
  const shape = SHAPES[mouth];
  const reach = GIVE * pin.width;
  const gap = (shape.open * pin.width) / 2;
  const box = {
    x: Math.floor(pin.x - 0.2 * pin.width),
    y: Math.floor(pin.y + pin.height / 2 - gap - reach),
    width: Math.ceil(1.4 * pin.width) + 1,
    height: Math.ceil(2 * (gap + reach)) + 1,
  };
  const cx = pin.x + pin.width / 2 - box.x;
  const cy = pin.y + pin.height / 2 - box.y;
  const { dark, light } = coloursIn(picture, pin);
  const raster = emptyRaster(box.width, box.height);
  for (let x = 0; x < box.width; x++) {
    const u = (x + 0.5 - cx) / ((shape.wide * pin.width) / 2);
    // The lips part as far as an ellipse is high there; beyond its corners nothing moves.
    const half = gap * Math.sqrt(Math.max(0, 1 - u * u));
    for (let y = 0; y < box.height; y++) {
      const v = y + 0.5 - cy;
      const parted = half * (v < 0 ? 1 - JAW : 1 + JAW);
      const away = Math.abs(v) - parted;
      const o = (y * box.width + x) * 4;
      const edge = Math.min(1, half, Math.max(0, 0.5 - away));
      const pulled = 1 - rise(Math.max(0, away), 0, reach);
      const across = x + 0.5 - cx;
      const column = across + (narrowed(across, pin.width, shape.wide) - across) * pulled;
      const row = v - Math.sign(v) * Math.min(parted, Math.abs(v)) * pulled;
      const lip = sampled(picture, cx + column + box.x - 0.5, cy + row + box.y - 0.5);
      const inside = isTeeth(v - JAW * half, half, shape.teeth) ? light : dark;
      for (let c = 0; c < 3; c++) {
        raster.data[o + c] = Math.round(lip[c]! + (inside[c]! - lip[c]!) * edge);
      }
      raster.data[o + 3] = Math.round(lip[3]! * rimOf(x, y, box));
    }
  }
  return { box, raster };
}

/** Where a column of a mouth that is `wide` of its width comes from: its corners are drawn together. */
function narrowed(across: number, width: number, wide: number): number {
  const [corner, end] = [(wide * width) / 2, 0.7 * width];
  const far = Math.abs(across);
  if (far >= end) return across;
  const from =
    far <= corner ? far / wide : width / 2 + ((far - corner) / (end - corner)) * (end - width / 2);
  return Math.sign(across) * from;
}

function isTeeth(v: number, half: number, share: number): boolean {
  return share > 0 && half > 1 && v < -half + 2 * half * share && v > -half * 0.92;
}

/** Soft at its border, so that no seam is seen where the art is prescaled. */
function rimOf(x: number, y: number, { width, height }: Box): number {
  const near = Math.min(x + 0.5, y + 0.5, width - x - 0.5, height - y - 0.5);
  return rise(near, 0, Math.max(2, 0.06 * width));
}

type Colour = readonly [number, number, number];

/** The inside of a mouth: the ink of its line, reddened where the art has colour; and its teeth. */
function coloursIn({ width, height, data }: Raster, pin: Box): { dark: Colour; light: Colour } {
  const seen: Colour[] = [];
  let colourful = 0;
  const [left, right] = [Math.max(0, Math.floor(pin.x)), Math.min(width, pin.x + pin.width)];
  const [top, bottom] = [Math.max(0, Math.floor(pin.y)), Math.min(height, pin.y + pin.height)];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const i = (y * width + x) * 4;
      const colour: Colour = [data[i]!, data[i + 1]!, data[i + 2]!];
      colourful += Math.max(...colour) - Math.min(...colour);
      seen.push(colour);
    }
  }
  seen.sort((a, b) => a[0] + a[1] + a[2] - b[0] - b[1] - b[2]);
  const ink = seen[Math.floor(seen.length / 20)] ?? [40, 25, 25];
  const skin = seen[Math.floor(seen.length * 0.9)] ?? [220, 200, 190];
  const isGrey = colourful / Math.max(1, seen.length) < 18;
  const mix = (a: Colour, b: Colour, t: number): Colour => [
    a[0] + (b[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * t,
    a[2] + (b[2] - a[2]) * t,
  ];
  return {
    dark: isGrey ? mix(ink, [20, 20, 20], 0.5) : mix(ink, [74, 18, 24], 0.6),
    // As light as the face allows: teeth in the dark are not white.
    light: mix(skin, [246, 242, 232], 0.55),
  };
}

/** The art between four of its pixels, four channels; transparent beyond it. */
function sampled(
  { width, height, data }: Raster,
  x: number,
  y: number,
): readonly [number, number, number, number] {
  if (x < 0 || x > width - 1 || y < 0 || y > height - 1) return [0, 0, 0, 0];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, low] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [s, t] = [x - left, y - top];
  const at = (column: number, row: number, c: number) => data[(row * width + column) * 4 + c]!;
  const channel = (c: number) => {
    const above = at(left, top, c) + (at(right, top, c) - at(left, top, c)) * s;
    const below = at(left, low, c) + (at(right, low, c) - at(left, low, c)) * s;
    return above + (below - above) * t;
  };
  return [channel(0), channel(1), channel(2), channel(3)];
}
