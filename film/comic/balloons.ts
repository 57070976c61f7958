import { areaOf, type Box } from '../space/box.ts';
import type { LetteringBlock } from './lettering.ts';
import type { PageTone } from './page-tone.ts';
import { unitOf } from './unit.ts';

/** How plain the ground around lettering in a balloon or a caption box is at least. */
const LEAST_PLAIN = 0.7;
/** The largest balloon, as a part of the unit squared, and as a multiple of its lettering. */
const MOST_AREA = 0.08;
const MOST_OF_LETTERING = 12;
/** The least part of its box that a balloon fills; an ellipse fills 0.78. */
const LEAST_FILL = 0.6;
/** So many letters so near the sheet's edge, as a part of the unit, are of a balloon that is cut off. */
const LEAST_AT_EDGE = 20;
const AT_EDGE = 0.02;
/** The outline's width, as a part of the unit. */
const OUTLINE = 0.005;

/**
 * Which pixels of the small page lie under balloons and caption boxes, by rows, 1 where one is: the
 * light ground around lettering, where something closes it in, with its outline. Nothing where there
 * is none.
 */
export function balloonCover(
  tone: PageTone,
  blocks: readonly LetteringBlock[],
): Uint8Array | undefined {
  const cover = new Uint8Array(tone.width * tone.height);
  const seen = new Uint8Array(cover.length);
  let isAny = false;
  for (const block of blocks) {
    if (isCutOff(tone, block)) {
      coverBox(cover, tone, block.box);
      isAny = true;
    }
    if (block.plain < LEAST_PLAIN) continue;
    const ground: number[] = [];
    if (coverBalloon(tone, block, cover, seen, ground)) isAny = true;
    // Swept pixel by pixel: a page has many balloons and each is small.
    for (const i of ground) seen[i] = 0;
  }
  return isAny ? cover : undefined;
}

/** @param seen all 0; what is seen is 1 afterwards, and its pixels are in `ground`. */
function coverBalloon(
  tone: PageTone,
  { box }: LetteringBlock,
  cover: Uint8Array,
  seen: Uint8Array,
  ground: number[],
): boolean {
  const { width, height, byRows } = tone;
  const unit = unitOf(tone);
  const most = Math.min(MOST_AREA * unit * unit, MOST_OF_LETTERING * areaOf(box));
  const visit = (i: number): void => {
    if (seen[i] || ((byRows[i]! >>> 8) & 255) !== 1) return;
    seen[i] = 1;
    ground.push(i);
  };
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) visit(y * width + x);
  }
  const from = new Int32Array(height).fill(width);
  const to = new Int32Array(height).fill(-1);
  const top = new Int32Array(width).fill(height);
  const bottom = new Int32Array(width).fill(-1);
  for (let at = 0; at < ground.length; at++) {
    if (ground.length > most) return false;
    const i = ground[at]!;
    const x = i % width;
    const y = (i - x) / width;
    // Ground that runs to the sheet's edge is the paper, not a balloon.
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return false;
    from[y] = Math.min(from[y]!, x);
    to[y] = Math.max(to[y]!, x);
    top[x] = Math.min(top[x]!, y);
    bottom[x] = Math.max(bottom[x]!, y);
    visit(i - 1);
    visit(i + 1);
    visit(i - width);
    visit(i + width);
  }
  const xs = [...top.keys()].filter((x) => bottom[x]! >= 0);
  const ys = [...from.keys()].filter((y) => to[y]! >= 0);
  if (xs.length === 0) return false;
  const inside: number[] = [];
  for (const y of ys) {
    for (let x = from[y]!; x <= to[y]!; x++) {
      if (y >= top[x]! && y <= bottom[x]!) inside.push(y * width + x);
    }
  }
  if (inside.length < LEAST_FILL * xs.length * ys.length) return false;
  const margin = Math.max(2, Math.round(OUTLINE * unit));
  for (const i of inside) {
    const x = i % width;
    const y = (i - x) / width;
    const isRim = !(seen[i - 1] && seen[i + 1] && seen[i - width] && seen[i + width]);
    if (!isRim) {
      cover[i] = 1;
      continue;
    }
    const left = Math.max(0, x - margin);
    const right = Math.min(width, x + margin + 1);
    for (let v = Math.max(0, y - margin); v <= Math.min(height - 1, y + margin); v++) {
      cover.fill(1, v * width + left, v * width + right);
    }
  }
  return true;
}

/**
 * Whether a block is lettering of a balloon that the sheet's edge cuts off: plain lines of letters at the
 * very edge. Nothing closes it in, so that of such a balloon only its lettering is sure.
 */
function isCutOff(tone: PageTone, { box, letters, runs }: LetteringBlock): boolean {
  if (letters < LEAST_AT_EDGE || runs === 'unclear') return false;
  const right = tone.width - box.x - box.width;
  const below = tone.height - box.y - box.height;
  return Math.min(box.x, box.y, right, below) <= AT_EDGE * unitOf(tone);
}

function coverBox(cover: Uint8Array, { width, height }: PageTone, box: Box): void {
  for (let y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y++) {
    cover.fill(1, y * width + Math.max(0, box.x), y * width + Math.min(width, box.x + box.width));
  }
}
