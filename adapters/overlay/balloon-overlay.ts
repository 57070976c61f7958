import type { Balloon, BalloonKind } from '@inkreel/film/comic/balloon.ts';
import { areaOf, type Box, centreOf, intersect } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { layOutText } from '../lettering/lay-out-text.ts';

const INK = '#17161A';
const PAPER = '#FAF7F1';

/** One for each kind, so that a mistake is seen from afar. */
const COLOURS: Readonly<Record<BalloonKind, string>> = {
  speech: '#1664C0',
  thought: '#7A3FB5',
  shout: '#D1281F',
  whisper: '#3E8E9E',
  caption: '#9A6B00',
  sfx: '#D4007F',
  sign: '#2F7D32',
};

/**
 * Balloons as they were understood, as SVG: outline, number, kind, words, and the way to who is heard.
 * What is told of a balloon is written beside it, over no words as far as there is room.
 *
 * @param numbers where the panels' numbers stand, pixels of the page: nothing is written over them either
 */
export function balloonDrawing(
  balloons: readonly Balloon[],
  page: Size,
  unit: number,
  numbers: readonly Box[] = [],
): string {
  const taken = [...balloons.map(({ box }) => box), ...numbers];
  const drawn = balloons.flatMap((balloon) => [outlineOf(balloon, unit), voiceOf(balloon, unit)]);
  const notes = balloons.map((balloon, i) => noteOf(balloon, i + 1, taken, page, unit));
  return [...drawn, ...notes].join('\n');
}

function outlineOf({ outline, kind }: Balloon, unit: number): string {
  const corners = outline.map(({ x, y }) => `${x},${y}`).join(' ');
  const colour = COLOURS[kind];
  return `<polygon points="${corners}" fill="${colour}" fill-opacity="0.22" stroke="${colour}" stroke-width="${1.6 * unit}" stroke-linejoin="round"/>`;
}

/** From the tail, or the balloon's middle, to the figure that is heard; a dot on a tail of its own. */
function voiceOf({ kind, box, tail, speaker }: Balloon, unit: number): string {
  const colour = COLOURS[kind];
  const from = tail ?? centreOf(box);
  const dot = tail
    ? `<circle cx="${tail.x}" cy="${tail.y}" r="${2.6 * unit}" fill="${colour}" stroke="${PAPER}" stroke-width="${unit}"/>`
    : '';
  if (speaker?.kind !== 'figure') return dot;
  const { x, y, width, height } = speaker.box;
  const to = nearestOn(speaker.box, from);
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${colour}" stroke-width="${unit}" stroke-dasharray="${3 * unit} ${3 * unit}"/><path d="M${from.x} ${from.y}L${to.x} ${to.y}" stroke="${colour}" stroke-width="${1.6 * unit}" stroke-dasharray="${2 * unit} ${2 * unit}"/>${dot}`;
}

/** The point of a box's edge, or inside it, that lies nearest. */
function nearestOn({ x, y, width, height }: Box, to: Point): Point {
  return {
    x: Math.max(x, Math.min(x + width, to.x)),
    y: Math.max(y, Math.min(y + height, to.y)),
  };
}

/** Number, kind and words on a slip of paper beside the balloon; the slip is added to what is taken. */
function noteOf(balloon: Balloon, number: number, taken: Box[], page: Size, unit: number): string {
  const { box, kind, text, confidence, speaker } = balloon;
  const heard = speaker === undefined || speaker.kind === 'figure' ? '' : `, ${speaker.kind}`;
  const sure = text === '' ? 'not read' : `${Math.round(confidence * 100)} %`;
  const set = layOutText({
    text: `${number} ${kind}${heard}, ${sure}${text === '' ? '' : `\n${text}`}`,
    font: 'comic-neue',
    size: 7.5 * unit,
    maxWidth: Math.max(90 * unit, box.width),
    leading: 1.15,
  });
  const pad = 2.5 * unit;
  const slip = { width: set.width + 2 * pad, height: set.height + 2 * pad };
  const { x, y, width, height } = freePlace(placesBeside(box, slip, unit), taken, page);
  taken.push({ x, y, width, height });
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${2 * unit}" fill="${PAPER}" fill-opacity="0.88" stroke="${COLOURS[kind]}" stroke-width="${0.8 * unit}"/><path transform="translate(${x + pad} ${y + pad})" d="${set.path}" fill="${INK}"/>`;
}

/** Places for a slip around a box: below, above, at its sides, and from there outwards along its corners. */
function placesBeside(box: Box, { width, height }: Size, gap: number): readonly Box[] {
  const right = box.x + box.width;
  const across = [
    box.x + (box.width - width) / 2,
    box.x,
    right - width,
    right + gap,
    box.x - width - gap,
  ];
  const rows = [box.y + box.height + gap, box.y - height - gap].flatMap((y) =>
    across.map((x) => ({ x, y, width, height })),
  );
  const down = [box.y, box.y + (box.height - height) / 2, box.y + box.height - height];
  const sides = [right + gap, box.x - width - gap].flatMap((x) =>
    down.map((y) => ({ x, y, width, height })),
  );
  return [...rows, ...sides];
}

/**
 * The first of some places that covers nothing that is taken, moved into the page; else the one that covers
 * the least of it.
 */
export function freePlace(places: readonly Box[], taken: readonly Box[], page: Size): Box {
  let best: { place: Box; covered: number } | undefined;
  for (const { x, y, width, height } of places) {
    const place = {
      x: Math.max(0, Math.min(page.width - width, x)),
      y: Math.max(0, Math.min(page.height - height, y)),
      width,
      height,
    };
    const covered = taken.reduce((sum, box) => sum + areaOf(intersect(box, place)), 0);
    if (covered === 0) return place;
    if (!best || covered < best.covered) best = { place, covered };
  }
  return best!.place;
}
