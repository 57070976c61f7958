import { isVoiced } from '../board/shot-words.ts';
import type { BalloonKind } from '../comic/balloon.ts';
import type { Panel } from '../comic/page.ts';
import type { FilmArt } from '../document/film-document.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { MediaReference } from '../media/art.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import { areaOf, type Box, intersect, unite } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Step } from './step.ts';

/** What a clean page, or a part of one, is made from: the page, and what is taken off it. */
export interface PlateRecipe {
  readonly madeBy: ContentHash;
  /** The encoded picture's content. */
  readonly content: ContentHash;
  /** Those of what is looked at. */
  readonly panels: readonly Panel[];
  /** Those of what is looked at: those that are not taken off are not copied about either. */
  readonly balloons: readonly { readonly kind: BalloonKind; readonly outline: Polygon }[];
  /** The part of the page that is shown; missing for all of it. */
  readonly within?: Box;
  /** With `within`: nothing beyond this part of the page is looked at. */
  readonly near?: Box;
}

/**
 * Makes what was hidden by the lettering of a page, or of a part of it, piece by piece. Once for all shots of
 * that part, from what lies near it alone: what is changed elsewhere on the page makes no other part anew.
 */
export interface PlateStep extends Step<'plate', PlateRecipe> {
  /** Where the picture is found today; not part of the key, for it may move. */
  readonly reference: MediaReference;
}

/** The clean page of some art, or of the part shown; undefined where nothing is lettered over it. */
export function plateStep(
  { reference, panels = [], balloons: all = [] }: FilmArt,
  content: ContentHash,
  { hash, madeBy }: { readonly hash: Hasher; readonly madeBy: ContentHash },
  within?: Box,
): PlateStep | undefined {
  const own = all.filter(({ box }) => reaches(box, within));
  if (!own.some(({ kind }) => isVoiced(kind))) return undefined;
  const near = within && nearOf(within, panels, own);
  const isNear = ({ box }: { readonly box: Box }): boolean =>
    !near || areaOf(intersect(box, near)) > 0;
  const input: PlateRecipe = {
    madeBy,
    content,
    panels: panels.filter(isNear),
    balloons: all.filter(isNear).map(({ kind, outline }) => ({ kind, outline })),
    ...(within && { within }),
    ...(near && { near }),
  };
  return { kind: 'plate', key: hash(canonicalJson({ plate: input })), input, reference };
}

/** How much around a part is looked at, as a share of the longer side of all panels: rims, bubbles, paper. */
const AROUND = 0.08;

/** A part of a page with its balloons, whole, and what lies around them. */
function nearOf(
  within: Box,
  panels: readonly Panel[],
  balloons: readonly { readonly box: Box }[],
): Box {
  const sheet = panels.reduce((all, { box }) => unite(all, box), within);
  const around = Math.ceil(AROUND * Math.max(sheet.width, sheet.height));
  const { x, y, width, height } = balloons.reduce((all, { box }) => unite(all, box), within);
  return { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around };
}

/** How far beyond its outline a balloon's rim and glow may reach, as a share of its longer side. */
const RIM = 0.1;

/** Whether a balloon, with its rim, lies in a part of a picture, or in all of it. */
function reaches(box: Box, within: Box | undefined): boolean {
  if (within === undefined) return true;
  const rim = RIM * Math.max(box.width, box.height);
  const around = {
    x: box.x - rim,
    y: box.y - rim,
    width: box.width + 2 * rim,
    height: box.height + 2 * rim,
  };
  return areaOf(intersect(around, within)) > 0;
}
