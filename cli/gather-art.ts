import { dirname, resolve } from 'node:path';
import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import { hashOfCode } from '@inkreel/adapters/storage/code-hash.ts';
import { keptAnswer } from '@inkreel/adapters/storage/kept-answer.ts';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import { idOfArt } from '@inkreel/film/document/reference-problems.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { id } from '@inkreel/film/grammar/id.ts';
import type { ShotTone } from '@inkreel/film/media/shot-tone.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { centreOf } from '@inkreel/film/space/box.ts';
import { contains } from '@inkreel/film/space/polygon.ts';
import type { Desk } from './desk.ts';
import { stampOf } from './file-stamp.ts';
import { type ArtReading, directionOfBook, readAgain, readArt } from './read-art.ts';
import { type ReadMouth, readMouths } from './read-mouths.ts';
import { readWords } from './read-words.ts';

/** The code that opens inputs: what other code found in them is not believed. */
const OPENER = new URL(import.meta.resolve('@inkreel/adapters/codecs/open-inputs.ts'));

/** A picture that was let in and looked at. */
export interface GatheredPicture {
  readonly opened: OpenedPicture;
  readonly reading: ArtReading;
  readonly art: FilmArt;
  /** The colours of its panels, or of all of it; missing where nobody looked. */
  readonly tones?: readonly ShotTone[];
  /** Mouths that it has drawings of; missing where nobody looked. */
  readonly mouths?: readonly ReadMouth[];
}

export interface GatheredArt {
  readonly pictures: readonly GatheredPicture[];
  /** What could not be used; empty unless `keepGoing`. */
  readonly refused: readonly FilmError[];
}

export interface GatherOptions {
  /** The folder references are written relative to. */
  readonly base: string;
  readonly store: Store;
  readonly direction?: ReadingDirection | undefined;
  readonly keepGoing?: boolean | undefined;
  /** Refuses what gives no shot: a blank sheet, and pages where no panel is found on any. */
  readonly mustShow?: boolean;
}

/**
 * Lets art in, finds out what each picture is and reads its pages and their lettering. Inputs that look the same from
 * outside as the last time are not opened again.
 *
 * @throws FilmError of the first input that cannot be used; with `keepGoing` only when none can.
 */
export async function gatherArt(
  inputs: readonly string[],
  options: GatherOptions,
  desk: Desk,
): Promise<GatheredArt> {
  const opened: OpenedPicture[] = [];
  const refused: FilmError[] = [];
  for (const input of inputs) {
    desk.signal.throwIfAborted();
    const found = await openOne(input, options, desk.signal);
    opened.push(...found.pictures);
    refused.push(...found.refused);
  }
  const keepGoing = options.keepGoing === true;
  refuse(refused, opened.length, keepGoing);

  const read: OpenedPicture[] = [];
  const readings: ArtReading[] = [];
  for (const [at, picture] of opened.entries()) {
    desk.signal.throwIfAborted();
    desk.progress({ label: 'Reading art', done: at, total: opened.length });
    const direction = options.direction ?? picture.direction ?? 'auto';
    try {
      readings.push(await readArt(options.store, picture, options.base, direction));
      read.push(picture);
    } catch (error) {
      // A picture may begin well and break off: that shows only when it is decoded.
      if (!(error instanceof FilmError) || error.code === 'disk-full') throw error;
      refused.push(error);
    }
  }
  desk.progress({ label: 'Reading art', done: opened.length, total: opened.length });
  refuse(refused, read.length, keepGoing);
  const agreed = await voted(read, readings);

  const ids = new Set<string>();
  const pictures = read.map((picture, i): GatheredPicture => {
    const reading = agreed[i]!;
    return { opened: picture, reading, art: artOf(picture, reading, ids) };
  });
  if (!options.mustShow) return { pictures: await withWords(pictures, options, desk), refused };
  // Credits among other pages are shown whole; by themselves they are no film.
  const panelled = pictures.some(
    ({ reading }) => !reading.blank && reading.page?.panels.length !== 0,
  );
  const empty = pictures.map((picture) =>
    picture.reading.blank || !panelled ? emptyPage(picture) : undefined,
  );
  const shown = pictures.filter((_, i) => empty[i] === undefined);
  const left = [...refused, ...empty.filter((error) => error !== undefined)];
  refuse(left, shown.length, keepGoing);
  return { pictures: await withWords(shown, options, desk), refused: left };
}

/** What is lettered in the pictures, where it can be read, and the mouths they have drawings of. */
async function withWords(
  pictures: readonly GatheredPicture[],
  options: GatherOptions,
  desk: Desk,
): Promise<readonly GatheredPicture[]> {
  const words = await readWords(pictures, options, desk);
  const gathered: GatheredPicture[] = [];
  // One after the other: a layered picture is large while it is open.
  for (const [i, picture] of pictures.entries()) {
    desk.signal.throwIfAborted();
    const mouths = await readMouths(options.store, picture.opened, options.base);
    const read = words[i];
    if (read === undefined) {
      gathered.push({ ...picture, mouths });
      continue;
    }
    // What has a mouth in it is a face, however much it looks like a balloon.
    const balloons = read.balloons.filter(
      ({ outline }) => !mouths.some(({ box }) => contains(outline, centreOf(box))),
    );
    const { tones } = read;
    gathered.push({ ...picture, art: { ...picture.art, balloons }, tones, mouths });
  }
  return gathered;
}

/** Why a picture gives no shot; undefined where it gives one. */
function emptyPage({ opened: { name }, reading }: GatheredPicture): FilmError | undefined {
  const fact = reading.blank
    ? `${name} is blank: there is no panel on it and nothing else to show.`
    : reading.page?.panels.length === 0
      ? `${name} is a page on which no panel was found.`
      : undefined;
  if (fact === undefined) return undefined;
  const remedy = 'Leave it out, or draw its panels into film.json by hand.';
  return new FilmError('art-unreadable', `${fact} ${remedy}`, { file: name });
}

/** Pages of one book (a folder, a CBZ, a PDF) read the same way; the ones with lettering decide. */
async function voted(
  opened: readonly OpenedPicture[],
  readings: readonly ArtReading[],
): Promise<readonly ArtReading[]> {
  const bookOf = ({ container, reference }: OpenedPicture) => container ?? dirname(reference.file);
  return Promise.all(
    readings.map(async (reading, i) => {
      if (reading.vote === undefined) return reading;
      const book = bookOf(opened[i]!);
      const votes = readings.flatMap((other, n) =>
        other.vote !== undefined && bookOf(opened[n]!) === book ? [other.vote] : [],
      );
      return readAgain(reading, await directionOfBook(votes));
    }),
  );
}

/** Lets one input in: a file or a folder, by its path from here. What cannot be used is not thrown. */
export async function openOne(
  input: string,
  { base, store }: Pick<GatherOptions, 'base' | 'store'>,
  signal: AbortSignal,
): Promise<{ pictures: readonly OpenedPicture[]; refused: readonly FilmError[] }> {
  const open = async () => {
    const { openInputs } = await import('@inkreel/adapters/codecs/open-inputs.ts');
    return openInputs([input], { base, signal });
  };
  const stamp = stampOf(resolve(input));
  if (stamp === undefined) return open();
  let refused: readonly FilmError[] = [];
  const question = {
    open: { openedBy: hashOfCode(OPENER), input: resolve(input), named: input, base, stamp },
  };
  const { value } = await keptAnswer(store, question, async () => {
    const found = await open();
    refused = found.refused;
    return { pictures: found.pictures, whole: refused.length === 0 };
  });
  // What was refused is looked at again: the reasons are told anew each time.
  if (!value.whole && refused.length === 0) return open();
  return { pictures: value.pictures, refused };
}

/** Stops at what cannot be used, unless the rest is wanted without it. */
function refuse(refused: readonly FilmError[], good: number, keepGoing: boolean): void {
  const [first, ...more] = refused;
  if (first === undefined) {
    if (good > 0) return;
    throw new FilmError(
      'art-missing',
      'There is no art in what was given. Name pictures, pages or folders of them.',
    );
  }
  if (keepGoing && good > 0) return;
  if (more.length === 0 && good === 0) throw first;
  const others = more.length === 0 ? '' : ` ${more.length} more cannot be used either.`;
  const remedy = good > 0 ? ' --keep-going makes do with the rest.' : '';
  throw new FilmError(first.code, `${first.message}${others}${remedy}`, {
    ...(first.file === undefined ? {} : { file: first.file }),
    cause: first,
  });
}

function artOf(picture: OpenedPicture, reading: ArtReading, ids: Set<string>): FilmArt {
  const wanted = idOfArt(picture.reference) ?? 'art';
  let free = wanted;
  for (let n = 2; ids.has(free); n++) free = `${wanted}-${n}`;
  ids.add(free);
  const { kind, page } = reading;
  return {
    id: id<'art'>(free),
    reference: picture.reference,
    kind,
    ...(page ? { direction: page.direction, panels: page.panels } : {}),
  };
}
