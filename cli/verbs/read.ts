import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { hashOf } from '@inkreel/adapters/storage/hash.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import { edgeName } from '@inkreel/film/comic/edge-name.ts';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { layPiece } from '@inkreel/film/comic/plate-piece.ts';
import { PLATE_FLOOR } from '@inkreel/film/comic/plate-trust.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { type PlateStep, plateStep } from '@inkreel/film/production/plate-step.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import type { Answer, Desk } from '../desk.ts';
import { openStoreFor, requireNotArt } from '../film-files.ts';
import { type GatheredPicture, gatherArt } from '../gather-art.ts';

export interface ReadOptions {
  readonly inputs: readonly string[];
  readonly direction?: ReadingDirection;
  readonly overlay?: string;
  readonly plates?: string;
  readonly keepGoing?: boolean;
  readonly cache?: string;
}

/**
 * Reads pages: panels, balloons and words. The JSON is what scripts rely on: pixels of the file, in
 * reading order, panels and figures counted from 1 as in film.json.
 */
export async function run(options: ReadOptions, desk: Desk): Promise<Answer> {
  const store = await openStoreFor('inkreel', options.cache);
  const base = process.cwd();
  const { pictures, refused } = await gatherArt(options.inputs, { ...options, base, store }, desk);
  for (const error of refused) desk.say(`left out: ${error.message}`);

  if (options.overlay !== undefined) {
    await writeOverlays(options.overlay, pictures, base, desk);
  }
  const plates =
    options.plates === undefined
      ? undefined
      : await writePlates(options.plates, pictures, { base, store }, desk);
  const pages = pictures.map(({ opened, art, reading: { page, size } }, at) => ({
    file: opened.name,
    size: [size.width, size.height],
    direction: page?.direction ?? options.direction ?? 'ltr',
    panels: (page?.panels ?? []).map(({ box, polygon }) => ({
      box: boxJson(box),
      polygon: polygonJson(polygon),
    })),
    // Missing where lettering could not be read: nobody is told that there is none.
    ...(art.balloons
      ? {
          balloons: art.balloons.map((balloon) => {
            const trust = plates?.[at]?.get(balloon);
            return { ...balloonJson(balloon), ...(trust !== undefined && { plate: trust }) };
          }),
        }
      : {}),
  }));
  const lines = pages.map(({ file, direction, panels, balloons }) => {
    const count = counted(panels.length, 'panel');
    const lettered = balloons === undefined ? '' : `, ${counted(balloons.length, 'balloon')}`;
    return `${file}: ${count}${lettered}, ${direction}${doubts(balloons ?? [])}`;
  });
  return { text: lines.join('\n'), json: { pages } };
}

/** What is told of plates that look smeared or torn, by their balloons' numbers. */
function doubts(balloons: readonly { readonly plate?: number }[]): string {
  const numbers = balloons.flatMap(({ plate = 1 }, k) => (plate < PLATE_FLOOR ? [k + 1] : []));
  if (numbers.length === 0) return '';
  const which = numbers.length === 1 ? `balloon ${numbers[0]}` : `balloons ${numbers.join(', ')}`;
  return `; the plate is doubtful behind ${which}`;
}

function boxJson({ x, y, width, height }: Box): readonly number[] {
  return [x, y, width, height];
}

function polygonJson(polygon: Polygon): readonly (readonly number[])[] {
  return polygon.map(({ x, y }) => [x, y]);
}

function balloonJson({ box, outline, kind, text, confidence, panel, speaker, tail }: Balloon) {
  return {
    box: boxJson(box),
    outline: polygonJson(outline),
    kind,
    text,
    confidence,
    panel: panel === undefined ? null : panel + 1,
    speaker:
      speaker === undefined
        ? null
        : speaker.kind === 'figure'
          ? { figure: speaker.figure + 1, box: boxJson(speaker.box) }
          : speaker.kind,
    tail: tail === undefined ? null : [tail.x, tail.y],
  };
}

async function writeOverlays(
  folder: string,
  pictures: readonly GatheredPicture[],
  base: string,
  desk: Desk,
): Promise<void> {
  const [{ loadPicture }, { pageOverlay }] = await Promise.all([
    import('@inkreel/adapters/codecs/load-picture.ts'),
    import('@inkreel/adapters/overlay/page-overlay.ts'),
  ]);
  const paths = pathsIn(folder, pictures, base);
  await mkdir(folder, { recursive: true });
  for (const [at, { opened, art, reading }] of pictures.entries()) {
    desk.signal.throwIfAborted();
    desk.progress({ label: 'Drawing', done: at, total: pictures.length });
    const raster = await loadPicture(opened.reference, base);
    await writeWhole(paths[at]!, await pageOverlay(raster, reading.page, art.balloons));
  }
}

/**
 * Each picture without its lettering; one that has none over its art is written as it is.
 * @returns of each picture how far the plate behind its balloons is to be believed, 0 to 1
 */
async function writePlates(
  folder: string,
  pictures: readonly GatheredPicture[],
  { base, store }: { readonly base: string; readonly store: FolderStore },
  desk: Desk,
): Promise<readonly ReadonlyMap<Balloon, number>[]> {
  if (pictures.some(({ art }) => art.kind !== 'cut-out' && art.balloons === undefined)) {
    const remedy = 'Run inkreel doctor: it says what is missing.';
    throw new FilmError('weights-missing', `No plates without reading what is on them. ${remedy}`);
  }
  const [{ loadPicture }, { encodePng }, { knowArt }, { madeBy }, { makePlates }, { readPlate }] =
    await Promise.all([
      import('@inkreel/adapters/codecs/load-picture.ts'),
      import('@inkreel/adapters/codecs/encode-png.ts'),
      import('@inkreel/adapters/ink/known-art.ts'),
      import('@inkreel/adapters/ink/made-by.ts'),
      import('@inkreel/adapters/ink/make-plates.ts'),
      import('@inkreel/adapters/ink/plate-file.ts'),
    ]);
  const paths = pathsIn(folder, pictures, base);
  await mkdir(folder, { recursive: true });
  const art = pictures.map((picture) => picture.art);
  const known = await knowArt(art, base);
  const by = { hash: hashOf, madeBy: madeBy().plate };
  const steps = art.map((each) => plateStep(each, known.get(each.id)!.content, by));
  const missing: PlateStep[] = [];
  for (const step of steps) if (step && !(await store.find(step.key))) missing.push(step);
  let done = 0;
  const tell = () => desk.progress({ label: 'Cleaning pages', done, total: missing.length });
  tell();
  const onPlate = () => {
    done++;
    tell();
  };
  await makePlates(missing, { base, store, signal: desk.signal, onPlate });
  const trusts: ReadonlyMap<Balloon, number>[] = [];
  for (const [at, step] of steps.entries()) {
    desk.signal.throwIfAborted();
    const { opened, art: own } = pictures[at]!;
    const kept = step && (await store.find(step.key));
    const clean = await loadPicture(opened.reference, base);
    const trust = new Map<Balloon, number>();
    for (const piece of kept ? await readPlate(kept) : []) {
      layPiece(clean, piece);
      const hidden = piece.outlines.map(edgeName);
      for (const balloon of own.balloons ?? [])
        if (hidden.includes(edgeName(balloon.outline)))
          trust.set(balloon, Math.round(piece.trust * 100) / 100);
    }
    trusts.push(trust);
    await writeWhole(paths[at]!, await encodePng(clean));
  }
  return trusts;
}

/** A PNG for each picture, numbered in their order; none of them is art. */
function pathsIn(
  folder: string,
  pictures: readonly GatheredPicture[],
  base: string,
): readonly string[] {
  const paths = pictures.map(({ opened }, at) => {
    const number = String(at + 1).padStart(String(pictures.length).length, '0');
    // An entry of a book may have a name that is too long for a file.
    const stem = basename(opened.name)
      .replace(/\.[^.]+$/, '')
      .slice(0, 60);
    return join(folder, `${number}-${stem}.png`);
  });
  requireNotArt(
    paths,
    pictures.map(({ art }) => art),
    base,
  );
  return paths;
}
