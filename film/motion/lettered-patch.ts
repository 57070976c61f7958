import { type Blob, findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { areaOf, type Box, intersect, unite } from '../space/box.ts';
import { grownBox } from './matte.ts';
import { grown } from './view.ts';

/** A face has fewer dark marks than this, nearly any sentence more. */
const FEWEST_MARKS = 7;

/** A patch of bare paper with writing on it: a balloon or a caption, its outline included. */
export interface LetteredPatch {
  readonly box: Box;
  /** Of balloons that run into one another each one's writing, with air around it; else the box. */
  readonly parts: readonly Box[];
  /** Size of the picture, 255 on the patch. */
  readonly mask: Uint8Array;
  readonly area: number;
}

/**
 * Finds balloons and captions roughly, so that nobody takes one for a figure: patches of even, bright
 * paper that enclose many dark marks of like height. Writing itself is not read here.
 */
export function findLetteredPatches(
  picture: Raster,
  inside?: Uint8Array,
): readonly LetteredPatch[] {
  const { width, height, data } = picture;
  const count = width * height;
  const light = new Uint8Array(count);
  const histogram = new Int32Array(256);
  for (let i = 0; i < count; i++) {
    const r = data[i * 4]!;
    const g = data[i * 4 + 1]!;
    const b = data[i * 4 + 2]!;
    light[i] = Math.round(0.3 * r + 0.59 * g + 0.11 * b);
    if (!inside || inside[i]) histogram[light[i]!] = histogram[light[i]!]! + 1;
  }
  const white = levelOf(histogram, 0.985);
  const patches: LetteredPatch[] = [];
  const taken = new Uint8Array(count);
  // Printed paper breaks up at a high level; bright ground runs into a balloon at a low one, and then
  // what it runs into does not look written.
  for (const level of [0.78, 0.86, 0.94]) {
    const paper = (i: number): boolean =>
      light[i]! > white * level && taken[i] === 0 && (!inside || inside[i]! > 0);
    const { labels, blobs } = findBlobs(picture, paper);
    for (const blob of blobs) {
      if (blob.area < count * 0.004 || blob.area > count * 0.6) continue;
      const filled = filledOver(labels, blob, width);
      const marks = letters(filled, light, labels, blob, width, white);
      if (!marks) continue;
      const whole = withOutline(picture, filled, blob, light, white);
      const patch = { ...whole, parts: partsOf(marks, whole.box) };
      patches.push(patch);
      for (let i = 0; i < count; i++) if (patch.mask[i]) taken[i] = 1;
    }
  }
  return patches;
}

function levelOf(histogram: Int32Array, share: number): number {
  const total = histogram.reduce((sum, value) => sum + value, 0);
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += histogram[level]!;
    if (seen >= total * share) return level;
  }
  return 255;
}

/** The blob with everything it encloses, over its box and one pixel around. */
interface Filled {
  readonly width: number;
  readonly height: number;
  readonly solid: Uint8Array;
  readonly area: number;
}

function filledOver(labels: Int32Array, blob: Blob, pitch: number): Filled {
  const width = blob.box.width + 2;
  const height = blob.box.height + 2;
  const own = (i: number): boolean => {
    const x = (i % width) - 1;
    const y = Math.floor(i / width) - 1;
    if (x < 0 || y < 0 || x >= blob.box.width || y >= blob.box.height) return false;
    return labels[(y + blob.box.y) * pitch + x + blob.box.x] === blob.label;
  };
  const outside = findBlobs({ width, height }, (i) => !own(i));
  const around = outside.labels[0]!;
  const solid = new Uint8Array(width * height);
  let area = 0;
  for (let i = 0; i < solid.length; i++) {
    if (outside.labels[i] === around) continue;
    solid[i] = 1;
    area++;
  }
  return { width, height, solid, area };
}

/** The marks a patch encloses, where they look written: many, dark, most of them of one height. */
function letters(
  filled: Filled,
  light: Uint8Array,
  labels: Int32Array,
  blob: Blob,
  pitch: number,
  white: number,
): readonly Box[] | undefined {
  const at = (i: number): number =>
    (Math.floor(i / filled.width) - 1 + blob.box.y) * pitch + (i % filled.width) - 1 + blob.box.x;
  const { blobs: marks } = findBlobs(
    filled,
    (i) => filled.solid[i]! > 0 && labels[at(i)] !== blob.label,
  );
  const meant = marks.filter((mark) => mark.box.height > 2 && mark.area > 5);
  const shorter = Math.min(blob.box.width, blob.box.height);
  if (meant.length < FEWEST_MARKS) return undefined;
  const heights = meant
    .map((mark) => Math.max(mark.box.height, mark.box.width))
    .sort((a, b) => a - b);
  const median = heights[heights.length >> 1]!;
  const alike = heights.filter((value) => value > median * 0.45 && value < median * 2.3).length;
  const ink = meant.reduce((sum, mark) => sum + mark.area, 0) / filled.area;
  const largest = heights.at(-1)!;
  let darkest = 255;
  let sum = 0;
  let squares = 0;
  let papers = 0;
  for (let i = 0; i < filled.solid.length; i++) {
    if (!filled.solid[i]) continue;
    const value = light[at(i)]!;
    if (labels[at(i)] === blob.label) {
      sum += value;
      squares += value * value;
      papers++;
    } else darkest = Math.min(darkest, value);
  }
  const spread = Math.sqrt(Math.max(0, squares / papers - (sum / papers) ** 2));
  const solidity = filled.area / (blob.box.width * blob.box.height);
  const written =
    alike >= meant.length * 0.6 &&
    alike >= FEWEST_MARKS &&
    median < shorter * 0.34 &&
    ink > 0.06 &&
    ink < 0.5 &&
    largest < Math.max(blob.box.width, blob.box.height) * 0.5 &&
    darkest < white * 0.5 &&
    // Old paper and halftone are uneven; the more letters there are, the more of it is believed.
    spread < 11 + Math.min(7, (alike - FEWEST_MARKS) / 2) &&
    solidity > 0.45;
  if (!written) return undefined;
  return meant.map(({ box }) => ({
    ...box,
    x: box.x - 1 + blob.box.x,
    y: box.y - 1 + blob.box.y,
  }));
}

/** Blocks of writing farther apart than this many letters are in balloons of their own. */
const BLOCKS_APART = 1.7;
/** Air around a block of writing up to its balloon's outline, in letters. */
const BLOCK_AIR = 0.8;

/** The blocks of writing of one patch, each with its air; the patch itself where there is one only. */
function partsOf(marks: readonly Box[], whole: Box): readonly Box[] {
  const sizes = marks.map((mark) => Math.max(mark.width, mark.height)).sort((a, b) => a - b);
  const letter = sizes[sizes.length >> 1]!;
  const blocks: Box[] = [];
  for (const mark of marks) {
    let block = grown(mark, (letter * BLOCKS_APART) / 2);
    for (let k = blocks.length - 1; k >= 0; k--) {
      if (areaOf(intersect(blocks[k]!, block)) === 0) continue;
      block = unite(block, blocks[k]!);
      blocks.splice(k, 1);
      // What the larger block reaches now was looked at before it grew.
      k = blocks.length;
    }
    blocks.push(block);
  }
  const written = blocks.filter(({ width }) => width > 3 * letter);
  if (written.length < 2) return [whole];
  const air = letter * (BLOCK_AIR - BLOCKS_APART / 2);
  return written.map((block) => intersect(grown(block, air), whole));
}

/** The patch grown over its own dark outline, a few pixels wide. */
function withOutline(
  picture: Raster,
  filled: Filled,
  blob: Blob,
  light: Uint8Array,
  white: number,
): Omit<LetteredPatch, 'parts'> {
  const { width, height } = picture;
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < filled.solid.length; i++) {
    if (!filled.solid[i]) continue;
    const x = (i % filled.width) - 1 + blob.box.x;
    const y = Math.floor(i / filled.width) - 1 + blob.box.y;
    mask[y * width + x] = 255;
  }
  const widest = Math.max(2, Math.round(Math.min(width, height) / 130));
  const near = grownBox(blob.box, widest + 1, picture);
  const { distance } = distanceTo({ width: near.width, height: near.height }, (o) => {
    const x = o % near.width;
    return mask[((o - x) / near.width + near.y) * width + x + near.x]! > 0;
  });
  let area = 0;
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let ny = 0; ny < near.height; ny++) {
    for (let nx = 0; nx < near.width; nx++) {
      const x = nx + near.x;
      const y = ny + near.y;
      const i = y * width + x;
      if (mask[i] === 0) {
        const away = distance[ny * near.width + nx]!;
        // Only where it is darker than paper; one pixel always, for the softened rim.
        if (away > widest || (away > 1.5 && light[i]! > white * 0.6)) continue;
        mask[i] = 255;
      }
      area++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return {
    mask,
    area,
    box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
  };
}
