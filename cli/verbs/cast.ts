import { dirname, resolve } from 'node:path';
import { cutReference, pngOf } from '@inkreel/adapters/casting/reference-picture.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import {
  discardMember,
  figuresOfMember,
  mergeMembers,
  renameMember,
  requireMember,
  splitMember,
} from '@inkreel/film/document/cast-edits.ts';
import type { CastMemberFile, FilmFile } from '@inkreel/film/document/film-file.ts';
import { requireFilm } from '@inkreel/film/document/parse-film.ts';
import { recast } from '@inkreel/film/document/recast.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { openCastDocument, writeCastDocument } from '../cast-document.ts';
import type { Answer, Desk } from '../desk.ts';
import {
  openStoreFor,
  requireFolderOf,
  requireNotArt,
  sourcesOf,
  withoutEnding,
} from '../film-files.ts';

/** What is asked of a cast; `action` missing lists it. */
export type CastOptions = {
  readonly file: string;
  readonly cache?: string;
} & (
  | { readonly action?: undefined; readonly sheet?: string | true }
  | { readonly action: 'merge'; readonly into: string; readonly others: readonly string[] }
  | {
      readonly action: 'split';
      readonly member: string;
      readonly numbers: readonly number[];
      readonly as: string;
    }
  | { readonly action: 'rename'; readonly member: string; readonly name: string }
  | { readonly action: 'discard'; readonly members: readonly string[] }
  | { readonly action: 'export'; readonly member: string; readonly output?: string }
  | { readonly action: 'import'; readonly from: string; readonly as?: string }
  | {
      readonly action: 'add';
      readonly name: string;
      readonly pictures: readonly string[];
      readonly kind: 'character' | 'prop' | 'location';
      readonly each?: boolean;
    }
);

/** Lists who is in a film, or changes it: film.json is written whole or not at all. */
export async function run(options: CastOptions, desk: Desk): Promise<Answer> {
  const { file } = options;
  const document = await openCastDocument(file);
  const { film } = document;
  switch (options.action) {
    case undefined:
      return list(film, options, desk);
    case 'merge': {
      const into = requireMember(film, options.into);
      const others = options.others.map((other) => requireMember(film, other).id);
      if (others.includes(into.id)) {
        throw new FilmError('usage', `"${into.id}" cannot be merged with itself. Name another.`);
      }
      await writeCastDocument(document, mergeMembers(film, into.id, others));
      return told(`${others.join(', ')} ${areNow(others)} ${into.id} now.`, {
        merged: others,
        into: into.id,
      });
    }
    case 'split': {
      const { id } = requireMember(film, options.member);
      const numbers = [...new Set(options.numbers)];
      const split = splitMember(film, id, numbers, options.as);
      await writeCastDocument(document, recast(split.film, [id, split.made]));
      const count = numbers.length === 1 ? '1 figure' : `${numbers.length} figures`;
      return told(`${split.made} has ${count} of ${id}.`, { made: split.made, of: id });
    }
    case 'rename': {
      const { id } = requireMember(film, options.member);
      const renamed = renameMember(film, id, options.name);
      await writeCastDocument(document, renamed);
      const now = renamed.cast!.find(({ name }) => name === options.name)!;
      return told(`${id} is called ${options.name} now, and its id is ${now.id}.`, {
        renamed: id,
        id: now.id,
        name: options.name,
      });
    }
    case 'discard': {
      const ids = options.members.map((member) => requireMember(film, member).id);
      await writeCastDocument(document, ids.reduce(discardMember, film));
      return told(`${ids.join(', ')} ${areNow(ids)} not in the cast any more.`, { discarded: ids });
    }
    case 'export':
      return (await import('../export-cast.ts')).exportMember(film, options, desk);
    case 'import':
      return (await import('../export-cast.ts')).importMember(document, options);
    case 'add':
      return (await import('../add-cast.ts')).addToCast(document, options, desk);
  }
}

function areNow(members: readonly string[]): string {
  return members.length === 1 ? 'is' : 'are';
}

function told(text: string, json: unknown): Answer {
  return { text, json };
}

async function list(
  film: FilmFile,
  { file, cache, sheet }: Extract<CastOptions, { action?: undefined }>,
  desk: Desk,
): Promise<Answer> {
  const members = (film.cast ?? []).map((member) => ({ member, ...countsOf(film, member.id) }));
  const loose = (film.art ?? []).flatMap((entry) =>
    typeof entry === 'string' ? [] : (entry.figures ?? []).filter(({ who }) => who === undefined),
  ).length;
  let drawn: string | undefined;
  if (sheet !== undefined) {
    drawn = sheet === true ? `${withoutEnding(file)}-cast.png` : sheet;
    requireFolderOf(drawn);
    const base = dirname(resolve(file));
    requireNotArt([drawn], sourcesOf(requireFilm(film, file)), base);
    const store = await openStoreFor(resolve(file), cache);
    await writeWhole(drawn, await drawSheet(film, { base, store }, desk));
  }
  const json = {
    cast: members.map(({ member, ...counts }) => ({
      id: member.id,
      name: member.name ?? member.id,
      kind: member.kind ?? 'character',
      ...counts,
      references: member.references ?? [],
      figures: figuresOfMember(film, member.id).map(({ art, figure }) => ({
        art: idOf(film, art),
        ...figure,
      })),
    })),
    loose,
    ...(drawn !== undefined && { sheet: drawn }),
  };
  const lines = members.map(
    ({ member, ...counts }) =>
      `${member.id.padEnd(18)} ${(member.name ?? member.id).padEnd(18)} ${noteOf(member, counts)}`,
  );
  if (lines.length === 0) {
    lines.push('The film has no cast yet. inkreel cast add puts somebody in, from pictures.');
  }
  if (loose > 0) {
    lines.push(`${loose === 1 ? '1 figure is' : `${loose} figures are`} nobody of the cast.`);
  }
  if (drawn !== undefined) lines.push(`${drawn}: who is who.`);
  return { text: lines.join('\n'), json };
}

interface Counts {
  readonly seen: number;
  readonly shots: number;
  readonly lines: number;
}

function countsOf(film: FilmFile, id: string): Counts {
  const shots = (film.scenes ?? []).flatMap((scene) => scene.shots);
  return {
    seen: figuresOfMember(film, id).length,
    shots: shots.filter(({ cast }) => cast?.includes(id)).length,
    lines: shots
      .flatMap(({ lines = [] }) => lines)
      .filter((line) => typeof line !== 'string' && line.speaker === id).length,
  };
}

function noteOf({ kind, references = [] }: CastMemberFile, { seen, shots, lines }: Counts): string {
  const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return [
    ...(kind === 'prop' ? ['prop'] : []),
    many(references.length, 'picture'),
    `seen ${seen === 1 ? 'once' : `${seen} times`} in ${many(shots, 'shot')}`,
    many(lines, 'line'),
  ].join(', ');
}

async function drawSheet(
  film: FilmFile,
  place: { readonly base: string; readonly store: Store },
  desk: Desk,
): Promise<Uint8Array> {
  const { drawCastSheet } = await import('@inkreel/adapters/casting/cast-sheet-png.ts');
  const { cast } = requireFilm(film, 'film.json');
  const parsed = requireFilm(film, 'film.json');
  const members = [];
  for (const [at, member] of cast.entries()) {
    desk.signal.throwIfAborted();
    desk.progress({ label: 'Drawing the cast', done: at, total: cast.length });
    const references: Uint8Array[] = [];
    for (const reference of member.references) {
      references.push(await pngOf((await cutReference(reference, place)).picture));
    }
    const seen: Uint8Array[] = [];
    for (const { art, figure } of figuresOfMember(film, member.id)) {
      const [x, y, width, height] = figure.box;
      const { reference } = parsed.art[art]!;
      const cut = await cutReference({ ...reference, box: { x, y, width, height } }, place);
      seen.push(await pngOf(cut.picture));
    }
    const written = film.cast![at]!;
    members.push({
      title: member.name === member.id ? member.name : `${member.name} (${member.id})`,
      note: noteOf(written, countsOf(film, member.id)),
      references,
      seen,
    });
  }
  desk.progress({ label: 'Drawing the cast', done: cast.length, total: cast.length });
  return drawCastSheet(members, parsed.title);
}

function idOf(film: FilmFile, at: number): string {
  return requireFilm(film, 'film.json').art[at]!.id;
}
