import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import type { Shot } from '@inkreel/film/board/shot.ts';
import { checkFilm, type FoundArt } from '@inkreel/film/document/check-film.ts';
import type { Film, FilmArt } from '@inkreel/film/document/film-document.ts';
import { requireFilm } from '@inkreel/film/document/parse-film.ts';
import { type Problem, problemText } from '@inkreel/film/document/problem.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ShotTone } from '@inkreel/film/media/shot-tone.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Desk } from './desk.ts';
import { filesNear } from './files-near.ts';
import { openOne } from './gather-art.ts';
import { proposeBoard } from './propose-board.ts';
import { castFilm } from './propose-cast.ts';
import { readArt } from './read-art.ts';
import { castOf, type ReadMouth, readMouths } from './read-mouths.ts';
import { readWords } from './read-words.ts';

/** A film document with all that it leaves out filled in from its art. */
export interface OpenedFilm {
  readonly film: Film;
  /** The folder of the document, which its references are relative to. */
  readonly base: string;
  /** Mistakes that only the art shows; a film that has some cannot be rendered. */
  readonly problems: readonly Problem[];
}

export async function readDocument(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM') {
      const remedy = 'Change its permissions.';
      throw new FilmError('document-missing', `${file} may not be read. ${remedy}`, {
        file,
        cause,
      });
    }
    if (code === 'EISDIR') {
      const remedy = 'Name the film.json in it, or run inkreel make on a folder of art.';
      throw new FilmError('document-missing', `${file} is a folder. ${remedy}`, { file, cause });
    }
    const remedy = 'Check the path; inkreel make writes one beside the film.';
    throw new FilmError('document-missing', `There is no ${file}. ${remedy}`, { file, cause });
  }
}

/**
 * Reads a film document and looks at its art.
 *
 * @throws FilmError `document-missing`, and `document-invalid` for what is wrong in the text itself.
 */
export async function openFilm(file: string, store: Store, desk: Desk): Promise<OpenedFilm> {
  const film = requireFilm(await readDocument(file), file);
  return completeFilm(film, dirname(resolve(file)), { store, words: true }, desk);
}

/** Throws the mistakes that only the art showed, as one FilmError. */
export function requireArt({ problems }: OpenedFilm, file: string): void {
  if (problems.length === 0) return;
  const missing = problems.every((found) => found.fact.includes('not there'));
  const lines = problems.map((found) => `\n  ${problemText(found)}`);
  throw new FilmError(
    missing ? 'art-missing' : 'document-invalid',
    `${file} and its art do not agree:${lines.join('')}`,
    { file },
  );
}

/**
 * Looks at the art of a film and fills in what its document leaves out.
 *
 * @param how.words whether lettering is read where the film needs it; that takes a while.
 */
export async function completeFilm(
  film: Film,
  base: string,
  { store, words }: { readonly store: Store; readonly words: boolean },
  desk: Desk,
): Promise<OpenedFilm> {
  const found = new Map<string, FoundArt>();
  let art: FilmArt[] = [];
  const sizes = new Map<string, OpenedPicture>();
  // The pages of a book name one file: it is opened once for all of them.
  const opened = new Map<string, ReturnType<typeof openOne>>();
  const openFile = (file: string) => {
    const path = resolve(base, file);
    const known = opened.get(path) ?? openOne(path, { base, store }, desk.signal);
    opened.set(path, known);
    return known;
  };
  for (const entry of film.art) {
    desk.signal.throwIfAborted();
    desk.progress({ label: 'Looking at art', done: art.length, total: film.art.length });
    const { reference } = entry;
    const { pictures, refused } = await openFile(reference.file);
    const picture =
      reference.part === undefined
        ? pictures.length === 1
          ? pictures[0]
          : undefined
        : pictures.find((each) => each.reference.part === reference.part);
    if (picture === undefined) {
      found.set(entry.id, await lacking(entry, base, pictures, refused));
      art.push(entry);
      continue;
    }
    const complete = await completeArt(entry, picture, base, store);
    art.push(complete);
    sizes.set(entry.id, picture);
    found.set(entry.id, {
      kind: 'found',
      size: picture.size,
      ...(complete.panels ? { panels: complete.panels.length } : {}),
      ...(complete.balloons ? { balloons: complete.balloons.length } : {}),
    });
  }
  const tones = new Map<string, readonly ShotTone[]>();
  if (words) {
    const wanted = art.filter((entry) => sizes.has(entry.id) && wantsWords(entry, film));
    const read = await readWords(
      wanted.map((entry) => ({ art: entry, opened: sizes.get(entry.id)! })),
      { base, store },
      desk,
    );
    wanted.forEach((entry, i) => {
      if (read[i]) tones.set(entry.id, read[i].tones);
    });
    art = art.map((entry) => {
      const balloons = entry.balloons ?? read[wanted.indexOf(entry)]?.balloons;
      return balloons ? { ...entry, balloons } : entry;
    });
  }
  const whole = film.art.length === sizes.size;
  const proposes = film.scenes.length === 0 && whole && art.length > 0;
  // One after the other: a layered picture is large while it is open, and the cast has their order.
  const mouths: (readonly ReadMouth[])[] = [];
  if (proposes) {
    for (const entry of art) mouths.push(await readMouths(store, sizes.get(entry.id)!, base));
  }
  const scenes = proposes
    ? await proposeBoard(
        art.map((entry, i) => ({
          art: entry,
          opened: sizes.get(entry.id)!,
          tones: tones.get(entry.id),
          mouths: mouths[i],
        })),
        { ...film.preset, life: film.life },
      )
    : film.scenes.map((scene) => withPanels(scene, art));
  const known = new Set<string>(film.cast.map((member) => member.id));
  const cast = [...film.cast, ...castOf(mouths).filter((member) => !known.has(member.id))];
  const pictures = art.map((entry) => ({ art: entry, opened: sizes.get(entry.id)! }));
  const proposed =
    proposes && words
      ? await castFilm(pictures, scenes, cast, { base, store }, desk)
      : { art, cast, scenes };
  const complete = { ...film, ...proposed };
  const problems = [...checkFilm(complete, found)];
  if (scenes.length === 0 && problems.length === 0) {
    const remedy = 'Add "art": ["page.png"], or scenes with shots.';
    problems.push({ path: '', fact: 'has neither art nor scenes.', remedy });
  }
  return { film: complete, base, problems };
}

/** Whether a film needs to know what is lettered in some art: to propose shots, or to take it off. */
function wantsWords({ id, balloons }: FilmArt, film: Film): boolean {
  if (film.scenes.length === 0) return true;
  if (balloons !== undefined) return false;
  return film.scenes.some(({ shots }) =>
    shots.some(
      ({ source, lettering }) =>
        source.kind === 'picture' &&
        source.picture.art === id &&
        (lettering ?? film.lettering) !== 'keep',
    ),
  );
}

async function completeArt(
  entry: FilmArt,
  picture: OpenedPicture,
  base: string,
  store: Store,
): Promise<FilmArt> {
  if (entry.kind !== undefined && (entry.kind === 'picture' || entry.kind === 'cut-out'))
    return entry;
  if (entry.kind !== undefined && entry.panels !== undefined) return entry;
  const direction = entry.direction ?? picture.direction ?? 'auto';
  const { kind, page } = await readArt(store, { ...picture, kind: entry.kind }, base, direction);
  const panels = entry.panels ?? page?.panels;
  const read = entry.direction ?? page?.direction;
  return { ...entry, kind, ...(read ? { direction: read } : {}), ...(panels ? { panels } : {}) };
}

async function lacking(
  entry: FilmArt,
  base: string,
  pictures: readonly OpenedPicture[],
  refused: readonly FilmError[],
): Promise<FoundArt> {
  const { file, part } = entry.reference;
  if (pictures.length > 0) {
    const parts = pictures.flatMap((each) => each.reference.part ?? []);
    const some = parts
      .slice(0, 5)
      .map((each) => `"${each}"`)
      .join(', ');
    const why =
      parts.length > 0
        ? `It holds ${counted(pictures.length, 'picture')}: add "part", such as ${some}.`
        : `It is a folder: list its pictures instead${part === undefined ? '' : ', without "part"'}.`;
    return { kind: 'refused', why };
  }
  const nearby = await filesNear(base, file);
  if (nearby !== undefined) return { kind: 'missing', nearby };
  return { kind: 'refused', why: refused[0]?.message ?? 'There is no picture in it.' };
}

/** Gives the shots that follow a page's panels their crops, now that the page has been read. */
function withPanels(scene: Scene, art: readonly FilmArt[]): Scene {
  return {
    ...scene,
    shots: scene.shots.map((shot): Shot => {
      if (shot.source.kind !== 'picture') return shot;
      const { picture } = shot.source;
      if (picture.panel === undefined || picture.crop !== undefined) return shot;
      const panel = art.find((entry) => entry.id === picture.art)?.panels?.[picture.panel - 1];
      if (panel === undefined) return shot;
      const shown = { ...picture, crop: panel.box, outline: panel.polygon };
      return { ...shot, source: { kind: 'picture', picture: shown } };
    }),
  };
}
