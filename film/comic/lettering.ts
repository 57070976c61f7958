import { median } from '../grammar/median.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { PageTone } from './page-tone.ts';
import { unitOf } from './unit.ts';

/** Dark marks of the size of letters that stand together; pixels of the small page. */
export interface LetteringBlock {
  readonly box: Box;
  readonly letters: number;
  /** How its lines run, where that can be seen. */
  readonly runs: 'level' | 'upright' | 'unclear';
  /** How plain and light the ground around it is, 0 to 1. */
  readonly plain: number;
}

/** Where the lettering of a page is, as far as its shape tells; it is not read. */
export interface Lettering extends Size {
  readonly blocks: readonly LetteringBlock[];
  /** Pixels under lettering before each pixel, (width + 1) x (height + 1), to sum any box at once. */
  readonly covered: Int32Array;
  /** The same for dark pixels that are not under lettering. */
  readonly drawn: Int32Array;
}

interface Mark {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly ink: number;
}

const LEAST_LETTERS = 5;
const MOSTLY = 0.42;
const HARDLY_DRAWN = 0.035;

/** Finds blocks of lettering: marks of like size close together on light ground. */
export function findLettering(tone: PageTone): Lettering {
  const { width, height } = tone;
  const largest = Math.max(10, 0.03 * unitOf(tone));
  const reach = new Uint8Array(width * height);
  const bars: number[] = [];
  const marks = marksOf(tone, largest, bars).filter(
    (mark) => sizeOf(mark) >= 3 && sizeOf(mark) <= largest && mark.ink >= 4,
  );
  for (const mark of marks) paint(reach, width, height, grown(mark, 0.55));
  // Frames and outlines part what stands on either side of them, however close.
  for (const i of bars) reach[i] = 0;
  const labels = labelsOf(reach, width);
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const label = labels[((mark.y0 + mark.y1) >> 1) * width + ((mark.x0 + mark.x1) >> 1)]!;
    const group = groups.get(label);
    if (group) group.push(mark);
    else groups.set(label, [mark]);
  }
  const blocks: LetteringBlock[] = [];
  const cover = new Uint8Array(width * height);
  for (const group of groups.values()) {
    if (group.length < LEAST_LETTERS || !isLettering(tone, group)) continue;
    const box = boxOfMarks(group);
    const plain = plainness(tone, box, Math.max(2, 0.35 * middleSize(group)));
    blocks.push({ box, letters: group.length, runs: runOf(tone, group), plain });
    for (const mark of group) paint(cover, width, height, grown(mark, 0.7));
  }
  const drawn = new Uint8Array(width * height);
  for (let i = 0; i < drawn.length; i++) drawn[i] = !cover[i] && isDark(tone, i) ? 1 : 0;
  return {
    width,
    height,
    blocks,
    covered: summed(cover, width, height),
    drawn: summed(drawn, width, height),
  };
}

/** Whether a box is a caption: lettering, perhaps in a box of its own, and hardly any art. */
export function isCaption(lettering: Lettering, box: Box): boolean {
  const { covered, drawn } = lettering;
  return shareOf(lettering, covered, box) >= 0.3 && shareOf(lettering, drawn, box) <= 0.1;
}

/** Whether a fair part of a box is lettering. */
export function isLettered(lettering: Lettering, box: Box): boolean {
  return shareOf(lettering, lettering.covered, box) >= 0.12;
}

/** Whether a box is dark nearly all over. */
export function isAllDark(lettering: Lettering, box: Box): boolean {
  return shareOf(lettering, lettering.drawn, box) > 0.75;
}

/** Whether a box holds lettering and next to nothing else. */
export function isOnlyLettering(lettering: Lettering, box: Box): boolean {
  const { covered, drawn } = lettering;
  return (
    shareOf(lettering, covered, box) >= MOSTLY && shareOf(lettering, drawn, box) <= HARDLY_DRAWN
  );
}

/** The share of a box that is dark and not lettering, 0 to 1. */
export function drawnShare(lettering: Lettering, box: Box): number {
  return shareOf(lettering, lettering.drawn, box);
}

function shareOf(lettering: Lettering, sums: Int32Array, box: Box): number {
  const { width, height } = lettering;
  const x0 = Math.max(0, Math.min(width, Math.round(box.x)));
  const y0 = Math.max(0, Math.min(height, Math.round(box.y)));
  const x1 = Math.max(x0, Math.min(width, Math.round(box.x + box.width)));
  const y1 = Math.max(y0, Math.min(height, Math.round(box.y + box.height)));
  const area = (x1 - x0) * (y1 - y0);
  if (area === 0) return 0;
  const row = width + 1;
  const sum =
    sums[y1 * row + x1]! - sums[y0 * row + x1]! - sums[y1 * row + x0]! + sums[y0 * row + x0]!;
  return sum / area;
}

function isDark(tone: PageTone, i: number): boolean {
  return tone.byRows[i]! >>> 24 === 1;
}

function sizeOf({ x0, y0, x1, y1 }: Mark): number {
  return Math.max(x1 - x0, y1 - y0);
}

/** Connected dark marks, eight neighbours; the pixels of those that are larger than `largest` go to `bars`. */
function marksOf(tone: PageTone, largest: number, bars: number[]): Mark[] {
  const { width, height } = tone;
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const marks: Mark[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || !isDark(tone, start)) continue;
    const own: number[] = [];
    let depth = 0;
    stack[depth++] = start;
    seen[start] = 1;
    let x0 = width;
    let y0 = height;
    let x1 = 0;
    let y1 = 0;
    let ink = 0;
    while (depth > 0) {
      const i = stack[--depth]!;
      const x = i % width;
      const y = (i - x) / width;
      ink++;
      own.push(i);
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const n = v * width + u;
          if (seen[n] || !isDark(tone, n)) continue;
          seen[n] = 1;
          stack[depth++] = n;
        }
      }
    }
    const mark = { x0, y0, x1: x1 + 1, y1: y1 + 1, ink };
    marks.push(mark);
    if (sizeOf(mark) > largest) for (const i of own) bars.push(i);
  }
  return marks;
}

function grown(mark: Mark, by: number): Mark {
  const margin = Math.max(2, Math.round(by * Math.max(mark.x1 - mark.x0, mark.y1 - mark.y0)));
  return {
    x0: mark.x0 - margin,
    y0: mark.y0 - margin,
    x1: mark.x1 + margin,
    y1: mark.y1 + margin,
    ink: mark.ink,
  };
}

function paint(mask: Uint8Array, width: number, height: number, mark: Mark): void {
  const x0 = Math.max(0, mark.x0);
  const x1 = Math.min(width, mark.x1);
  for (let y = Math.max(0, mark.y0); y < Math.min(height, mark.y1); y++) {
    mask.fill(1, y * width + x0, y * width + x1);
  }
}

function labelsOf(mask: Uint8Array, width: number): Int32Array {
  const labels = new Int32Array(mask.length);
  const stack = new Int32Array(mask.length);
  let next = 0;
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || labels[start]) continue;
    next++;
    let depth = 0;
    stack[depth++] = start;
    labels[start] = next;
    while (depth > 0) {
      const i = stack[--depth]!;
      const x = i % width;
      for (const n of [i - 1, i + 1, i - width, i + width]) {
        if (n < 0 || n >= mask.length || !mask[n] || labels[n]) continue;
        if ((n === i - 1 && x === 0) || (n === i + 1 && x === width - 1)) continue;
        labels[n] = next;
        stack[depth++] = n;
      }
    }
  }
  return labels;
}

function boxOfMarks(marks: readonly Mark[]): Box {
  let x0 = Number.POSITIVE_INFINITY;
  let y0 = Number.POSITIVE_INFINITY;
  let x1 = 0;
  let y1 = 0;
  for (const mark of marks) {
    x0 = Math.min(x0, mark.x0);
    y0 = Math.min(y0, mark.y0);
    x1 = Math.max(x1, mark.x1);
    y1 = Math.max(y1, mark.y1);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function sizesOf(marks: readonly Mark[]): readonly number[] {
  return marks.map(sizeOf);
}

function middleSize(marks: readonly Mark[]): number {
  return median(sizesOf(marks))!;
}

/** Letters are of like size, and what lies between them is plain light ground. */
function isLettering(tone: PageTone, marks: readonly Mark[]): boolean {
  const sizes = sizesOf(marks);
  const middle = middleSize(marks);
  const alike = sizes.filter((size) => size >= middle * 0.5 && size <= middle * 2).length;
  if (alike < 0.7 * sizes.length || middle < 4) return false;
  let light = 0;
  let dark = 0;
  let all = 0;
  for (const mark of marks) {
    const around = grown(mark, 0.25);
    for (let y = Math.max(0, around.y0); y < Math.min(tone.height, around.y1); y++) {
      for (let x = Math.max(0, around.x0); x < Math.min(tone.width, around.x1); x++) {
        const value = tone.byRows[y * tone.width + x]!;
        all++;
        if (value >>> 24 === 1) dark++;
        else if (((value >>> 8) & 255) === 1) light++;
      }
    }
  }
  return light > 0.38 * all && light + dark > 0.66 * all;
}

/** How plain and light the ground around a block is, 0 to 1: balloons are, hatching and dots are not. */
function plainness(tone: PageTone, box: Box, margin: number): number {
  const x0 = Math.max(0, Math.round(box.x - margin));
  const y0 = Math.max(0, Math.round(box.y - margin));
  const x1 = Math.min(tone.width - 1, Math.round(box.x + box.width + margin));
  const y1 = Math.min(tone.height - 1, Math.round(box.y + box.height + margin));
  let light = 0;
  let all = 0;
  const look = (x: number, y: number): void => {
    all++;
    if (((tone.byRows[y * tone.width + x]! >>> 8) & 255) === 1) light++;
  };
  for (let x = x0; x <= x1; x++) {
    look(x, y0);
    look(x, y1);
  }
  for (let y = y0; y <= y1; y++) {
    look(x0, y);
    look(x1, y);
  }
  return all > 0 ? light / all : 0;
}

/** Which way lines run: the gaps between them are what ink leaves empty from side to side. */
function runOf(tone: PageTone, marks: readonly Mark[]): 'level' | 'upright' | 'unclear' {
  const box = boxOfMarks(marks);
  const across = new Uint16Array(box.width);
  const down = new Uint16Array(box.height);
  let size = 0;
  for (const mark of marks) {
    size += Math.max(mark.x1 - mark.x0, mark.y1 - mark.y0) / marks.length;
    for (let y = mark.y0; y < mark.y1; y++) {
      for (let x = mark.x0; x < mark.x1; x++) {
        if (!isDark(tone, y * tone.width + x)) continue;
        across[x - box.x]!++;
        down[y - box.y]!++;
      }
    }
  }
  const emptyAcross = emptyShare(across);
  const emptyDown = emptyShare(down);
  // One line or one column alone: its shape tells.
  if (box.width < 3 * size && box.height > 3.2 * box.width) return 'upright';
  if (box.height < 3 * size && box.width > 3.2 * box.height) return 'level';
  if (box.width < 2 * size || box.height < 2 * size) return 'unclear';
  if (emptyAcross > 1.25 * emptyDown + 0.04) return 'upright';
  if (emptyDown > 1.25 * emptyAcross + 0.04) return 'level';
  return 'unclear';
}

/** The share of a block's extent that hardly any ink stands in. */
function emptyShare(ink: Uint16Array): number {
  const most = Math.max(...ink);
  return ink.filter((n) => n <= 0.05 * most).length / ink.length;
}

function summed(mask: Uint8Array, width: number, height: number): Int32Array {
  const row = width + 1;
  const sums = new Int32Array(row * (height + 1));
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += mask[y * width + x]!;
      sums[(y + 1) * row + x + 1] = sums[y * row + x + 1]! + line;
    }
  }
  return sums;
}
