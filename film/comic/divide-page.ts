import { areaOf, type Box, intersect } from '../space/box.ts';
import { boundsOf } from '../space/polygon.ts';
import { balloonCover } from './balloons.ts';
import { type Cut, findCuts } from './find-cut.ts';
import { isAllDark, isCaption, isLettered, isOnlyLettering, type Lettering } from './lettering.ts';
import { type LevelView, levelView, throughBalloons, turnedView } from './line-profile.ts';
import type { PageTone } from './page-tone.ts';
import { cornersOf, type Region, regionOf, transposeRegion } from './region.ts';
import { isStrip } from './strip.ts';
import { isTitle } from './title.ts';
import { trimLevel } from './trim-region.ts';
import { unitOf } from './unit.ts';

interface Views {
  readonly level: LevelView;
  readonly upright: LevelView;
  /** The same without what lies under balloons, where there are any. */
  readonly through: { readonly level: LevelView; readonly upright: LevelView } | undefined;
  readonly lettering: Lettering;
  readonly tone: PageTone;
  readonly isStrip: boolean;
}

/** The least part of the page that is a panel, and its least side as a part of the longer side. */
const LEAST_PANEL = 0.008;
const LEAST_SIDE = 0.05;
/** What is so many times as long as it is high is a rule or a banner. */
const MOST_ASPECT = 9;
/** A black bar narrower than this is an ornament, not a panel in the dark. */
const LEAST_DARK = 0.09;
/** A bar so close under a panel, as a part of the unit, belongs to it. */
const NEAR_PANEL = 0.012;
/** A balloon between the panels of a strip is smaller than this part of a sheet. */
const MOST_BALLOON = 0.04;
/** The least part of what stands on a page with panels that is art. */
const LEAST_ART = 0.35;
/** A caption takes at most this part of the page's unit squared. */
const MOST_CAPTION = 0.08;
/** A painting is at least this part of the unit squared; of lettering on paper so much is paper. */
const LEAST_PAINTING = 0.03;
const LEAST_GROUND = 0.4;
/** A long text has so many letters, on ground so plain. */
const LONG_TEXT = 200;
const PLAIN_GROUND = 0.8;
/** Balloons are looked through where a region is so long and they are so high, parts of the unit. */
const LEAST_PARTED = 0.25;
const LEAST_HIDDEN = 0.04;

/** On a page whose panels stand apart on its paper a cut of any other manner must be so plain. */
const LEAST_OF_OTHERS = 1.15;
/** Panels stand apart where so much paper is between them, as a part of the unit. */
const LEAST_APART = 0.006;

type Way = 'level' | 'upright';

/** How what was cut so far was parted. */
interface Manner {
  /** Whether upright gutters already divide this tier of the page. */
  readonly isTierGuttered: boolean;
  /** Whether the panels of the whole page stand apart on its paper; not known before the first cut. */
  readonly standApart: boolean | undefined;
}

/** The parts of a page, in no particular order; pixels of the small page. */
export interface PageParts {
  readonly panels: readonly Region[];
  /** Lettering that stands alone: captions under the page, credits, balloons between panels. */
  readonly lettering: readonly Region[];
}

/** Cuts a page into its parts. A page of text with drawings strewn over it has no panels. */
export function dividePage(tone: PageTone, lettering: Lettering): PageParts {
  const cover = balloonCover(tone, lettering.blocks);
  const level = levelView(tone, lettering, cover);
  const upright = turnedView(tone, lettering, cover);
  const views: Views = {
    level,
    upright,
    through: cover && {
      level: throughBalloons(level),
      upright: throughBalloons(upright),
    },
    lettering,
    tone,
    isStrip: isStrip(tone),
  };
  const leaves: Region[] = [];
  divide(views, regionOf(tone.width, tone.height), leaves, {
    isTierGuttered: false,
    standApart: undefined,
  });
  const unit = unitOf(tone);
  const sheet = unit * Math.min(tone.width, tone.height);
  const panels: Region[] = [];
  const text: Region[] = [];
  const bars: Box[] = [];
  let art = 0;
  let all = 0;
  for (const leaf of leaves) {
    const box = boundsOf(cornersOf(leaf));
    const side = Math.min(box.width, box.height);
    all += areaOf(box);
    const isBalloon =
      views.isStrip && areaOf(box) < MOST_BALLOON * sheet && isLettered(lettering, box);
    if (isBalloon || isText(views, box) || isMasthead(views, box)) text.push(leaf);
    else if (areaOf(box) < LEAST_PANEL * sheet || side < LEAST_SIDE * unit) continue;
    else if (Math.max(box.width, box.height) > MOST_ASPECT * side) bars.push(box);
    else if (isAllDark(lettering, box) && side < LEAST_DARK * unit) bars.push(box);
    else {
      art += areaOf(box);
      panels.push(leaf);
    }
  }
  return {
    panels: art < LEAST_ART * all ? [] : withBars(panels, bars, NEAR_PANEL * unit),
    lettering: text,
  };
}

/** Panels with the level bars that hang on below them, each close to the one before. */
function withBars(panels: readonly Region[], bars: readonly Box[], most: number): Region[] {
  const ordered = [...bars].sort((a, b) => a.y - b.y);
  return panels.map((panel) => {
    let grown = panel;
    for (const bar of ordered) {
      const box = boundsOf(cornersOf(grown));
      const gap = bar.y - box.y - box.height;
      const isUnder = bar.x >= box.x && bar.x + bar.width <= box.x + box.width;
      if (!isUnder || bar.width < bar.height || gap < -most || gap > most) continue;
      grown = { ...grown, bottom: { at: bar.y + bar.height, slope: 0 } };
    }
    return grown;
  });
}

function divide(views: Views, whole: Region, leaves: Region[], manner: Manner): void {
  const region = trim(views, whole, false);
  if (!region) return;
  if (isText(views, boundsOf(cornersOf(region)))) {
    leaves.push(region);
    return;
  }
  // Balloons are looked through only where nothing shows beside them.
  const chosen =
    bestCut(views, views, region, manner) ??
    (views.through && hasBalloons(views, region) && bestCut(views, views.through, region, manner));
  const parts = chosen ? partsOf(whole, chosen.way, chosen.cut) : [];
  const size = areaOf(boundsOf(cornersOf(whole)));
  // A cut that leaves a part as large as the whole would be made again without end.
  if (!chosen || parts.some((part) => areaOf(boundsOf(cornersOf(part))) >= size)) {
    leaves.push(trim(views, whole, true) ?? region);
    return;
  }
  const { way, cut } = chosen;
  const within: Manner = {
    isTierGuttered: manner.isTierGuttered || (way === 'upright' && cut.kind !== 'line'),
    standApart: manner.standApart ?? partsPaper(views, cut),
  };
  for (const part of parts) divide(views, part, leaves, within);
}

/**
 * Whether a box holds lettering only. Strokes of a pale painting look like letters too, so that a large
 * box is text only where it stands on the paper or is a long text.
 */
function isText({ level, lettering }: Views, box: Box): boolean {
  if (!isOnlyLettering(lettering, box)) return false;
  if (areaOf(box) < LEAST_PAINTING * level.unit ** 2) return true;
  if (paperShare(level, box) >= LEAST_GROUND) return true;
  return lettering.blocks.some(
    (block) =>
      block.letters >= LONG_TEXT &&
      block.plain >= PLAIN_GROUND &&
      areaOf(intersect(block.box, box)) > 0.5 * areaOf(block.box),
  );
}

function paperShare({ columns, width, height }: LevelView, box: Box): number {
  let paper = 0;
  let all = 0;
  for (let x = Math.max(0, Math.ceil(box.x)); x < Math.min(width, box.x + box.width); x += 2) {
    for (let y = Math.max(0, Math.ceil(box.y)); y < Math.min(height, box.y + box.height); y += 2) {
      paper += columns[x * height + y]! & 255;
      all++;
    }
  }
  return all > 0 ? paper / all : 0;
}

/** Whether a cut is a strip of clean paper that has a margin of the same all around. */
function partsPaper({ level }: Views, { tone, upper, lower }: Cut): boolean {
  const isWide = lower.at - upper.at >= LEAST_APART * level.unit;
  return tone === 'paper' && isWide && level.hasMargin && level.isClean;
}

function bestCut(
  views: Views,
  seen: { readonly level: LevelView; readonly upright: LevelView },
  region: Region,
  { isTierGuttered, standApart }: Manner,
): { way: Way; cut: Cut } | undefined {
  const leastOfOthers = standApart ? LEAST_OF_OTHERS : 0;
  const level = findCuts(seen.level, region, leastOfOthers);
  const upright = findCuts(seen.upright, transposeRegion(region), leastOfOthers);
  // What stands side by side on the bare ground of a strip is one moment of it.
  if (views.isStrip && upright.gutter?.kind === 'open') delete upright.gutter;
  return (
    better(keepsTitle(views, region, level.gutter), upright.gutter) ??
    better(
      keepsCaptions(views, region, 'level', level.line),
      // Tiers share a line often; within one tier panels are parted in one manner.
      isTierGuttered ? undefined : keepsCaptions(views, region, 'upright', upright.line),
    )
  );
}

function partsOf(region: Region, way: Way, { upper, lower }: Cut): readonly [Region, Region] {
  return way === 'level'
    ? [
        { ...region, bottom: upper },
        { ...region, top: lower },
      ]
    : [
        { ...region, right: upper },
        { ...region, left: lower },
      ];
}

/** Whether balloons hide anything worth mention of a region that is large enough to be parted. */
function hasBalloons({ level }: Views, region: Region): boolean {
  const { x, y, width, height } = boundsOf(cornersOf(region));
  if (Math.max(width, height) < LEAST_PARTED * level.unit) return false;
  let most = 0;
  for (let u = Math.max(0, Math.floor(x)); u < Math.min(level.width, x + width); u++) {
    const runs = level.hidden[u] ?? [];
    let hidden = 0;
    for (let k = 0; k < runs.length; k += 2) {
      hidden += Math.max(0, Math.min(runs[k + 1]!, y + height) - Math.max(runs[k]!, y));
    }
    most = Math.max(most, hidden);
  }
  return most >= LEAST_HIDDEN * level.unit;
}

/** Whether a box is a title that stands alone on the paper. */
function isMasthead(views: Views, box: Box): boolean {
  return paperShare(views.level, box) >= LEAST_GROUND && isTitle(views.tone, box);
}

/** The level gutter, unless it is the ground under a title, of the title's own colour. */
function keepsTitle(views: Views, region: Region, gutter: Cut | undefined): Cut | undefined {
  if (!gutter || gutter.tone === 'paper') return gutter;
  const boxes = partsOf(region, 'level', gutter).map((part) => boundsOf(cornersOf(part)));
  return boxes.some((box) => isTitle(views.tone, box)) ? undefined : gutter;
}

/** The line, unless it only sets a caption or a title off from its panel. */
function keepsCaptions(
  views: Views,
  region: Region,
  way: Way,
  line: Cut | undefined,
): Cut | undefined {
  if (!line) return undefined;
  const boxes = partsOf(region, way, line).map((part) => boundsOf(cornersOf(part)));
  const most = MOST_CAPTION * views.level.unit ** 2;
  const isSmall = (box: Box): boolean => areaOf(box) < most;
  const isSetOff = (box: Box): boolean =>
    (isSmall(box) && isCaption(views.lettering, box)) || isTitle(views.tone, box);
  return boxes.some(isSetOff) ? undefined : line;
}

function better(
  level: Cut | undefined,
  upright: Cut | undefined,
): { way: Way; cut: Cut } | undefined {
  if (level && (!upright || level.score >= upright.score)) return { way: 'level', cut: level };
  return upright && { way: 'upright', cut: upright };
}

/** Moves the four sides inward to where the art begins; nothing where there is no art. */
function trim(views: Views, region: Region, keepsBleed: boolean): Region | undefined {
  let trimmed: Region | undefined = region;
  for (let round = 0; round < 2 && trimmed; round++) {
    const upper: Region | undefined = trimLevel(views.level, trimmed, keepsBleed);
    const turned: Region | undefined =
      upper && trimLevel(views.upright, transposeRegion(upper), keepsBleed);
    trimmed = turned && transposeRegion(turned);
  }
  return trimmed;
}
