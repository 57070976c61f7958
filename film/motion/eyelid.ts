import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
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

/** The nearest layer that is solid where the eye is. */
function bearerOf({ stage, rasters }: BuiltStage, eye: Box): StageLayer {
  const x = eye.x + eye.width / 2;
  const y = eye.y + eye.height / 2;
  const found = stage.layers.findLast(({ name, role, box }) => {
    if (role !== 'cut-out') return false;
    const raster = rasters.get(name);
    const [px, py] = [Math.round(x - box.x), Math.round(y - box.y)];
    if (!raster || px < 0 || py < 0 || px >= raster.width || py >= raster.height) return false;
    return raster.data[(py * raster.width + px) * 4 + 3]! > 127;
  });
  return found ?? stage.layers[0]!;
}

function drawLid(picture: Raster, eye: Box, box: Box): Raster {
  const [top, low] = skinOf(picture, eye);
  const lash = darkestOf(picture, eye);
  const raster = emptyRaster(box.width, box.height);
  const cx = eye.x + eye.width / 2 - box.x;
  const cy = eye.y + eye.height / 2 - box.y;
  const across = (eye.width / 2) * (1 + 1.6 * OVER);
  const down = (eye.height / 2) * (1 + 1.6 * OVER);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const u = (x + 0.5 - cx) / across;
      const v = (y + 0.5 - cy) / down;
      const away = Math.hypot(u, v);
      const alpha = 1 - rise(away, 0.86, 1.02);
      if (alpha <= 0) continue;
      // Shut lashes lie along the lower lid.
      const rim = v > 0 ? rise(away, 0.68, 0.8) * rise(v, 0.05, 0.35) : 0;
      const o = (y * box.width + x) * 4;
      const t = Math.max(0, Math.min(1, (v + 1) / 2));
      for (let c = 0; c < 3; c++) {
        const skin = top[c]! + (low[c]! - top[c]!) * t * 0.5;
        raster.data[o + c] = Math.round(skin + (lash[c]! - skin) * rim * 0.85);
      }
      raster.data[o + 3] = Math.round(255 * alpha);
    }
  }
  return raster;
}

type Colour = readonly [number, number, number];

/** The skin above an eye and below it: medians, so that brows and lashes have no say. */
function skinOf(picture: Raster, eye: Box): readonly [Colour, Colour] {
  const strip = (from: number, to: number): Colour => {
    const colours: Colour[] = [];
    for (let y = Math.floor(from); y <= to; y++)
      for (let x = Math.floor(eye.x); x < eye.x + eye.width; x++) {
        const colour = colourAt(picture, x, y);
        if (colour) colours.push(colour);
      }
    // The lighter half is skin; the rest are lines and hair.
    colours.sort((a, b) => lumaOf(b) - lumaOf(a));
    const lighter = colours.slice(0, Math.max(1, Math.ceil(colours.length * 0.6)));
    return lighter[lighter.length >> 1] ?? [200, 170, 150];
  };
  const gap = 0.25 * eye.height;
  const bottom = eye.y + eye.height;
  return [
    strip(eye.y - gap - 0.5 * eye.height, eye.y - gap),
    strip(bottom + gap, bottom + gap + 0.5 * eye.height),
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
