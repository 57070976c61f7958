import { boxMean } from '../media/box-mean.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { grain } from './extend-plate.ts';

/**
 * A quiet ground for a cut-out: a paper-like gradient in a hue of the art, lighter where the figure is
 * dark and darker where it is light, with a soft shadow behind the figure and a slight vignette.
 * @param size of the ground, pixels
 * @param figure the art with its alpha
 * @param box where the art lies on the ground, pixels of the ground; size of `figure`
 * @param standing whether it has feet to stand on; a bust has none
 */
export function drawBackdrop(size: Size, figure: Raster, box: Box, standing: boolean): Raster {
  const tone = groundTone(figure);
  const shadow = softShadow(size, figure, box);
  const data = new Uint8Array(size.width * size.height * 4);
  const reach = Math.hypot(size.width, size.height) / 2;
  const centreX = box.x + box.width / 2;
  const centreY = size.height * 0.44;
  const feet = box.y + box.height;
  for (let y = 0; y < size.height; y++) {
    const down = y / size.height;
    for (let x = 0; x < size.width; x++) {
      const i = y * size.width + x;
      // A pool of light behind the head, falling off towards the corners and the floor.
      const away = Math.hypot((x - centreX) * 0.85, y - centreY) / reach;
      let light = 1.1 - 0.34 * away * away - 0.16 * down;
      light *= 1 - 0.4 * shadow(x, y);
      if (standing) {
        const across = (x - centreX) / (box.width * 0.42);
        const deep = (y - feet + box.height * 0.012) / (box.height * 0.035);
        light *= 1 - 0.42 * Math.exp(-(across * across + deep * deep));
      }
      for (let c = 0; c < 3; c++) {
        const value = tone[c]! * light + grain(x, y) * 2.4;
        data[i * 4 + c] = Math.round(Math.min(255, Math.max(0, value)));
      }
      data[i * 4 + 3] = 255;
    }
  }
  return { ...size, data };
}

/** A muted colour of the art's own hue, set off in lightness from the figure's outline. */
function groundTone(figure: Raster): readonly [number, number, number] {
  const hues = new Float64Array(24);
  const sums = new Float64Array(24 * 3);
  let lightness = 0;
  let weight = 0;
  for (let i = 0; i < figure.width * figure.height; i += 3) {
    const a = figure.data[i * 4 + 3]! / 255;
    if (a < 0.5) continue;
    const r = figure.data[i * 4]!;
    const g = figure.data[i * 4 + 1]!;
    const b = figure.data[i * 4 + 2]!;
    const high = Math.max(r, g, b);
    const low = Math.min(r, g, b);
    lightness += 0.2126 * r + 0.7152 * g + 0.0722 * b;
    weight++;
    const chroma = high - low;
    if (chroma < 20) continue;
    const raw =
      high === r ? (g - b) / chroma : high === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
    const bin = Math.floor((((raw + 6) % 6) / 6) * 24) % 24;
    hues[bin] = hues[bin]! + chroma;
    sums[bin * 3] = sums[bin * 3]! + r * chroma;
    sums[bin * 3 + 1] = sums[bin * 3 + 1]! + g * chroma;
    sums[bin * 3 + 2] = sums[bin * 3 + 2]! + b * chroma;
  }
  let best = -1;
  for (let k = 0; k < 24; k++) if (hues[k]! > (best < 0 ? 0 : hues[best]!)) best = k;
  const mean = weight > 0 ? lightness / weight : 128;
  // Dark figures stand on light paper, light ones on a dusky wall.
  const target = mean < 118 ? 176 : 84;
  const paper = [1.02, 1.0, 0.955];
  let colour = [128, 128, 128];
  if (best >= 0) colour = [0, 1, 2].map((c) => sums[best * 3 + c]! / hues[best]!);
  const grey = 0.2126 * colour[0]! + 0.7152 * colour[1]! + 0.0722 * colour[2]!;
  const muted = colour.map((value, c) => (grey + (value - grey) * 0.3) * paper[c]!);
  const now = 0.2126 * muted[0]! + 0.7152 * muted[1]! + 0.0722 * muted[2]!;
  const scale = target / Math.max(1, now);
  const lifted = muted.map((value) => target + (value * scale - target) * 0.8);
  return [lifted[0]!, lifted[1]!, lifted[2]!];
}

/** The figure's silhouette, blurred wide and let down a little: answers how dark the shadow is at a pixel. */
function softShadow(size: Size, figure: Raster, box: Box): (x: number, y: number) => number {
  const step = 8;
  const small = { width: Math.ceil(size.width / step), height: Math.ceil(size.height / step) };
  let field = new Float32Array(small.width * small.height);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const fx = Math.round(x * step + step / 2 - box.x);
      const fy = Math.round(y * step + step / 2 - box.y - box.height * 0.012);
      if (fx < 0 || fy < 0 || fx >= figure.width || fy >= figure.height) continue;
      field[y * small.width + x] = figure.data[(fy * figure.width + fx) * 4 + 3]! / 255;
    }
  }
  const radius = Math.max(1, Math.round((box.height * 0.03) / step));
  for (let k = 0; k < 3; k++) field = boxMean(field, small, radius) as Float32Array<ArrayBuffer>;
  return (x, y) => {
    const px = Math.min(small.width - 1, Math.max(0, x / step - 0.5));
    const py = Math.min(small.height - 1, Math.max(0, y / step - 0.5));
    const x0 = Math.floor(px);
    const y0 = Math.floor(py);
    const x1 = Math.min(small.width - 1, x0 + 1);
    const y1 = Math.min(small.height - 1, y0 + 1);
    const fx = px - x0;
    const fy = py - y0;
    const at = (cx: number, cy: number): number => field[cy * small.width + cx]!;
    return (
      (at(x0, y0) * (1 - fx) + at(x1, y0) * fx) * (1 - fy) +
      (at(x0, y1) * (1 - fx) + at(x1, y1) * fx) * fy
    );
  };
}
