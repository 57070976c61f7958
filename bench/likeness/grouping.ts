import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { artOf, type Eyes, matteOf, seeFigures } from '@inkreel/adapters/casting/see-figures.ts';
import { loadPicture } from '@inkreel/adapters/codecs/load-picture.ts';
import { openFaceFinder } from '@inkreel/adapters/models/face-finder.ts';
import { openIdentityNetwork } from '@inkreel/adapters/models/identity-network.ts';
import { openLivingFinder } from '@inkreel/adapters/models/living-finder.ts';
import { openSaliencyNetwork } from '@inkreel/adapters/models/saliency-weights.ts';
import { type FigureLook, lookAtFigure } from '@inkreel/film/cast/figure-look.ts';
import { groupFigures } from '@inkreel/film/cast/group-figures.ts';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { FoundFace } from '@inkreel/film/motion/face.ts';
import { areaOf, type Box, centreOf, intersect } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import { matched } from '../panels.ts';
import { SHARED_ART } from '../shared-panels.ts';
import { type BenchRow, rowOf } from '../table.ts';

const COMIC = join(SHARED_ART, 'comics/peppercarrot');
/** What is asked of figures grouped by who they are. */
const FLOOR = 0.75;
/** A found figure that lies to this share in what is not scored is neither right nor wrong. */
const EXCUSED = 0.6;

type Bounds = readonly [number, number, number, number];

/** A figure that somebody labelled, pixels of the page. */
interface LabelledFigure {
  readonly panel: number;
  readonly who: string;
  readonly box: Box;
  /** Not scored: only a part of somebody, or a crowd, or too small to tell. */
  readonly isMarked: boolean;
}

interface LabelledPage {
  readonly page: Raster;
  readonly panels: readonly { readonly box: Box; readonly outline: Polygon }[];
  readonly lettering: readonly Polygon[];
  readonly figures: readonly LabelledFigure[];
}

type Tools = Eyes & { readonly identity: IdentityNetwork };

/**
 * Groups the figures of an episode by who they are and compares pairs: how many of two that are the same were put
 * together, and how many that were put together are the same. Once for the labelled boxes, and once from the
 * page on: figures found, matched to labelled ones at IoU 0.5, a missed one together with nobody. Panels and lettering are
 * as they are known. Episode 6 has the floor; nothing was tuned on it. Episode 11 is what choices were made on.
 */
export async function groupingRows(options: {
  readonly short: boolean;
}): Promise<readonly BenchRow[]> {
  if (!existsSync(COMIC)) return [];
  const [living, saliency, faces, identity] = await Promise.all([
    openLivingFinder(),
    openSaliencyNetwork(),
    openFaceFinder(),
    openIdentityNetwork(),
  ]);
  const tools = { living, saliency, faces, identity };
  const rows: BenchRow[] = [];
  try {
    for (const episode of options.short ? [6] : [6, 11]) {
      const name = `Pepper&Carrot ${episode}`;
      const pages = await pagesOf(episode);
      const all = pages.flatMap(({ figures }) => figures.filter(({ isMarked }) => !isMarked));
      const labelled = await labelledLooks(pages, tools);
      const grouped = pairF1(
        all.map(({ who }) => who),
        groupFigures(labelled),
      );
      const what = 'figures of one Pepper&Carrot episode grouped into characters, pairwise F1';
      rows.push(
        episode === 6
          ? rowOf(what, grouped.f1, 'higher', FLOOR)
          : rowOf(`${name}: labelled figures grouped, pairwise F1`, grouped.f1, 'higher'),
        rowOf(`${name}: of pairs put together, the same`, grouped.precision, 'higher'),
      );
      if (options.short) continue;
      const { found, tally } = await foundFigures(pages, tools);
      const groups = groupFigures(found.map(({ look }) => look));
      const own = found.map((figure) => figure.who);
      const known = groups.map((group) => group.filter((i) => own[i] !== undefined));
      rows.push(
        rowOf(`${name}: figures found, recall at IoU 0.5`, tally.hits / all.length, 'higher'),
        rowOf(`${name}: found figures that are some`, tally.hits / tally.scored, 'higher'),
        rowOf(`${name}: found ones grouped, pairwise F1`, pairF1(own, known).f1, 'higher'),
        // Missed figures are together with nobody.
        rowOf(
          `${name}: from the page on, pairwise F1`,
          pairF1([...own, ...tally.missed], known).f1,
          'higher',
        ),
      );
    }
  } finally {
    await Promise.all([living.close(), saliency.close(), faces.close(), identity.close()]);
  }
  return rows;
}

async function pagesOf(episode: number): Promise<readonly LabelledPage[]> {
  const file = new URL(
    `labels/peppercarrot-e${String(episode).padStart(2, '0')}.json`,
    import.meta.url,
  );
  const { figures } = JSON.parse(readFileSync(file, 'utf8')) as {
    figures: Record<string, { panel: number; who: string; box: Bounds; mark?: string }[]>;
  };
  const pages: LabelledPage[] = [];
  for (const [name, labels] of Object.entries(figures)) {
    const truth = JSON.parse(readFileSync(join(COMIC, `gt/${name}.json`), 'utf8')) as {
      image: string;
      panels: Bounds[];
      panel_polygons: ((readonly [number, number])[] | null)[] | null;
      balloons: { polygons: (readonly [number, number])[][] }[];
      free_texts: { bbox: Bounds }[];
    };
    pages.push({
      page: await loadPicture({ file: truth.image }, COMIC),
      panels: truth.panels.map((bounds, i) => {
        const corners = truth.panel_polygons?.[i];
        return {
          box: boxOfBounds(bounds),
          outline: corners ? corners.map(([x, y]) => ({ x, y })) : cornersOf(bounds),
        };
      }),
      lettering: [
        ...truth.balloons.flatMap(({ polygons }) =>
          polygons.map((corners) => corners.map(([x, y]) => ({ x, y }))),
        ),
        ...truth.free_texts.map(({ bbox }) => cornersOf(bbox)),
      ],
      figures: labels.map(({ panel, who, box, mark }) => ({
        panel,
        who,
        box: boxOfBounds(box),
        isMarked: mark !== undefined,
      })),
    });
  }
  return pages;
}

async function labelledLooks(
  pages: readonly LabelledPage[],
  tools: Tools,
): Promise<readonly FigureLook[]> {
  const looks: FigureLook[] = [];
  for (const [p, { page, panels, lettering, figures }] of pages.entries()) {
    const faces = new Map<number, readonly FoundFace[]>();
    for (const { panel: number, box, isMarked } of figures) {
      if (isMarked) continue;
      const panel = panels[number - 1]!;
      const place = placeOf(panel.box);
      const art = cropRaster(page, panel.box);
      const known = artOf(
        art,
        moved(panel.outline, place),
        lettering.map((each) => moved(each, place)),
      );
      const own = intersect(
        { ...box, x: box.x - place.x, y: box.y - place.y },
        {
          x: 0,
          y: 0,
          width: art.width,
          height: art.height,
        },
      );
      if (!faces.has(number)) faces.set(number, await tools.faces.find(art));
      const face = faces.get(number)!.find((each) => {
        const { x, y } = centreOf(each.box);
        return x > own.x && x < own.x + own.width && y > own.y && y < own.y + 0.75 * own.height;
      });
      const matte = await matteOf(known, own, tools.saliency);
      const sighting = { picture: art, matte, box: own, ...(face && { face: face.box }) };
      looks.push(await lookAtFigure(sighting, `${p} ${number}`, tools.identity));
    }
  }
  return looks;
}

async function foundFigures(pages: readonly LabelledPage[], tools: Tools) {
  const found: { readonly who: string | undefined; readonly look: FigureLook }[] = [];
  const tally = { hits: 0, scored: 0, missed: [] as string[] };
  for (const [p, { page, panels, lettering, figures }] of pages.entries()) {
    for (const [k, panel] of panels.entries()) {
      const place = placeOf(panel.box);
      const art = cropRaster(page, panel.box);
      const seen = await seeFigures(
        art,
        moved(panel.outline, place),
        lettering.map((each) => moved(each, place)),
        tools,
      );
      const boxes = seen.map(({ box }) => ({ ...box, x: box.x + place.x, y: box.y + place.y }));
      const here = figures.filter((figure) => figure.panel === k + 1);
      const labels = here.filter(({ isMarked }) => !isMarked);
      const pairs = matched(
        boxes,
        labels.map(({ box }) => box),
        0.5,
      );
      tally.hits += pairs.length;
      for (const [i, figure] of seen.entries()) {
        const label = pairs.find(([at]) => at === i)?.[1];
        const isExcused = here.some(
          ({ box, isMarked }) =>
            isMarked && areaOf(intersect(box, boxes[i]!)) > EXCUSED * areaOf(boxes[i]!),
        );
        if (label !== undefined || !isExcused) tally.scored++;
        found.push({
          who: label === undefined ? undefined : labels[label]!.who,
          look: await lookAtFigure({ picture: art, ...figure }, `${p} ${k + 1}`, tools.identity),
        });
      }
      for (const [at, { who }] of labels.entries()) {
        if (!pairs.some(([, label]) => label === at)) tally.missed.push(who);
      }
    }
  }
  return { found, tally };
}

/** How well groups agree with who figures are, by pairs. */
function pairF1(
  who: readonly (string | undefined)[],
  groups: readonly (readonly number[])[],
): { readonly f1: number; readonly precision: number } {
  const at = new Map(groups.flatMap((group, g) => group.map((i) => [i, g] as const)));
  let [both, together, same] = [0, 0, 0];
  for (let i = 1; i < who.length; i++) {
    for (let j = 0; j < i; j++) {
      if (who[i] === undefined || who[j] === undefined) continue;
      const isSame = who[i] === who[j];
      const isTogether = at.has(i) && at.get(i) === at.get(j);
      if (isSame) same++;
      if (isTogether) together++;
      if (isSame && isTogether) both++;
    }
  }
  return { f1: (2 * both) / Math.max(1, together + same), precision: both / Math.max(1, together) };
}

function placeOf({ x, y }: Box) {
  return { x: Math.round(x), y: Math.round(y) };
}

function moved(outline: Polygon, by: { readonly x: number; readonly y: number }): Polygon {
  return outline.map(({ x, y }) => ({ x: x - by.x, y: y - by.y }));
}

function boxOfBounds([x, y, width, height]: Bounds): Box {
  return { x, y, width, height };
}

function cornersOf([x, y, width, height]: Bounds): Polygon {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}
