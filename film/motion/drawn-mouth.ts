import { composeLayers } from '../media/compose-layers.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, centreOf, intersect, unite } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Size } from '../space/size.ts';
import { drawingOf, type MouthDrawings } from '../voice/mouth-drawings.ts';
import { MOUTHS, type Mouth } from '../voice/viseme.ts';
import { bearerOf } from './bearer.ts';
import type { BuiltStage, PictureLayer } from './built-stage.ts';
import type { StageLayer } from './stage.ts';

/** A mouth of a shot that its art has drawings of. */
export interface DrawnMouth {
  /** Which of the shot's mouths it is, from 0. */
  readonly pin: number;
  readonly drawings: MouthDrawings;
}

/** How far beyond what changes a drawing reaches, pixels: no seam is seen where the art is prescaled. */
const RIM = 3;

/**
 * A stage with the art's own mouths: for each shape that is not what the art shows, the picture as it is with
 * that drawing in place of the one it has, where the two differ. What lies over the mouth stays over it.
 *
 * @param layers of the whole art, bottom to top
 * @param origin of the stage's picture in the art, pixels
 */
export function withDrawnMouths(
  built: BuiltStage,
  layers: readonly PictureLayer[],
  art: Size,
  origin: Point,
  mouths: readonly DrawnMouth[],
): BuiltStage {
  if (mouths.length === 0) return built;
  const staged: StageLayer[] = [...built.stage.layers];
  const rasters = new Map(built.rasters);
  const { x: dx, y: dy } = built.artAt ?? { x: 0, y: 0 };
  const onStage = (box: Box): Box => ({
    ...box,
    x: box.x - origin.x + dx,
    y: box.y - origin.y + dy,
  });
  for (const { pin, drawings } of mouths) {
    const area = areaOfMouth(drawings.box, art);
    if (area.width === 0 || area.height === 0) continue;
    const under = bearerOf(built, onStage(area));
    const at = staged.findIndex((layer) => layer.name === under.name) + 1;
    const drawn = MOUTHS.flatMap((mouth): StageLayer[] => {
      const raster = drawMouth(layers, drawings, mouth, area);
      if (!raster) return [];
      const name = `mouth-${pin + 1}-${mouth}`;
      rasters.set(name, raster);
      const { depth } = under;
      const says = { pin, mouth };
      return [{ name, role: 'mouth', box: onStage(area), depth, rides: under.name, says }];
    });
    staged.splice(at, 0, ...drawn);
  }
  return { ...built, stage: { ...built.stage, layers: staged }, rasters };
}

/**
 * Layers as they stand apart on a stage: those that are seen, each group as one thing, and a mouth on the
 * face that it is drawn on.
 */
export function standingLayers(
  layers: readonly PictureLayer[],
  mouths: readonly MouthDrawings[],
): readonly PictureLayer[] {
  const isMouth = new Set(mouths.flatMap((mouth) => mouth.layers));
  const seen = layers.filter(({ visible }, index) => visible !== false && !isMouth.has(index));
  const depth = commonGroups(seen);
  const standing: { group: string | undefined; layer: PictureLayer }[] = [];
  layers.forEach((layer, index) => {
    if (layer.visible === false) return;
    if (isMouth.has(index)) {
      const { x, y } = centreOf(layer.box);
      const face = standing.findLast((each) => isSolidAt(each.layer, x, y)) ?? standing.at(-1);
      if (face) face.layer = joined(face.layer, layer);
      return;
    }
    const group = layer.groups?.[depth];
    const last = standing.at(-1);
    if (last && group !== undefined && last.group === group) last.layer = joined(last.layer, layer);
    else standing.push({ group, layer: joined(layer) });
  });
  return standing.map(({ layer }) => layer);
}

/** The picture with one of its drawings, clear where that is no change; undefined where nothing is. */
function drawMouth(
  layers: readonly PictureLayer[],
  drawings: MouthDrawings,
  mouth: Mouth,
  area: Box,
): Raster | undefined {
  const drawing = drawingOf(drawings, mouth);
  if (!drawing) return undefined;
  const isOwn = new Set(drawings.layers);
  const isShown = ({ visible }: PictureLayer) => visible !== false;
  const before = composeLayers(layers.filter(isShown), area);
  const after = composeLayers(
    layers.filter((layer, index) => (isOwn.has(index) ? drawing.includes(index) : isShown(layer))),
    area,
  );
  const { width, height } = area;
  const changed = new Uint8Array(width * height);
  let isSame = true;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!differs(before, after, (y * width + x) * 4)) continue;
      isSame = false;
      for (let v = Math.max(0, y - RIM); v <= Math.min(height - 1, y + RIM); v++) {
        changed.fill(1, v * width + Math.max(0, x - RIM), v * width + Math.min(width, x + RIM + 1));
      }
    }
  }
  if (isSame) return undefined;
  for (let i = 0; i < changed.length; i++) if (!changed[i]) after.data[i * 4 + 3] = 0;
  return after;
}

function differs(a: Raster, b: Raster, at: number): boolean {
  const [alphaA, alphaB] = [a.data[at + 3]!, b.data[at + 3]!];
  if (Math.abs(alphaA - alphaB) > 1) return true;
  if (alphaA === 0) return false;
  return [0, 1, 2].some((c) => Math.abs(a.data[at + c]! - b.data[at + c]!) > 1);
}

/** The mouths' box and its rim, whole pixels of the art. */
function areaOfMouth({ x, y, width, height }: Box, art: Size): Box {
  const left = Math.floor(x) - RIM;
  const top = Math.floor(y) - RIM;
  const [right, foot] = [Math.ceil(x + width) + RIM, Math.ceil(y + height) + RIM];
  const box = { x: left, y: top, width: right - left, height: foot - top };
  return intersect(box, { x: 0, y: 0, ...art });
}

/** How many groups all layers lie in together: a group around everything parts nothing. */
function commonGroups(layers: readonly PictureLayer[]): number {
  const [first, ...others] = layers;
  const groups = first?.groups ?? [];
  const end = groups.findIndex((name, k) => others.some((other) => other.groups?.[k] !== name));
  return others.length === 0 || end < 0 ? groups.length : end;
}

function isSolidAt({ box, raster }: PictureLayer, x: number, y: number): boolean {
  const [px, py] = [Math.round(x - box.x), Math.round(y - box.y)];
  if (px < 0 || py < 0 || px >= raster.width || py >= raster.height) return false;
  return raster.data[(py * raster.width + px) * 4 + 3]! > 127;
}

/** Layers as one, their opacity in their pixels. */
function joined(...layers: readonly [PictureLayer, ...PictureLayer[]]): PictureLayer {
  const [first] = layers;
  if (layers.length === 1 && (first.opacity ?? 1) === 1) return first;
  const around = layers.map(({ box }) => box).reduce(unite);
  const box = {
    x: Math.round(around.x),
    y: Math.round(around.y),
    width: Math.ceil(around.width),
    height: Math.ceil(around.height),
  };
  const { opacity: _, ...rest } = first;
  return { ...rest, box, raster: composeLayers(layers, box) };
}
