import { oklabOf, srgbOf } from '@inkreel/film/media/oklab.ts';
import { emptyRaster, type Raster } from '@inkreel/film/media/raster.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { MarkedFigure } from './marked-figure.ts';

/** What goes wrong in a picture that claims to show a figure. `kind` picks one of several ways. */

/** Hair in another hue, as light as before. */
export function turnHair({ picture, hair }: MarkedFigure, degrees: number): Raster {
  return recoloured(picture, hair, degrees, 0);
}

/** Clothing in another colour, as light and with the same folds; what was grey is tinted. */
export function recolourClothing({ picture, clothing }: MarkedFigure, kind: number): Raster {
  return recoloured(picture, clothing, [120, -100, 170][kind % 3]!, 0.06);
}

function recoloured(picture: Raster, part: Uint8Array, degrees: number, tint: number): Raster {
  const data = picture.data.slice();
  const turn = (degrees * Math.PI) / 180;
  for (let i = 0; i < part.length; i++) {
    if (!part[i]) continue;
    const { l, a, b } = oklabOf(data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!);
    const chroma = Math.hypot(a, b);
    const hue = (chroma < 0.03 && tint > 0 ? 0 : Math.atan2(b, a)) + turn;
    const strong = tint > 0 ? Math.max(chroma, tint * Math.min(1, l / 0.4)) : chroma;
    data.set(srgbOf({ l, a: strong * Math.cos(hue), b: strong * Math.sin(hue) }), i * 4);
  }
  return { ...picture, data };
}

/** The face bent by 6 % of its size: eyes apart, a wider jaw, a longer face, or all of it wider by that. */
export function warpFace({ picture, face }: MarkedFigure, kind: number, share = 0.06): Raster {
  const { x, y, width, height } = face;
  const [cx, cy] = [x + width / 2, y + height / 2];
  return bent(picture, (px, py) => {
    const u = (px - cx) / (0.75 * width);
    const v = (py - cy) / (0.75 * height);
    const far = Math.hypot(u, v);
    if (far >= 1) return [0, 0];
    const fade = Math.cos((far * Math.PI) / 2) ** 2 * 2;
    const size = Math.min(1, fade) * share;
    switch (kind % 4) {
      case 0:
        return [Math.sin(u * Math.PI) * size * width, 0];
      case 1:
        return [
          Math.sin(u * Math.PI) * Math.sign(v) * Math.min(1, Math.abs(v) * 3) * size * width,
          0,
        ];
      case 2:
        return [0, Math.sin(v * Math.PI) * size * height];
      default:
        return [((px - cx) * size) / (1 + share), 0];
    }
  });
}

/** The figure a tenth wider, its head a tenth larger, or its body below the chin a tenth longer. */
export function changeProportions(
  { picture, face }: MarkedFigure,
  kind: number,
  share = 0.1,
): Raster {
  const { width, height } = picture;
  switch (kind % 3) {
    case 0: {
      const wide = emptyRaster(Math.round(width * (1 + share)), height);
      return sampled(picture, wide, (px, py) => [(px + 0.5) / (1 + share) - 0.5, py]);
    }
    case 1: {
      const neck = { x: face.x + face.width / 2, y: face.y + face.height * 1.1 };
      const near = 1.7 * face.height;
      return bent(picture, (px, py) => {
        const far = Math.hypot(px - neck.x, py - (neck.y - 0.9 * face.height)) / near;
        const below = Math.max(0, py - neck.y) / (0.4 * face.height);
        const fade = Math.max(0, Math.min(1, 2 - 2 * far)) * Math.max(0, 1 - below);
        const grow = (share / (1 + share)) * fade;
        return [(px - neck.x) * grow, (py - neck.y) * grow];
      });
    }
    default: {
      const chin = face.y + face.height;
      const long = emptyRaster(width, Math.round(height + (height - chin) * share));
      return sampled(picture, long, (px, py) => [
        px,
        py < chin ? py : chin + (py - chin) / (1 + share),
      ]);
    }
  }
}

/** What is no fault: the same drawing seen otherwise. */

export function flip(picture: Raster): Raster {
  const { width } = picture;
  return sampled(picture, emptyRaster(width, picture.height), (x, y) => [width - 1 - x, y]);
}

/** From above the head to the chest. */
export function cropToBust({ picture, box, face }: MarkedFigure): Raster {
  const bottom = Math.min(box.y + box.height, face.y + face.height * 2.4);
  return cropped(picture, { x: 0, y: 0, width: picture.width, height: Math.round(bottom) });
}

function cropped(picture: Raster, box: Box): Raster {
  return sampled(picture, emptyRaster(box.width, box.height), (x, y) => [x + box.x, y + box.y]);
}

/** Dimmer, brighter and flatter, or lit from one side; a little warmer or colder with it. */
export function relight(picture: Raster, kind: number): Raster {
  const data = picture.data.slice();
  for (let i = 0; i < picture.width * picture.height; i++) {
    const x = (i % picture.width) / picture.width;
    const gains = [
      [0.62, 0.64, 0.7],
      [1.12, 1.08, 1.0],
      [0.45 + 0.75 * x, 0.45 + 0.73 * x, 0.48 + 0.7 * x],
    ][kind % 3]!;
    const lift = kind % 3 === 1 ? 18 : 0;
    for (let c = 0; c < 3; c++) {
      data[i * 4 + c] = Math.min(
        255,
        Math.round(data[i * 4 + c]! * gains[c]! * (lift ? 0.9 : 1) + lift),
      );
    }
  }
  return { ...picture, data };
}

/** Snow, rain or fog between the figure and who looks on. */
export function weatherBefore(picture: Raster, kind: number): Raster {
  const { width, height } = picture;
  const data = picture.data.slice();
  const chance = seeded(kind + 1);
  const lay = (x: number, y: number, light: number, share: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const o = (y * width + x) * 4;
    for (let c = 0; c < 3; c++) {
      data[o + c] = Math.round(data[o + c]! * (1 - share) + light * share);
    }
  };
  if (kind % 3 === 2) {
    for (let i = 0; i < width * height; i++) {
      const drift = 0.22 + 0.1 * Math.sin((i % width) / 37 + i / width / 61);
      lay(i % width, Math.floor(i / width), 205, drift);
    }
    return { ...picture, data };
  }
  const count = Math.round((width * height) / (kind % 3 === 0 ? 900 : 700));
  for (let k = 0; k < count; k++) {
    const x = Math.floor(chance() * width);
    const y = Math.floor(chance() * height);
    if (kind % 3 === 0) {
      const radius = 1 + chance() * 2.5;
      for (let dy = -4; dy <= 4; dy++) {
        for (let dx = -4; dx <= 4; dx++) {
          const far = Math.hypot(dx, dy) / radius;
          if (far < 1.4)
            lay(x + dx, y + dy, 250, 0.85 * Math.max(0, Math.min(1, (1.4 - far) / 0.6)));
        }
      }
    } else {
      const length = 10 + Math.floor(chance() * 14);
      for (let t = 0; t < length; t++) lay(x - Math.round(t / 4), y + t, 215, 0.45);
    }
  }
  return { ...picture, data };
}

/** Smeared along by 2 % of the picture, as by a fast pan. */
export function blurMotion(picture: Raster, kind: number): Raster {
  const length = Math.max(3, Math.round(0.02 * Math.max(picture.width, picture.height)));
  const [ux, uy] = [
    [1, 0],
    [0, 1],
    [0.7, 0.7],
  ][kind % 3] as [number, number];
  const made = emptyRaster(picture.width, picture.height);
  const { width, height, data } = picture;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0, 0];
      let count = 0;
      for (let t = -(length >> 1); t <= length >> 1; t++) {
        const px = Math.round(x + t * ux);
        const py = Math.round(y + t * uy);
        count++;
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const o = (py * width + px) * 4;
        const alpha = data[o + 3]!;
        for (let c = 0; c < 3; c++) sum[c]! += data[o + c]! * alpha;
        sum[3]! += alpha;
      }
      if (sum[3]! <= 0) continue;
      const o = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) made.data[o + c] = Math.round(sum[c]! / sum[3]!);
      made.data[o + 3] = Math.round(sum[3]! / count);
    }
  }
  return made;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Each pixel taken from where `by` says it came, as an offset in pixels. */
function bent(picture: Raster, by: (x: number, y: number) => readonly [number, number]): Raster {
  return sampled(picture, emptyRaster(picture.width, picture.height), (x, y) => {
    const [dx, dy] = by(x, y);
    return [x - dx, y - dy];
  });
}

function sampled(
  { width, height, data }: Raster,
  made: Raster,
  from: (x: number, y: number) => readonly [number, number],
): Raster {
  for (let y = 0; y < made.height; y++) {
    for (let x = 0; x < made.width; x++) {
      const [sx, sy] = from(x, y);
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      const sum = [0, 0, 0, 0];
      for (let k = 0; k < 4; k++) {
        const px = x0 + (k & 1);
        const py = y0 + (k >> 1);
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const share = (k & 1 ? sx - x0 : 1 - sx + x0) * (k >> 1 ? sy - y0 : 1 - sy + y0);
        const o = (py * width + px) * 4;
        const weight = share * data[o + 3]!;
        for (let c = 0; c < 3; c++) sum[c]! += data[o + c]! * weight;
        sum[3]! += weight;
      }
      if (sum[3]! <= 0) continue;
      const o = (y * made.width + x) * 4;
      for (let c = 0; c < 3; c++) made.data[o + c] = Math.round(sum[c]! / sum[3]!);
      made.data[o + 3] = Math.round(sum[3]!);
    }
  }
  return made;
}
