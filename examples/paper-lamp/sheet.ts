/** A colour as `#RRGGBB`. */
export type Colour = string;

/** A colour at a place of a gradient, 0 to 1, with its opacity where it is not 1. */
export type Stop = readonly [at: number, colour: Colour, opacity?: number];

/** One drawing: hands out names for its gradients and clips, and keeps them for the end. */
export interface Sheet {
  /** A gradient over the box of the shape it fills; (x, y) from 0 to 1. */
  linear(
    stops: readonly Stop[],
    line?: readonly [x1: number, y1: number, x2: number, y2: number],
  ): string;
  /** A round gradient over the box of the shape it fills. */
  radial(stops: readonly Stop[], round?: readonly [x: number, y: number, radius: number]): string;
  /** The value of `clip-path` for a path. */
  clip(path: string): string;
  /** The value of `filter` for a blur of so many pixels. */
  blur(deviation: number): string;
  /** All that was handed out, for `<defs>`. */
  definitions(): string;
}

export function openSheet(): Sheet {
  const made: string[] = [];
  const blurs = new Map<number, string>();
  const name = (): string => `d${made.length}`;
  const stopsOf = (stops: readonly Stop[]): string =>
    stops
      .map(
        ([at, colour, opacity = 1]) =>
          `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
      )
      .join('');
  return {
    linear(stops, [x1, y1, x2, y2] = [0, 0, 0, 1]) {
      const id = name();
      made.push(
        `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`,
      );
      return `url(#${id})`;
    },
    radial(stops, [x, y, radius] = [0.5, 0.5, 0.5]) {
      const id = name();
      made.push(
        `<radialGradient id="${id}" cx="${x}" cy="${y}" r="${radius}">${stopsOf(stops)}</radialGradient>`,
      );
      return `url(#${id})`;
    },
    clip(path) {
      const id = name();
      made.push(`<clipPath id="${id}"><path d="${path}"/></clipPath>`);
      return `url(#${id})`;
    },
    blur(deviation) {
      let id = blurs.get(deviation);
      if (id === undefined) {
        id = name();
        made.push(
          `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
        );
        blurs.set(deviation, id);
      }
      return `url(#${id})`;
    },
    definitions: () => made.join('\n'),
  };
}

/** Between two colours: 0 gives the first, 1 the second. */
export function mix(first: Colour, second: Colour, share: number): Colour {
  const a = channels(first);
  const b = channels(second);
  return hex(a.map((value, i) => value + (b[i]! - value) * share));
}

/** What a surface of one colour looks like under light of another. */
export function multiply(surface: Colour, light: Colour): Colour {
  const b = channels(light);
  return hex(channels(surface).map((value, i) => (value * b[i]!) / 255));
}

function channels(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function hex(values: readonly number[]): Colour {
  const two = (value: number) =>
    Math.min(255, Math.max(0, Math.round(value)))
      .toString(16)
      .padStart(2, '0');
  return `#${values.map(two).join('')}`;
}
