import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import { areaOf, type Box, intersect, overlap } from '@inkreel/film/space/box.ts';
import { matched } from '../panels.ts';
import { characterErrors, comparable } from './character-errors.ts';
import { boxAroundAll, clustersOf, type KnownBalloonPage } from './known-balloons.ts';

/** Kinds that somebody says, or tells; the others belong to the art. */
const SAID: readonly Balloon['kind'][] = ['speech', 'thought', 'shout', 'whisper'];
/** A box is found from this intersection over union on. */
const FOUND = 0.5;

/** What was right on one page; counts, so that pages can be summed. */
export interface PageScore {
  readonly clusters: number;
  readonly clustersFound: number;
  readonly balloons: number;
  readonly balloonsFound: number;
  /** Balloons that hang together with others on the page, and those of them that were read as one by itself. */
  readonly joined: number;
  readonly joinedFound: number;
  /** Balloons and captions that were found, and how many of them are right. */
  readonly found: number;
  readonly foundRight: number;
  /** The same where every one has to match a balloon of its own. */
  readonly foundAlone: number;
  readonly letters: number;
  readonly errors: number;
  /** The same without spaces. */
  readonly lettersTight: number;
  readonly errorsTight: number;
  readonly freeTexts: number;
  readonly freeTextsSaid: number;
  /** Pairs of balloons found, and those of them in the wrong order. */
  readonly pairs: number;
  readonly pairsWrong: number;
}

/**
 * Scores a page on boxes at IoU 0.5, **by cluster**: balloons that overlap on the page form one cluster,
 * any other balloon is a cluster of its own. A cluster is found as far as its balloons are matched one
 * by one, or wholly where the box around what was found in it matches the box around it, whichever is
 * more; and a found balloon is right where it matches a balloon, or lies in a cluster found wholly.
 * Texts likewise: balloon by balloon, a balloon not found counting as all wrong, or all texts of the
 * cluster in a row against all that was read in it, whichever has fewer errors.
 */
export function scorePage(found: readonly Balloon[], page: KnownBalloonPage): PageScore {
  const told = found.filter(({ kind }) => kind !== 'sfx' && kind !== 'sign');
  const boxes = told.map(({ box }) => box);
  const known = page.balloons.map(({ box }) => box);
  const pairs = matched(boxes, known, FOUND);
  const foundOf = new Map(pairs.map(([at, of]) => [of, at]));
  const right = new Set(pairs.map(([at]) => at));
  let clustersFound = 0;
  let joined = 0;
  let joinedFound = 0;
  let letters = 0;
  let errors = 0;
  let lettersTight = 0;
  let errorsTight = 0;
  for (const cluster of clustersOf(page.balloons)) {
    const around = boxAroundAll(cluster.map((of) => known[of]!));
    const within = [...told.keys()].filter((at) => {
      const isOfAnother = pairs.some(([one, of]) => one === at && !cluster.includes(of));
      return !isOfAnother && liesIn(boxes[at]!, around);
    });
    const alone = cluster.filter((of) => foundOf.has(of)).length / cluster.length;
    const isWhole = overlap(boxAroundAll(within.map((at) => boxes[at]!)), around) >= FOUND;
    clustersFound += isWhole ? 1 : alone;
    if (isWhole) for (const at of within) right.add(at);
    const texts = cluster.map((of) => page.balloons[of]!.text ?? '');
    if (cluster.length > 1) {
      joined += cluster.length;
      joinedFound += texts.filter((text) => within.some((at) => isText(told[at]!, text))).length;
    }
    const read = cluster.map((of) => told[foundOf.get(of) ?? -1]?.text ?? '');
    const inARow = within.map((at) => told[at]!.text).join(' ');
    for (const tight of [false, true]) {
      const one = texts.reduce(
        (sum, text, i) =>
          sum + characterErrors(comparable(text, tight), comparable(read[i]!, tight)),
        0,
      );
      const all = comparable(texts.join(' '), tight);
      const least = isWhole ? Math.min(one, characterErrors(all, comparable(inARow, tight))) : one;
      if (tight) {
        lettersTight += all.length;
        errorsTight += least;
      } else {
        letters += all.length;
        errors += least;
      }
    }
  }
  const order = [...pairs].sort((a, b) => a[0] - b[0]).map(([, of]) => of);
  return {
    clusters: clustersOf(page.balloons).length,
    clustersFound,
    balloons: known.length,
    balloonsFound: pairs.length,
    joined,
    joinedFound,
    found: told.length,
    foundRight: right.size,
    foundAlone: pairs.length,
    letters,
    errors,
    lettersTight,
    errorsTight,
    freeTexts: page.freeTexts.length,
    freeTextsSaid: page.freeTexts.filter((free) => isSaid(free, told, right)).length,
    pairs: (order.length * (order.length - 1)) / 2,
    pairsWrong: inversions(order),
  };
}

/** The sums of all counts. */
export function addScores(scores: readonly PageScore[]): PageScore {
  const sum = (key: keyof PageScore): number => scores.reduce((all, score) => all + score[key], 0);
  return {
    clusters: sum('clusters'),
    clustersFound: sum('clustersFound'),
    balloons: sum('balloons'),
    balloonsFound: sum('balloonsFound'),
    joined: sum('joined'),
    joinedFound: sum('joinedFound'),
    found: sum('found'),
    foundRight: sum('foundRight'),
    foundAlone: sum('foundAlone'),
    letters: sum('letters'),
    errors: sum('errors'),
    lettersTight: sum('lettersTight'),
    errorsTight: sum('errorsTight'),
    freeTexts: sum('freeTexts'),
    freeTextsSaid: sum('freeTextsSaid'),
    pairs: sum('pairs'),
    pairsWrong: sum('pairsWrong'),
  };
}

/** Kendall's tau of one page: 1 where every pair is in order, -1 where none is; undefined below two. */
export function tauOf({ pairs, pairsWrong }: PageScore): number | undefined {
  return pairs > 0 ? 1 - (2 * pairsWrong) / pairs : undefined;
}

/** Whether a balloon was read as this text, but for a fifth of its letters: its own, and no other's. */
function isText(balloon: Balloon, text: string): boolean {
  const known = comparable(text, true);
  return characterErrors(known, comparable(balloon.text, true)) <= 0.2 * known.length;
}

function liesIn(box: Box, around: Box): boolean {
  return areaOf(intersect(box, around)) >= 0.5 * areaOf(box);
}

/** Whether a text that nobody says is among the lines of something said that is no balloon. */
function isSaid(free: Box, told: readonly Balloon[], right: ReadonlySet<number>): boolean {
  return told.some(
    ({ kind, lines }, at) =>
      SAID.includes(kind) &&
      !right.has(at) &&
      lines.some(
        ({ box }) => areaOf(intersect(box, free)) >= 0.3 * Math.min(areaOf(free), areaOf(box)),
      ),
  );
}

function inversions(order: readonly number[]): number {
  let wrong = 0;
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length; j++) if (order[i]! > order[j]!) wrong++;
  }
  return wrong;
}
