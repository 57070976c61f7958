import { findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import { distanceToEdge } from '../space/distance-to-segment.ts';
import type { Point } from '../space/point.ts';
import { contains, type Polygon } from '../space/polygon.ts';
import { type Cover, edgeOf, isCovered, opened } from './cover.ts';
import { gapBetween, isReadLine, type LineShape, middleOf } from './line-shape.ts';
import { notchesOf } from './outline-notch.ts';

/** One balloon of those that are drawn joined or over one another, with the lines in it. */
export interface BalloonPart extends Cover {
  readonly lines: readonly LineShape[];
}

/** Points looked at along an edge. */
const POINTS = 220;
/** A neck at most so wide, beside the narrower of the two bodies, parts them whatever the lettering says. */
const NECK = 0.74;
/** The same where the lettering too speaks for two balloons. */
const NECK_IF_TOLD = 0.95;
/** How much lettering of another size, or set farther apart, speaks for another balloon. */
const OTHER_SIZE = 1.17;
const FARTHER_APART = 1.6;
const OFF_AXIS = 0.3;
/** Notches on both sides of a cut turn inwards so far at least, degrees: they part two that are no neck. */
const NOTCHED = 28;
/** The same where there is one alone, because a panel's edge cuts off the other side. */
const NOTCHED_ALONE = 45;
/** How far from a panel's edge an outline is cut off by it, a part of the letters' size. */
const AT_FRAME = 0.3;
/** Letters so much larger are meant to look so; less, and it is their descenders that make a line taller. */
const LARGER = 1.25;
/** Lines set so much farther apart than those of either balloon are not one text; a single line stands for so much. */
const FARTHER_SET = 1.25;
const USUAL_SET = 1.6;

/**
 * Parts balloons that hang together: joined by a bridge, or drawn over one another without a line
 * between. Where two lie over one another their common outline has a notch on both sides; a cut from
 * notch to notch that crosses no line of lettering is shorter than either body is wide. Where it is not,
 * the notches themselves part two whose lines are set farther apart than those of either.
 *
 * @param frames panels that may cut an outline off, pixels of the page
 */
export function splitBalloon(
  cover: Cover,
  lines: readonly LineShape[],
  frames: readonly Polygon[] = [],
): readonly BalloonPart[] {
  if (lines.length < 2) return [{ ...cover, lines }];
  const size = middleOf(lines.map((line) => line.size));
  const { window } = cover;
  const body = opened(window, cover.mask, 0.42 * size);
  const { labels, blobs } = findBlobs(window, (i) => body[i] === 1);
  // A bridge narrower than the letters is gone already: what it joined lies in patches of their own.
  const bodies = blobs.flatMap((blob) => {
    const mask = body.map((_, i) => (labels[i] === blob.label ? 1 : 0));
    const own = lines.filter(({ centre }) => isCovered({ window, mask }, centre));
    return own.length > 0 ? partsOf(edgeOf({ window, mask }), own, frames) : [];
  });
  if (bodies.length < 2) return [{ ...cover, lines }];
  return shareOut(cover, body, bodies, lines);
}

interface Body {
  readonly outline: Polygon;
  readonly lines: readonly LineShape[];
}

function partsOf(
  outline: Polygon,
  lines: readonly LineShape[],
  frames: readonly Polygon[],
): readonly Body[] {
  if (lines.length < 2) return [{ outline, lines }];
  const cut = bestCut(outline, lines, frames);
  if (!cut) return [{ outline, lines }];
  return [
    ...partsOf(cut.before.outline, cut.before.lines, frames),
    ...partsOf(cut.after.outline, cut.after.lines, frames),
  ];
}

interface Cut {
  readonly before: Body;
  readonly after: Body;
  /** The cut's length beside the narrower body; of one between notches, 1 to 2: no neck is put behind it. */
  readonly cost: number;
}

function bestCut(
  outline: Polygon,
  lines: readonly LineShape[],
  frames: readonly Polygon[],
): Cut | undefined {
  const size = middleOf(lines.map((line) => line.size));
  const bends = notchesOf(outline, size);
  const step = Math.max(1, outline.length / POINTS);
  const places: number[] = [];
  for (let at = 0; at < outline.length; at += step) places.push(deepest(bends, at, step));
  const points = places.map((at) => outline[at]!);
  const notches = places.map((at) => bends[at]!);
  const count = points.length;
  const isCutOff = points.map((point) =>
    frames.some((frame) => distanceToEdge(frame, point) <= AT_FRAME * size),
  );
  let best: Cut | undefined;
  for (let i = 0; i < count; i++) {
    for (let j = i + 3; j < count; j++) {
      if (i + count - j < 3) continue;
      const p = points[i]!;
      const q = points[j]!;
      const length = Math.hypot(q.x - p.x, q.y - p.y);
      const along = Math.min(j - i, i + count - j) * step;
      // A neck is much shorter than the way round.
      if (length > 0.75 * along || length < 1) continue;
      if (!sparesLines(lines, p, q)) continue;
      const before = points.slice(i, j + 1);
      const after = [...points.slice(j), ...points.slice(0, i + 1)];
      const width = Math.min(extent(before, p, q), extent(after, p, q));
      const ratio = length / Math.max(1, width);
      const notch = Math.min(notches[i]!, notches[j]!);
      const alone = isCutOff[i] ? notches[j]! : isCutOff[j] ? notches[i]! : 0;
      const isNotched = notch >= NOTCHED || alone >= NOTCHED_ALONE;
      const asNotch = 2 - Math.max(notch, alone) / 180;
      if (best && Math.min(ratio, isNotched ? asNotch : ratio) >= best.cost) continue;
      if (ratio > NECK_IF_TOLD && !isNotched) continue;
      if (!isInside(outline, p, q)) continue;
      const first = lines.filter((line) => contains(before, line.centre));
      const then = lines.filter((line) => !first.includes(line));
      if (first.length === 0 || then.length === 0) continue;
      const isNeck =
        ratio <= NECK || (ratio <= NECK_IF_TOLD && tellsOfTwo(first, then, lines, size));
      const cost = isNeck ? ratio : asNotch;
      if (!isNeck && !(isNotched && areSetApart(first, then))) continue;
      if (best && cost >= best.cost) continue;
      const [from, to] = [places[i]!, places[j]!];
      best = {
        before: { outline: outline.slice(from, to + 1), lines: first },
        after: { outline: [...outline.slice(to), ...outline.slice(0, from + 1)], lines: then },
        cost,
      };
    }
  }
  return best;
}

/** The place of a stretch of the outline that turns inwards the most; its first where none does. */
function deepest(bends: readonly number[], from: number, step: number): number {
  const first = Math.floor(from);
  let best = first;
  for (let at = first + 1; at < Math.min(bends.length, from + step); at++)
    if (bends[at]! > bends[best]!) best = at;
  return best;
}

/** Whether a cut leaves every line of lettering whole; descenders may reach over it. */
function sparesLines(lines: readonly LineShape[], p: Point, q: Point): boolean {
  return lines.every(({ line: { box }, size }) => {
    const inset = 0.22 * size;
    const right = box.x + box.width - inset;
    const bottom = box.y + box.height - inset;
    return !meetsBox(p, q, box.x + inset, box.y + inset, right, bottom);
  });
}

/** Whether the way from p to q enters a box, by clipping it (Liang and Barsky 1984). */
function meetsBox(p: Point, q: Point, x0: number, y0: number, x1: number, y1: number): boolean {
  let from = 0;
  let to = 1;
  const dx = q.x - p.x;
  const dy = q.y - p.y;
  for (const [step, room] of [
    [-dx, p.x - x0],
    [dx, x1 - p.x],
    [-dy, p.y - y0],
    [dy, y1 - p.y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return false;
      continue;
    }
    const at = room / step;
    if (step < 0) from = Math.max(from, at);
    else to = Math.min(to, at);
  }
  return from < to;
}

/** How wide a body is, measured along the cut. */
function extent(points: readonly Point[], p: Point, q: Point): number {
  const length = Math.hypot(q.x - p.x, q.y - p.y);
  const dx = (q.x - p.x) / length;
  const dy = (q.y - p.y) / length;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    const at = x * dx + y * dy;
    if (at < least) least = at;
    if (at > most) most = at;
  }
  return most - least;
}

function isInside(outline: Polygon, p: Point, q: Point): boolean {
  const stops = 7;
  for (let k = 1; k < stops; k++) {
    const t = k / stops;
    if (!contains(outline, { x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t })) return false;
  }
  return true;
}

/** Whether the lettering itself speaks for two balloons: another size, a wider gap, another axis. */
function tellsOfTwo(
  first: readonly LineShape[],
  then: readonly LineShape[],
  all: readonly LineShape[],
  size: number,
): boolean {
  const a = middleOf(first.map((line) => line.size));
  const b = middleOf(then.map((line) => line.size));
  if (Math.max(a, b) > OTHER_SIZE * Math.min(a, b)) return true;
  const gaps = all.map((line) => nearestGap(line, all)).filter((gap) => Number.isFinite(gap));
  const apart = Math.min(...first.map((line) => nearestGap(line, then)));
  if (apart > Math.max(FARTHER_APART * middleOf(gaps), 0.55 * size)) return true;
  const axis = (group: readonly LineShape[]): number =>
    middleOf(group.map(({ centre, isUpright }) => (isUpright ? centre.y : centre.x)));
  const shorter = Math.min(
    Math.max(...first.map((line) => line.length)),
    Math.max(...then.map((line) => line.length)),
  );
  return Math.abs(axis(first) - axis(then)) > OFF_AXIS * shorter;
}

/**
 * Whether two groups of lines stand farther apart than the lines of either do, or are lettered in other
 * sizes up to where they meet.
 */
function areSetApart(first: readonly LineShape[], then: readonly LineShape[]): boolean {
  const a = middleOf(first.map((line) => line.size));
  const b = middleOf(then.map((line) => line.size));
  const within = [first, then].flatMap((group) =>
    group.map((line) => nearestSet(line, group)).filter((set) => Number.isFinite(set)),
  );
  const usual = within.length > 0 ? middleOf(within) : USUAL_SET * Math.min(a, b);
  const facing = (group: readonly LineShape[], others: readonly LineShape[]): LineShape =>
    group.reduce((best, line) =>
      nearestSet(line, others) < nearestSet(best, others) ? line : best,
    );
  const last = facing(first, then);
  const next = facing(then, first);
  if (nearestSet(last, then) >= FARTHER_SET * usual) return true;
  const isOther = (p: number, q: number): boolean => Math.max(p, q) > LARGER * Math.min(p, q);
  const areRead = isReadLine(last.line) && isReadLine(next.line);
  return areRead && isOther(last.size, next.size) && isOther(a, b);
}

/** How far on from a line the next one of some is set, middle to middle across the reading; pixels. */
function nearestSet(line: LineShape, others: readonly LineShape[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    if (other === line) continue;
    const across = Math.abs(line.centre.x - other.centre.x);
    const down = Math.abs(line.centre.y - other.centre.y);
    const set = line.isUpright ? across : down;
    const along = line.isUpright ? down : across;
    const isBeside = along >= 0.5 * (line.length + other.length);
    least = Math.min(least, isBeside ? Math.hypot(across, down) : set);
  }
  return least;
}

function nearestGap(line: LineShape, others: readonly LineShape[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    if (other !== line) least = Math.min(least, gapBetween(line.line.box, other.line.box));
  }
  return least;
}

/** Every pixel to the body nearest to it: tails and spikes go with what they grow from. */
function shareOut(
  cover: Cover,
  body: Uint8Array,
  bodies: readonly Body[],
  lines: readonly LineShape[],
): readonly BalloonPart[] {
  const { window, mask } = cover;
  const { width } = window;
  const owner = new Int16Array(mask.length).fill(-1);
  for (let i = 0; i < mask.length; i++) {
    if (!body[i]) continue;
    const x = i % width;
    const middle = { x: x + window.x + 0.5, y: (i - x) / width + window.y + 0.5 };
    owner[i] = bodies.findIndex(({ outline }) => contains(outline, middle));
  }
  const { nearest } = distanceTo(window, (i) => owner[i]! >= 0);
  const ownerAt = ({ x, y }: Point): number => {
    const u = Math.min(window.width - 1, Math.max(0, Math.floor(x) - window.x));
    const v = Math.min(window.height - 1, Math.max(0, Math.floor(y) - window.y));
    const from = nearest[v * width + u]!;
    return from < 0 ? 0 : owner[from]!;
  };
  return bodies.map((own, at) => ({
    window,
    mask: mask.map((value, i) => {
      const from = nearest[i]!;
      return value && from >= 0 && owner[from] === at ? 1 : 0;
    }),
    lines: lines.filter(
      (line) => own.lines.includes(line) || (!isKept(line, bodies) && ownerAt(line.centre) === at),
    ),
  }));
}

function isKept(line: LineShape, bodies: readonly Body[]): boolean {
  return bodies.some(({ lines }) => lines.includes(line));
}
