import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { bearerOf } from './bearer.ts';
import type { BuiltStage } from './built-stage.ts';
import type { StageLayer } from './stage.ts';
import { rise } from './supple.ts';

/** The lid reaches beyond the eye's box by this share of its sides, so that no lash looks out. */
const OVER = 0.12;

/**
 * A stage with a lid for each eye, each a layer that rides on the one its eye is drawn on. Lids take
 * the colour of the skin above their eye and a lash line as dark as what is drawn around it.
 *
 * @param picture the art that the eyes were set on
 * @param eyes each close around what is seen of an eye between its lids, pixels of the picture
 */
export function withLids(built: BuiltStage, picture: Raster, eyes: readonly Box[]): BuiltStage {
  const layers: StageLayer[] = [...built.stage.layers];
  const rasters = new Map(built.rasters);
  const { x: dx, y: dy } = built.artAt ?? { x: 0, y: 0 };
  eyes.forEach((eye, k) => {
    if (eye.width < 3 || eye.height < 2) return;
    const under = bearerOf(built, { ...eye, x: eye.x + dx, y: eye.y + dy });
    const box = {
      x: Math.floor(eye.x - OVER * eye.width),
      y: Math.floor(eye.y - OVER * eye.height),
      width: Math.ceil(eye.width * (1 + 2 * OVER)) + 1,
      height: Math.ceil(eye.height * (1 + 2 * OVER)) + 1,
    };
    const name = `lid-${k + 1}`;
    // Beside the layer that it rides on, so that what hides the face hides its lids.
    const at = layers.findIndex((layer) => layer.name === under.name) + 1;
    const onStage = { ...box, x: box.x + dx, y: box.y + dy };
    const { depth } = under;
    const lid: StageLayer = { name, role: 'lid', box: onStage, depth, rides: under.name };
    layers.splice(at, 0, lid);
    rasters.set(name, drawLid(picture, eye, box));
  });
  return { ...built, stage: { ...built.stage, layers }, rasters };
}

function drawLid(picture: Raster, eye: Box, box: Box): Raster {
  const lash = darkestOf(picture, eye);
  const raster = emptyRaster(box.width, box.height);
  const cx = eye.x + eye.width / 2 - box.x;
  const cy = eye.y + eye.height / 2 - box.y;
  const across = (eye.width / 2) * (1 + 1.7 * OVER);
  const down = (eye.height / 2) * (1 + 1.7 * OVER);
  const thick = Math.max(0.09, 0.7 / down);
  for (let x = 0; x < box.width; x++) {
    const [above, below] = skinOf(picture, eye, x + box.x);
    const u = (x + 0.5 - cx) / across;
    // Shut lashes lie along a shallow bow in the lower half, thinner at the corners.
    const bow = Math.sqrt(Math.max(0, 1 - u * u));
    const line = 0.2 + 0.38 * bow;
    for (let y = 0; y < box.height; y++) {
      const v = (y + 0.5 - cy) / down;
      const alpha = 1 - rise(Math.hypot(u, v), 0.82, 1.04);
      if (alpha <= 0) continue;
      const rim = (1 - rise(Math.abs(v - line), thick, thick * 2.4)) * rise(bow, 0.2, 0.7);
      const t = rise(v, -0.5, 1);
      const o = (y * box.width + x) * 4;
      for (let c = 0; c < 3; c++) {
        const skin = above[c]! + (below[c]! - above[c]!) * t;
        raster.data[o + c] = Math.round(skin + (lash[c]! - skin) * rim * 0.8);
      }
      raster.data[o + 3] = Math.round(255 * alpha);
    }
  }
  return raster;
}

type Colour = readonly [number, number, number];

/** The skin above and below an eye near a column: the mean of the lighter part, without lashes. */
function skinOf(picture: Raster, eye: Box, column: number): readonly [Colour, Colour] {
  const reach = Math.max(1, 0.22 * eye.width);
  const strip = (from: number, to: number): Colour => {
    const colours: Colour[] = [];
    for (let y = Math.floor(from); y <= to; y++)
      for (let x = Math.floor(column - reach); x <= column + reach; x++) {
        const colour = colourAt(picture, x, y);
        if (colour) colours.push(colour);
      }
    if (colours.length === 0) return [200, 170, 150];
    colours.sort((p, q) => lumaOf(q) - lumaOf(p));
    const kept = colours.slice(0, Math.ceil(colours.length * 0.7));
    const mean = (c: 0 | 1 | 2): number => kept.reduce((sum, one) => sum + one[c], 0) / kept.length;
    return [mean(0), mean(1), mean(2)];
  };
  const { height } = eye;
  const bottom = eye.y + height;
  return [
    strip(eye.y - 0.5 * height, eye.y - 0.15 * height),
    strip(bottom + 0.15 * height, bottom + 0.5 * height),
  ];
}

/** The colour of the lines around an eye: the darkest twentieth of it. */
function darkestOf(picture: Raster, eye: Box): Colour {
  const colours: Colour[] = [];
  for (let y = Math.floor(eye.y); y < eye.y + eye.height; y++)
    for (let x = Math.floor(eye.x); x < eye.x + eye.width; x++) {
      const colour = colourAt(picture, x, y);
      if (colour) colours.push(colour);
    }
  colours.sort((a, b) => lumaOf(a) - lumaOf(b));
  return colours[Math.floor(colours.length / 20)] ?? [30, 20, 20];
}

function colourAt({ width, height, data }: Raster, x: number, y: number): Colour | undefined {
  if (x < 0 || y < 0 || x >= width || y >= height) return undefined;
  const i = (y * width + x) * 4;
  return data[i + 3]! > 127 ? [data[i]!, data[i + 1]!, data[i + 2]!] : undefined;
}

function lumaOf([r, g, b]: Colour): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
