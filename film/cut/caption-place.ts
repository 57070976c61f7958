import { assertNever } from '../grammar/assert-never.ts';
import { areaOf, type Box, intersect } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Size } from '../space/size.ts';
import type { CaptionStyle } from './caption-style.ts';

/** What a caption is to keep off, pixels of the frame. */
export interface Avoided {
  readonly box: Box;
  /** How much it matters: 1 is a face. */
  readonly weight: number;
}

/** What is seen while a caption is. */
export interface CaptionSurroundings {
  readonly frame: Size;
  readonly avoid: readonly Avoided[];
  /** The mouth of who says it, pixels of the frame; missing where nobody knows it. */
  readonly mouth?: Point;
  /** The face around it, where that is known too. */
  readonly face?: Box;
  /** Which of the speakers it is, from 1; 0 where nobody is known. */
  readonly speaker: number;
}

type Drawn = Exclude<CaptionStyle, 'none'>;

/** What is kept free at the frame's edges, share of its sides. */
const MARGIN = 0.05;

interface Candidate {
  readonly at: Point;
  /** How much less it is liked than the usual place, where both are free. */
  readonly cost: number;
}

/**
 * Where a caption is drawn: its top left corner. It stands in the usual place of its style unless a face or
 * something to be read is there; then where it covers least, inside the safe area of the frame's shape.
 *
 * @param size of what is drawn, pixels
 */
export function placeCaption(style: Drawn, size: Size, around: CaptionSurroundings): Point {
  let best: { at: Point; cost: number } | undefined;
  for (const { at, cost: dislike } of candidatesOf(style, size, around)) {
    const box = { ...size, ...at };
    const covered = around.avoid.reduce(
      (sum, { box: other, weight }) => sum + weight * coverOf(box, other),
      0,
    );
    const cost = covered + dislike;
    if (!best || cost < best.cost - 1e-9) best = { at, cost };
  }
  const { x, y } = best!.at;
  return { x: Math.round(x), y: Math.round(y) };
}

/** How much of one is over the other, by the smaller one: 0 none, 1 all of it. A touch counts already. */
function coverOf(caption: Box, other: Box): number {
  const common = areaOf(intersect(caption, other));
  if (common <= 0) return 0;
  return 0.2 + 0.8 * (common / Math.max(1, Math.min(areaOf(caption), areaOf(other))));
}

function candidatesOf(style: Drawn, size: Size, around: CaptionSurroundings): readonly Candidate[] {
  const { frame } = around;
  const room = roomOf(frame, size);
  const [left, middle, right] = [room.x, (frame.width - size.width) / 2, room.x + room.width];
  const [top, foot] = [room.y, room.y + room.height];
  switch (style) {
    case 'classic':
    case 'karaoke':
      return [
        { at: { x: middle, y: foot }, cost: 0 },
        { at: { x: middle, y: top }, cost: 0.15 },
        { at: { x: left, y: foot }, cost: 0.2 },
        { at: { x: right, y: foot }, cost: 0.2 },
        { at: { x: left, y: top }, cost: 0.3 },
        { at: { x: right, y: top }, cost: 0.3 },
      ];
    case 'pop': {
      const usual = frame.height * (frame.height > frame.width ? 0.66 : 0.72) - size.height / 2;
      return [
        { at: { x: middle, y: usual }, cost: 0 },
        ...[foot, frame.height * 0.28 - size.height / 2, top].map((y, k) => ({
          at: { x: middle, y: Math.max(top, Math.min(foot, y)) },
          cost: 0.1 + 0.05 * k,
        })),
      ];
    }
    case 'balloon':
      return besideSpeaker(size, around, room);
    default:
      return assertNever(style);
  }
}

/** How many places a balloon is tried in, across and down. */
const ACROSS = 13;
const DOWN = 9;

/** Places all over the safe area: near the mouth, better above it than below, for the tail to reach it. */
function besideSpeaker(
  size: Size,
  { frame, mouth, speaker }: CaptionSurroundings,
  room: Box,
): readonly Candidate[] {
  // Who speaks after another, and is not seen to speak, has the balloon on the other side.
  const side = speaker === 0 ? 0.5 : speaker % 2 === 1 ? 0.3 : 0.7;
  const wanted = mouth ?? { x: frame.width * side, y: room.y + size.height / 2 };
  const reach = Math.hypot(frame.width, frame.height);
  return Array.from({ length: ACROSS * DOWN }, (_, k): Candidate => {
    const x = room.x + (room.width * (k % ACROSS)) / (ACROSS - 1);
    const y = room.y + (room.height * Math.floor(k / ACROSS)) / (DOWN - 1);
    const away = {
      x: mouth ? Math.max(x - mouth.x, mouth.x - x - size.width, 0) : x + size.width / 2 - wanted.x,
      y: mouth
        ? Math.max(y - mouth.y, mouth.y - y - size.height, 0)
        : y + size.height / 2 - wanted.y,
    };
    const low = mouth && y + size.height / 2 > mouth.y ? 0.12 : 0;
    return { at: { x, y }, cost: (1.8 * Math.hypot(away.x, away.y)) / reach + low };
  });
}

/** Where the corner of what is drawn may lie: a tall frame has the buttons of its players at its foot. */
function roomOf(frame: Size, size: Size): Box {
  const foot = frame.height > frame.width ? 0.8 : 1 - MARGIN;
  const [x, y] = [MARGIN * frame.width, MARGIN * frame.height];
  const width = frame.width - 2 * x - size.width;
  const height = foot * frame.height - y - size.height;
  // What is too large for it stands in its middle.
  return {
    x: width < 0 ? x + width / 2 : x,
    y: height < 0 ? y + height : y,
    width: Math.max(0, width),
    height: Math.max(0, height),
  };
}
