import type { Raster } from '@inkreel/film/media/raster.ts';

/** How like two pictures of one size are within an area, each a mean over its pixels. */
export interface Likeness {
  /** Structural similarity of luma (Wang et al. 2004: Gaussian window of 11, sigma 1.5), 0 to 1. */
  readonly ssim: number;
  /** CIEDE2000. */
  readonly colour: number;
}

const SIGMA = 1.5;
const REACH = 5;
const WINDOW = Array.from({ length: 2 * REACH + 1 }, (_, i) =>
  Math.exp(-((i - REACH) ** 2) / (2 * SIGMA * SIGMA)),
);
const WINDOW_SUM = WINDOW.reduce((sum, value) => sum + value, 0);

/** The sums over an area, so that pages can be put together pixel by pixel. */
export interface LikenessSums {
  readonly pixels: number;
  readonly ssim: number;
  readonly colour: number;
}

/** @param area size of the pictures, not 0 where they are compared */
export function compareWithin(a: Raster, b: Raster, area: Uint8Array): LikenessSums {
  const map = ssimMap(a, b);
  let pixels = 0;
  let ssim = 0;
  let colour = 0;
  for (let i = 0; i < area.length; i++) {
    if (!area[i]) continue;
    pixels++;
    ssim += map[i]!;
    colour += colourDifference(labOf(a.data, i * 4), labOf(b.data, i * 4));
  }
  return { pixels, ssim, colour };
}

export function meanOf(sums: readonly LikenessSums[]): Likeness {
  const pixels = Math.max(
    1,
    sums.reduce((sum, one) => sum + one.pixels, 0),
  );
  return {
    ssim: sums.reduce((sum, one) => sum + one.ssim, 0) / pixels,
    colour: sums.reduce((sum, one) => sum + one.colour, 0) / pixels,
  };
}

/** Luma by Rec. 601, 0 to 255. */
export function lumaOf(picture: Raster): Float32Array {
  const out = new Float32Array(picture.width * picture.height);
  for (let i = 0; i < out.length; i++) {
    out[i] =
      0.299 * picture.data[i * 4]! +
      0.587 * picture.data[i * 4 + 1]! +
      0.114 * picture.data[i * 4 + 2]!;
  }
  return out;
}

function ssimMap(a: Raster, b: Raster): Float32Array {
  const x = lumaOf(a);
  const y = lumaOf(b);
  const times = (p: Float32Array, q: Float32Array): Float32Array => p.map((v, i) => v * q[i]!);
  const [mx, my, xx, yy, xy] = [x, y, times(x, x), times(y, y), times(x, y)].map((field) =>
    blurred(field, a.width, a.height),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const c1 = (0.01 * 255) ** 2;
  const c2 = (0.03 * 255) ** 2;
  return mx.map((m, i) => {
    const n = my[i]!;
    const vx = xx[i]! - m * m;
    const vy = yy[i]! - n * n;
    const cov = xy[i]! - m * n;
    return ((2 * m * n + c1) * (2 * cov + c2)) / ((m * m + n * n + c1) * (vx + vy + c2));
  });
}

function blurred(field: Float32Array, width: number, height: number): Float32Array {
  const pass = (from: Float32Array, step: number, length: number): Float32Array => {
    const out = new Float32Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const at = step === 1 ? i % width : Math.floor(i / width);
      let sum = 0;
      for (let k = -REACH; k <= REACH; k++) {
        const to = Math.min(length - 1, Math.max(0, at + k));
        sum += from[i + (to - at) * step]! * WINDOW[k + REACH]!;
      }
      out[i] = sum / WINDOW_SUM;
    }
    return out;
  };
  return pass(pass(field, 1, width), width, height);
}

type Lab = readonly [number, number, number];

/** CIE L*a*b* under D65 of an sRGB pixel. */
export function labOf(data: Uint8Array | Uint8ClampedArray, at: number): Lab {
  const linear = (value: number): number => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  const r = linear(data[at]!);
  const g = linear(data[at + 1]!);
  const b = linear(data[at + 2]!);
  const bend = (t: number): number =>
    t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116;
  const x = bend((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = bend(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = bend((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000 (Sharma, Wu and Dalal 2005), with all weights 1. */
export function colourDifference([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const degrees = 180 / Math.PI;
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const lift = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const p1 = a1 * (1 + lift);
  const p2 = a2 * (1 + lift);
  const c1 = Math.hypot(p1, b1);
  const c2 = Math.hypot(p2, b2);
  const hue = (b: number, a: number): number =>
    a === 0 && b === 0 ? 0 : (Math.atan2(b, a) * degrees + 360) % 360;
  const h1 = hue(b1, p1);
  const h2 = hue(b2, p2);
  let turn = c1 * c2 === 0 ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  else if (turn < -180) turn += 360;
  const dl = l2 - l1;
  const dc = c2 - c1;
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2 / degrees);
  const l = (l1 + l2) / 2;
  const c = (c1 + c2) / 2;
  let h = h1 + h2;
  if (c1 * c2 !== 0) {
    h = Math.abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
  }
  const cosine = (angle: number): number => Math.cos(angle / degrees);
  const t =
    1 -
    0.17 * cosine(h - 30) +
    0.24 * cosine(2 * h) +
    0.32 * cosine(3 * h + 6) -
    0.2 * cosine(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const around = 30 * Math.exp(-(((h - 275) / 25) ** 2));
  const rc = 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const rt = -Math.sin((2 * around) / degrees) * rc;
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh));
}
