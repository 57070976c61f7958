/**
 * Oklab, in which like distances look alike: lightness 0 to 1, `a` from green to red and `b` from blue to yellow,
 * both within about 0.3 of 0. From https://bottosson.github.io/posts/oklab/ (public domain).
 */
export interface Oklab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** sRGB 0 to 255 as light, 0 to 1. */
const LIGHT = Float32Array.from({ length: 256 }, (_, value) => {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});

/** Of a colour in sRGB, three numbers from 0 to 255. */
export function oklabOf(red: number, green: number, blue: number): Oklab {
  const r = LIGHT[red]!;
  const g = LIGHT[green]!;
  const b = LIGHT[blue]!;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** The sRGB of a colour, three numbers from 0 to 255; what no screen shows is cut off. */
export function srgbOf({ l, a, b }: Oklab): readonly [number, number, number] {
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLight(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    fromLight(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    fromLight(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ];
}

function fromLight(light: number): number {
  const v = Math.min(1, Math.max(0, light));
  const encoded = v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
}
