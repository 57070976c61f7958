import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { packCast, unpackCast } from '@inkreel/adapters/casting/cast-archive.ts';
import { cutReference, pngOf } from '@inkreel/adapters/casting/reference-picture.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import { addMember, freeCastId, requireMember } from '@inkreel/film/document/cast-edits.ts';
import type { FilmFile } from '@inkreel/film/document/film-file.ts';
import { requireFilm } from '@inkreel/film/document/parse-film.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { type CastDocument, writeCastDocument } from './cast-document.ts';
import type { Answer, Desk } from './desk.ts';
import { openStoreFor, requireFolderOf, requireNotArt, sourcesOf } from './film-files.ts';

/** Writes a member with its pictures, cut out, into a file that another film can import. */
export async function exportMember(
  film: FilmFile,
  options: {
    readonly file: string;
    readonly cache?: string;
    readonly member: string;
    readonly output?: string;
  },
  desk: Desk,
): Promise<Answer> {
  const { id } = requireMember(film, options.member);
  const parsed = requireFilm(film, options.file);
  const member = parsed.cast.find((each) => each.id === id)!;
  const output = options.output ?? `${id}.cast`;
  requireFolderOf(output);
  const base = dirname(resolve(options.file));
  requireNotArt([output], sourcesOf(parsed), base);
  if (member.references.length === 0) {
    const remedy = 'Give it one: "references": [{ "file": ... }].';
    throw new FilmError('usage', `${member.name} has no picture to take along. ${remedy}`);
  }
  const store = await openStoreFor(resolve(options.file), options.cache);
  const pictures: { png: Uint8Array; look?: string | undefined }[] = [];
  let uncut = 0;
  for (const [at, reference] of member.references.entries()) {
    desk.signal.throwIfAborted();
    desk.progress({ label: 'Cutting out', done: at, total: member.references.length });
    const { picture, isCut } = await cutReference(reference, { base, store });
    if (!isCut) uncut++;
    pictures.push({ png: await pngOf(picture), look: reference.look });
  }
  if (uncut > 0) {
    desk.say(`${uncut} of its mattes are not kept any more: those pictures go with their ground.`);
  }
  const { name, kind, description, voice } = member;
  const file = await packCast(
    { name, kind, description, ...(voice !== undefined && { voice }) },
    pictures,
  );
  await writeWhole(output, file);
  const count = pictures.length === 1 ? '1 picture' : `${pictures.length} pictures`;
  return { text: `${output}: ${name}, ${count}.`, json: { file: output, member: id } };
}

/** Takes a member of another film in: its pictures come to lie beside film.json, in `cast/ID`. */
export async function importMember(
  document: CastDocument,
  { from, as }: { readonly from: string; readonly as?: string },
): Promise<Answer> {
  if (!existsSync(from)) {
    throw new FilmError('art-missing', `There is no ${from}. Check the path.`, { file: from });
  }
  const { member, pictures } = await unpackCast(resolve(from), basename(from));
  const name = as ?? member.name;
  const base = dirname(resolve(document.file));
  const ids = (document.film.cast ?? []).map(({ id }) => id);
  const folder = freeFolder(base, freeCastId(name, ids));
  const made = addMember(document.film, {
    name,
    kind: member.kind,
    ...(member.description !== undefined && { description: member.description }),
    ...(member.voice !== undefined && { voice: member.voice }),
    references: member.references.map(({ look }, i) => ({
      file: `cast/${folder}/${i + 1}.png`,
      ...(look !== undefined && { look }),
    })),
  });
  // The pictures are there, all of them, before a film names them.
  const to = join(base, 'cast', folder);
  const making = `${to}.part`;
  try {
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true });
    for (const [i, bytes] of pictures.entries()) {
      await writeFile(join(making, `${i + 1}.png`), bytes);
    }
    await rename(making, to);
  } catch (cause) {
    await rm(making, { recursive: true, force: true });
    const remedy = 'Free some space, or make the folder writable.';
    throw new FilmError('disk-full', `${to} could not be written. ${remedy}`, { file: to, cause });
  }
  await writeCastDocument(document, made.film);
  return {
    text: `${name} is in the cast as ${made.made}; its pictures are in cast/${folder}.`,
    json: { made: made.made, name, folder: `cast/${folder}` },
  };
}

function freeFolder(base: string, wanted: string): string {
  let free = wanted;
  for (let n = 2; existsSync(join(base, 'cast', free)); n++) free = `${wanted}-${n}`;
  return free;
}
