import { boxAround, findBlobs } from '../media/blob.ts';
import type { Plane, Raster } from '../media/raster.ts';
import { toneOf } from '../media/shot-tone.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { drawBackdrop } from './backdrop.ts';
import type { BuiltStage, PictureLayer } from './built-stage.ts';
import { layOver } from './cut-out.ts';
import { extendPlate, plateBox } from './extend-plate.ts';
import { headOf } from './head.ts';
import type { StageLayer } from './stage.ts';
import { suppleFigure } from './supple-figure.ts';

/** How much of the frame's height a figure takes on its backdrop. */
const FIGURE_HEIGHT = 0.86;
/** What the ground has beyond the frame on every side: room for parallax. */
const BLEED = 0.05;

/** Whether a picture lets its ground show: at least one pixel in a hundred is not opaque. */
export function hasAlpha(picture: Raster): boolean {
  let clear = 0;
  for (let i = 3; i < picture.data.length; i += 4) if (picture.data[i]! < 250) clear++;
  return clear * 100 > picture.width * picture.height;
}

/**
 * Character art on its own: the figure at the frame's shape before a drawn ground. The stage has the
 * size of that ground, not of the art. A figure that ends at the picture's lower edge is a bust and
 * ends at the frame's lower edge too; any other stands with room under its feet.
 */
export function stageOfCutOut(picture: Raster, frame: Size): BuiltStage {
  const art = withoutSpecks(picture);
  const alpha = alphaOf(art);
  const bounds = boxAround(alpha, 4) ?? {
    x: 0,
    y: 0,
    width: picture.width,
    height: picture.height,
  };
  const cuts = cutSides(alpha, bounds);
  const cut = cropped(art, bounds);
  const bust = endsAtFoot(alpha, bounds);
  const aspect = frame.width / frame.height;
  // Placed at the frame's shape with air above the head and at the sides.
  let height = bounds.height / FIGURE_HEIGHT;
  if (height * aspect < bounds.width / 0.8) height = bounds.width / 0.8 / aspect;
  const size = { width: Math.round(height * aspect), height: Math.round(height) };
  // A bust is let down a little so that its straight lower edge never shows.
  const foot = bust
    ? size.height + Math.round(bounds.height * 0.03)
    : Math.round(size.height * 0.94);
  const box: Box = {
    x: Math.round(besideEdge(cuts, bounds, size)),
    y: foot - bounds.height,
    width: bounds.width,
    height: bounds.height,
  };
  const shown = runOnAtCuts(cut, cuts);
  const shownBox = { ...box, x: box.x - shown.left, width: shown.raster.width };
  const spare = Math.round(size.width * BLEED);
  const ground: Box = {
    x: -spare,
    y: -spare,
    width: size.width + 2 * spare,
    height: size.height + 2 * spare,
  };
  const backdrop = drawBackdrop(
    { width: ground.width, height: ground.height },
    cut,
    { ...box, x: box.x + spare, y: box.y + spare },
    !bust,
  );
  const head = { ...box, height: Math.min(box.height * 0.45, box.width) };
  const alone = headOf(alphaOf(cut), { ...box, x: 0, y: 0 });
  const seenHead = { ...alone, x: alone.x + box.x, y: alone.y + box.y };
  const supple = suppleFigure({
    matte: standingMatte(alphaOf(cut), box, size),
    box,
    head,
    size,
    trust: 1,
  });
  return {
    stage: {
      size,
      layers: [
        { name: 'plate', role: 'plate', box: ground, depth: 0 },
        { name: 'figure-1', role: 'cut-out', box: shownBox, depth: 0.8, supple },
      ],
      keep: [head, { ...box, height: Math.min(box.height, size.height - box.y) }],
      faces: [seenHead],
      tone: toneOf(backdrop),
      trust: 1,
    },
    rasters: new Map([
      ['plate', backdrop],
      ['figure-1', shown.raster],
    ]),
    artAt: { x: box.x - bounds.x, y: box.y - bounds.y },
  };
}

/**
 * A layered picture stands as it was drawn, layer by layer. Undefined where the layers laid on one
 * another do not give the picture (blend modes, effects): then it is treated as one picture.
 */
export function stageOfLayers(
  picture: Raster,
  layers: readonly PictureLayer[],
  frame: Size,
): BuiltStage | undefined {
  const composed: Raster = {
    width: picture.width,
    height: picture.height,
    data: new Uint8Array(picture.width * picture.height * 4),
  };
  let opaqueUpTo = -1;
  let ground: Raster | undefined;
  layers.forEach((layer, k) => {
    layOver(composed, layer.raster, rounded(layer.box));
    if (opaqueUpTo < 0 && !hasAlpha(composed)) {
      opaqueUpTo = k;
      ground = { ...composed, data: composed.data.slice() };
    }
  });
  if (!ground || opaqueUpTo === layers.length - 1 || !sameColours(composed, picture)) {
    return undefined;
  }
  const before = layers.slice(opaqueUpTo + 1).filter((layer) => layer.raster.width > 0);
  const box = plateBox(picture, frame);
  const staged: StageLayer[] = [{ name: 'plate', role: 'plate', box, depth: 0 }];
  const rasters = new Map<string, Raster>([['plate', extendPlate(ground, box)]]);
  before.forEach((layer, k) => {
    const name = `layer-${k + 1}`;
    staged.push({
      name,
      role: 'cut-out',
      box: rounded(layer.box),
      depth: 0.3 + (0.7 * (k + 1)) / before.length,
    });
    rasters.set(name, layer.raster);
  });
  const keep = before
    .map((layer) => rounded(layer.box))
    .filter((b) => b.width * b.height < picture.width * picture.height * 0.8)
    .reverse();
  return {
    stage: {
      size: { width: picture.width, height: picture.height },
      layers: staged,
      keep,
      tone: toneOf(picture),
      trust: 1,
    },
    rasters,
  };
}

/** The figure's matte on its stage. */
function standingMatte(alpha: Plane, box: Box, { width, height }: Size): Plane {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < alpha.height; y++) {
    for (let x = 0; x < alpha.width; x++) {
      const [sx, sy] = [x + box.x, y + box.y];
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      data[sy * width + sx] = alpha.data[y * alpha.width + x]!;
    }
  }
  return { width, height, data };
}

function alphaOf(picture: Raster): Plane {
  const data = new Uint8Array(picture.width * picture.height);
  for (let i = 0; i < data.length; i++) data[i] = picture.data[i * 4 + 3]!;
  return { width: picture.width, height: picture.height, data };
}

/** How much of its height the art cuts a figure off at each side, 0 to 1. */
interface CutSides {
  readonly left: number;
  readonly right: number;
}

/** A figure cut off along more than this share of its height stands at the frame's edge ... */
const STANDS_AT_EDGE = 0.3;
/** ... and one that stands free and is cut along more than this runs on beyond the cut ... */
const SEEN_CUT = 0.03;
/** ... for this share of its width. */
const RUNS_ON = 0.09;

function cutSides(alpha: Plane, bounds: Box): CutSides {
  const solidAt = (x: number): number => {
    let count = 0;
    for (let y = bounds.y; y < bounds.y + bounds.height; y++) {
      if (alpha.data[y * alpha.width + x]! > 127) count++;
    }
    return count / bounds.height;
  };
  const end = bounds.x + bounds.width;
  return {
    left: bounds.x <= 1 ? solidAt(bounds.x + 1) : 0,
    right: end >= alpha.width - 1 ? solidAt(end - 2) : 0,
  };
}

/** The side on which a figure stands at the frame's edge, where the art cuts it off there and there alone. */
function edgeOf({ left, right }: CutSides): keyof CutSides | undefined {
  const [atLeft, atRight] = [left > STANDS_AT_EDGE, right > STANDS_AT_EDGE];
  return atLeft === atRight ? undefined : atLeft ? 'left' : 'right';
}

/**
 * Left edge of the figure on its ground: in the middle, or a little beyond the frame's edge on the side
 * where it is cut off, so that the cut never shows.
 */
function besideEdge(cuts: CutSides, bounds: Box, size: Size): number {
  const over = bounds.width * 0.03;
  const edge = edgeOf(cuts);
  if (edge === 'left') return -over;
  if (edge === 'right') return size.width - bounds.width + over;
  return (size.width - bounds.width) / 2;
}

/**
 * Lets a figure run on where the art cuts it off and no edge of the frame hides that: mirrored at the cut
 * and fading out. The art itself stays as it is.
 *
 * @returns the figure, and how many columns it has before its own first one
 */
function runOnAtCuts(
  cut: Raster,
  cuts: CutSides,
): { readonly raster: Raster; readonly left: number } {
  const edge = edgeOf(cuts);
  const reach = Math.min(cut.width, Math.max(2, Math.round(RUNS_ON * cut.width)));
  const room = (side: keyof CutSides): number =>
    side !== edge && cuts[side] > SEEN_CUT ? reach : 0;
  const [left, right] = [room('left'), room('right')];
  if (left + right === 0) return { raster: cut, left };
  const width = left + cut.width + right;
  const data = new Uint8Array(width * cut.height * 4);
  for (let y = 0; y < cut.height; y++) {
    const solid = {
      left: solidFrom(cut, y, 'left', reach),
      right: solidFrom(cut, y, 'right', reach),
    };
    for (let x = 0; x < width; x++) {
      const own = x - left;
      const beyond = own < 0 ? -own : Math.max(0, own - cut.width + 1);
      if (beyond > solid[own < 0 ? 'left' : 'right']) continue;
      const from = own < 0 ? beyond - 1 : beyond > 0 ? cut.width - beyond : own;
      const o = (y * cut.width + from) * 4;
      const i = (y * width + x) * 4;
      data.set(cut.data.subarray(o, o + 4), i);
      if (beyond > 0) data[i + 3] = Math.round(data[i + 3]! * (1 - beyond / (reach + 1)) ** 1.5);
    }
  }
  return { raster: { width, height: cut.height, data }, left };
}

/** How many pixels of a row, from a side inwards, are the figure's without a gap: only those were cut off there. */
function solidFrom({ width, data }: Raster, y: number, side: keyof CutSides, most: number): number {
  for (let k = 0; k < most; k++) {
    const x = side === 'left' ? k : width - 1 - k;
    if (data[(y * width + x) * 4 + 3]! < 128) return k;
  }
  return most;
}

/** The art without stray pixels: nearly clear dust, and dots far too small to belong to a figure. */
function withoutSpecks(picture: Raster): Raster {
  const seen = (i: number): boolean => picture.data[i * 4 + 3]! >= 4;
  const { labels, blobs } = findBlobs(picture, seen);
  const largest = blobs.reduce((most, blob) => Math.max(most, blob.area), 0);
  const data = picture.data.slice();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const area = label > 0 ? blobs[label - 1]!.area : 0;
    if (area < 12 && area < largest * 0.0005) data[i * 4 + 3] = 0;
  }
  return { width: picture.width, height: picture.height, data };
}

/** Whether the figure is cut off below: a good part of its width is solid along its lower edge. */
function endsAtFoot(alpha: Plane, bounds: Box): boolean {
  const y = bounds.y + bounds.height - 2;
  let count = 0;
  for (let x = bounds.x; x < bounds.x + bounds.width; x++) {
    if (alpha.data[Math.max(0, y) * alpha.width + x]! > 127) count++;
  }
  return count > bounds.width * 0.3;
}

function cropped(picture: Raster, box: Box): Raster {
  const data = new Uint8Array(box.width * box.height * 4);
  for (let y = 0; y < box.height; y++) {
    const from = ((y + box.y) * picture.width + box.x) * 4;
    data.set(picture.data.subarray(from, from + box.width * 4), y * box.width * 4);
  }
  return { width: box.width, height: box.height, data };
}

function rounded(box: Box): Box {
  return {
    x: Math.round(box.x),
    y: Math.round(box.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
  };
}

/** Whether two pictures differ by under 38 dB of noise. */
function sameColours(a: Raster, b: Raster): boolean {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) if (i % 4 !== 3) sum += (a.data[i]! - b.data[i]!) ** 2;
  const mean = sum / (a.width * a.height * 3);
  return mean < 255 ** 2 / 10 ** 3.8;
}
