import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import { LINE_HEIGHT } from './paddle-networks.ts';

/** A line of lettering laid level: three planes (blue, green, red) of `LINE_HEIGHT` rows, from -1 to 1. */
export interface LevelLine {
  readonly width: number;
  readonly planes: Float32Array;
}

/**
 * Lays a line level. `corners` are pixels of the picture, clockwise from where the first letter's top
 * left is; between them lie `width` new pixels along. What lies outside the picture takes its nearest
 * pixel.
 */
export function layLevel(picture: Raster, corners: Polygon, width: number): LevelLine {
  const [topLeft, topRight, , bottomLeft] = corners as [Point, Point, Point, Point];
  const alongX = (topRight.x - topLeft.x) / width;
  const alongY = (topRight.y - topLeft.y) / width;
  const downX = (bottomLeft.x - topLeft.x) / LINE_HEIGHT;
  const downY = (bottomLeft.y - topLeft.y) / LINE_HEIGHT;
  // A line much taller than the network's is averaged, not skipped through.
  const samples = Math.max(1, Math.ceil(Math.hypot(downX, downY)));
  const plane = LINE_HEIGHT * width;
  const planes = new Float32Array(3 * plane);
  const colour: [number, number, number] = [0, 0, 0];
  for (let y = 0; y < LINE_HEIGHT; y++) {
    for (let x = 0; x < width; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = 0; j < samples; j++) {
        const v = y + (j + 0.5) / samples;
        for (let i = 0; i < samples; i++) {
          const u = x + (i + 0.5) / samples;
          colourAt(
            picture,
            topLeft.x + u * alongX + v * downX - 0.5,
            topLeft.y + u * alongY + v * downY - 0.5,
            colour,
          );
          r += colour[0];
          g += colour[1];
          b += colour[2];
        }
      }
      const scale = 1 / (samples * samples * 127.5);
      const o = y * width + x;
      planes[o] = b * scale - 1;
      planes[o + plane] = g * scale - 1;
      planes[o + 2 * plane] = r * scale - 1;
    }
  }
  return { width, planes };
}

/** The columns of a line from one place up to another. */
export function cutLine(line: LevelLine, from: number, to: number): LevelLine {
  const width = to - from;
  const planes = new Float32Array(3 * LINE_HEIGHT * width);
  for (let row = 0; row < 3 * LINE_HEIGHT; row++) {
    const start = row * line.width + from;
    planes.set(line.planes.subarray(start, start + width), row * width);
  }
  return { width, planes };
}

/** Straight-line interpolation, over white. */
function colourAt(picture: Raster, x: number, y: number, into: [number, number, number]): void {
  const { width, height, data } = picture;
  const px = Math.min(Math.max(x, 0), width - 1);
  const py = Math.min(Math.max(y, 0), height - 1);
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const fx = px - x0;
  const fy = py - y0;
  const right = x0 + 1 < width ? 4 : 0;
  const below = y0 + 1 < height ? width * 4 : 0;
  const i = (y0 * width + x0) * 4;
  for (let c = 0; c < 3; c++) {
    const over = (at: number): number => {
      const alpha = data[at + 3]!;
      return alpha === 255 ? data[at + c]! : (data[at + c]! * alpha) / 255 + 255 - alpha;
    };
    const top = over(i) * (1 - fx) + over(i + right) * fx;
    const low = over(i + below) * (1 - fx) + over(i + below + right) * fx;
    into[c] = top * (1 - fy) + low * fy;
  }
}
