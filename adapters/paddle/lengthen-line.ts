import { type Blob, findBlobs } from '@inkreel/film/media/blob.ts';
import { type LineInk, RIM } from './line-ink.ts';
import { LINE_HEIGHT } from './paddle-networks.ts';

/** The next sign of a line stands no farther off than this, in line heights. */
const NEXT = 0.75;

/** A large first letter is no wider than this, and the detector saw so much of it, in line heights. */
const WIDEST_LETTER = 1.25;
const SEEN = 0.15;

/**
 * Where a line really begins and ends. The detector leaves faint ends out, most often dots: what stands
 * beside the line at a word's distance, wholly within its height, belongs to it. What runs on above or
 * below is a balloon's edge or the drawing, and nothing beyond it is looked at; but for a large first
 * letter, which the detector sees only as far in as the others are high.
 *
 * @param from first column the detector saw, `to` the column after its last.
 */
export function lengthenLine(
  { ink, width }: LineInk,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } {
  const size = { width, height: LINE_HEIGHT };
  const { blobs } = findBlobs(size, (i) => ink[i] === 1);
  // Feet and heads of the lines above and below stay in the rim.
  const marks = blobs.filter(
    ({ box, area }) => area >= 6 && box.y + box.height > RIM && box.y < LINE_HEIGHT - RIM,
  );
  const runsOn = ({ box }: (typeof marks)[number]): boolean =>
    box.y === 0 || box.y + box.height >= LINE_HEIGHT;
  const reach = NEXT * LINE_HEIGHT;
  const margin = Math.round(LINE_HEIGHT / 8);

  let right = to;
  const after = marks.filter(({ box }) => box.x + box.width > to);
  after.sort((a, b) => a.box.x - b.box.x);
  for (const mark of after) {
    if (runsOn(mark) || mark.box.x - right > reach) break;
    right = Math.max(right, mark.box.x + mark.box.width);
  }
  let left = from;
  const before = marks.filter(({ box }) => box.x < from);
  before.sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width));
  for (const mark of before) {
    if (isLargeLetter(mark, from)) {
      left = Math.min(left, mark.box.x);
      break;
    }
    if (runsOn(mark) || left - (mark.box.x + mark.box.width) > reach) break;
    left = Math.min(left, mark.box.x);
  }
  return {
    from: left < from ? Math.max(0, left - margin) : from,
    to: right > to ? Math.min(width, right + margin) : to,
  };
}

/**
 * Whether a mark at a line's beginning is its large first letter, of which the detector saw a part: it
 * stands out above the line or below it. What does both is an edge.
 */
function isLargeLetter({ box }: Blob, from: number): boolean {
  const isOut = box.y === 0 || box.y + box.height >= LINE_HEIGHT;
  const isThrough = box.y === 0 && box.y + box.height >= LINE_HEIGHT;
  const seen = box.x + box.width - from;
  return (
    isOut &&
    !isThrough &&
    seen >= SEEN * LINE_HEIGHT &&
    box.width <= WIDEST_LETTER * LINE_HEIGHT &&
    box.height >= LINE_HEIGHT / 2
  );
}
