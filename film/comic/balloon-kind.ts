import { boundsOf, contains, type Polygon } from '../space/polygon.ts';
import type { BalloonKind } from './balloon.ts';
import { type FoundLettering, isOtherGround, lettersOf } from './find-balloons.ts';
import type { Ground } from './ground.ts';
import { boxOfLines, middleOf } from './line-shape.ts';
import type { Page } from './page.ts';

/** Lettering that leans more than this, in degrees, is drawn, not set. */
const LEANS = 7;
/** Free lettering so much larger than usual is drawn for its own sake. */
const LARGE = 1.4;
/** Free lettering with lines so much smaller than usual stands beside the story: footnotes, credits. */
const SMALL = 0.9;
/** The ground of free lettering that tells the story is so even. */
const EVEN = 0.85;
/** How much smaller than usual whispers are lettered. */
const WHISPERED = 0.8;
/** What fills this part of the box around it is square, however its corners are drawn. */
const SQUARE = 0.96;
/** In a box of another colour in the middle of a panel, fewer letters than these are written on a thing. */
const FEW_LETTERS = 8;
/** Free lettering on one line of so many words and letters at most is no prose. */
const FEW_WORDS = 3;
const FEW_FREE_LETTERS = 14;
/** Spikes of a shout, bumps of a cloud, and fewer of those where bubbles trail off to who thinks. */
const SHOUTED = 5;
const CLOUDED = 6;
const FEW_BUMPS = 3;
const TRAILED = 2;

/** What is known of the page beside one piece of its lettering. */
export interface LetteringSite {
  readonly page: Page;
  /** The usual size of letters in the page's balloons, in pixels. */
  readonly usual: number;
  /** What most of its balloons are lettered on. */
  readonly ground: Ground | undefined;
}

/** What a piece of lettering is: by how it is drawn, and where nothing is drawn around it, by where it stands. */
export function kindOf(one: FoundLettering, site: LetteringSite): BalloonKind {
  const { lines, drawn } = one;
  const size = middleOf(lines.map((line) => line.size));
  const lean = middleOf(lines.map((line) => line.lean));
  if (site.page.panels.length === 0) return 'sign';
  if (!drawn) return kindOfFree(one, size, lean, site);
  const { shape, edge, grown } = drawn;
  const { ruled } = one;
  const isOther = site.ground !== undefined && isOtherGround(site.ground, one.ground);
  const isSquare =
    (shape.corners >= 3 && shape.fill > 0.88) ||
    shape.fill > SQUARE ||
    (ruled !== undefined && shape.tailLength < size);
  if (lean > LEANS && (isOther || lines.length === 1)) return isOther ? 'sign' : 'sfx';
  if (isSquare) {
    const isShort = isOther && lettersOf(lines) < FEW_LETTERS;
    return isShort && !isAtPanelEdge(one, size, site) ? 'sign' : 'caption';
  }
  // The gaps of a dashed line let the ground out in spikes and bumps: it is asked for first.
  if (edge.isDashed) return 'whisper';
  const isCloud = shape.bumps >= (edge.bubbles >= TRAILED ? FEW_BUMPS : CLOUDED);
  if (isOther && grown.trust < 0.7) return 'sign';
  if (shape.spikes >= SHOUTED) return 'shout';
  if (isCloud) return 'thought';
  if (size < WHISPERED * site.usual && lettersOf(lines) > 0) return 'whisper';
  return 'speech';
}

function kindOfFree(
  one: FoundLettering,
  size: number,
  lean: number,
  site: LetteringSite,
): BalloonKind {
  const { lines, ground, ruled } = one;
  const {
    page: { panels, direction },
    usual,
  } = site;
  const words = lines.flatMap(({ line }) => line.text.split(/\s+/)).filter((word) => word !== '');
  const letters = lettersOf(lines);
  const box = boxOfLines(lines);
  const polygons = panels.map(({ polygon }) => polygon);
  const isUsual =
    size < LARGE * usual && Math.min(...lines.map((line) => line.size)) > SMALL * usual;
  if (!lies(polygons, box.x + box.width / 2, box.y + box.height / 2)) {
    // On the paper between panels the story may be told; above and below them all is who made it.
    const isBetween =
      panels.some((panel) => panel.box.y + panel.box.height / 2 < box.y) &&
      panels.some((panel) => panel.box.y + panel.box.height / 2 > box.y + box.height);
    const isStory = direction === 'ttb' || (isBetween && lines.length > 1);
    return isStory && isUsual && lean <= LEANS && letters > 30 ? 'caption' : 'sign';
  }
  if (one.isOnBoard) return 'sign';
  if (letters === 0 || lean > LEANS || size > LARGE * usual) return 'sfx';
  const isProse = lines.length > 1 || words.length > FEW_WORDS || letters > FEW_FREE_LETTERS;
  // A box drawn tightly around its words leaves no even ground about them; the box itself is what counts.
  if (ruled) return isProse || isAtPanelEdge(one, size, site) ? 'caption' : 'sign';
  if (ground.even < EVEN) return 'sfx';
  if (!isUsual) return 'sign';
  if (!isProse) return 'sfx';
  // On the ground of the page's balloons it is one of them that was not closed: captions have a box here.
  return site.ground && !isOtherGround(site.ground, ground) ? 'speech' : 'caption';
}

/** Whether a box reaches the edge of a panel, where the story is told, or over it. */
function isAtPanelEdge({ ruled, outline }: FoundLettering, size: number, { page }: LetteringSite) {
  const box = boundsOf(ruled ?? outline);
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return page.panels.some(({ polygon, box: panel }) => {
    if (!contains(polygon, { x: (box.x + right) / 2, y: (box.y + bottom) / 2 })) return false;
    const room = Math.min(
      box.x - panel.x,
      box.y - panel.y,
      panel.x + panel.width - right,
      panel.y + panel.height - bottom,
    );
    return room < size;
  });
}

function lies(polygons: readonly Polygon[], x: number, y: number): boolean {
  return polygons.some((polygon) => contains(polygon, { x, y }));
}
