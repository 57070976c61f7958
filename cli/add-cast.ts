import { dirname, resolve } from 'node:path';
import { proposeCast } from '@inkreel/film/cast/propose-cast.ts';
import { addMember, freeCastId } from '@inkreel/film/document/cast-edits.ts';
import type { CastReferenceFile, FilmFile } from '@inkreel/film/document/film-file.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { id } from '@inkreel/film/grammar/id.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import { type CastDocument, writeCastDocument } from './cast-document.ts';
import type { Answer, Desk } from './desk.ts';
import { openStoreFor } from './film-files.ts';
import { openOne } from './gather-art.ts';
import { type ArtFigure, figuresToCast, keepMattes } from './propose-cast.ts';
import { readFigures } from './read-figures.ts';

/** So many pictures of one member are looked at. */
const MOST = 64;

/**
 * Puts somebody into the cast from model sheets, cut-outs and single pictures. A sheet that holds several figures is
 * divided, and all of them are looks of the one who is added; with `each` figures that are not alike are members of
 * their own. A place is shown whole.
 */
export async function addToCast(
  document: CastDocument,
  options: {
    readonly cache?: string;
    readonly name: string;
    readonly pictures: readonly string[];
    readonly kind: 'character' | 'prop' | 'location';
    readonly each?: boolean;
  },
  desk: Desk,
): Promise<Answer> {
  const { file, film } = document;
  const base = dirname(resolve(file));
  const store = await openStoreFor(resolve(file), options.cache);
  const opened = [];
  for (const picture of options.pictures) {
    const { pictures, refused } = await openOne(picture, { base, store }, desk.signal);
    if (refused[0]) throw refused[0];
    opened.push(...pictures);
  }
  if (opened.length === 0 || opened.length > MOST) {
    const remedy = `Name from 1 to ${MOST}.`;
    throw new FilmError(
      'usage',
      `There are ${opened.length} pictures in what was given. ${remedy}`,
    );
  }
  if (options.kind === 'location') {
    return addLocation(
      document,
      options.name,
      opened.map(({ reference }) => reference),
    );
  }
  const pictures = opened.map((picture) => ({
    art: { id: id<'art'>('picture'), reference: picture.reference },
    opened: picture,
  }));
  const found = await readFigures(pictures, { base, store }, desk);
  const figures = figuresToCast(pictures, found);
  const { kind, name } = options;
  // One look at each picture at least: where nobody is made out in it, it is shown whole.
  const whole = pictures
    .filter((_, at) => !figures.some((figure) => figure.at === at))
    .map(({ art }) => ({ ...art.reference }));
  if (whole.length > 0) {
    desk.say(`Nobody was made out in ${whole.map((each) => each.file).join(', ')}: shown whole.`);
  }
  const each = options.each ? membersOf(figures) : [];
  // Where nobody is made out, what the pictures show is the member.
  const groups = each.length > 0 ? each : [figures.map((figure) => referenceFile(figure))];
  let changed = film;
  const made: string[] = [];
  for (const [at, references] of groups.entries()) {
    const added = addMember(changed, {
      name: groups.length === 1 ? name : `${name} ${at + 1}`,
      ...(kind === 'prop' && { kind }),
      references: at === 0 ? [...references, ...whole] : references,
    });
    changed = added.film;
    made.push(added.made);
  }
  const references = figures.map(({ matte }) => ({ file: '', ...(matte && { matte }) }));
  await keepMattes([{ references }], figures, store);
  await writeCastDocument(document, changed);
  const count = figures.length + whole.length;
  const told = count === 1 ? '1 picture' : `${count} pictures`;
  return { text: `${made.join(', ')}: ${told}.`, json: { made } };
}

function membersOf(figures: readonly ArtFigure[]): readonly CastReferenceFile[][] {
  const { cast, who } = proposeCast(figures, { everybody: true });
  return cast.map((member) =>
    figures.filter((_, i) => who[i] === member.id).map((figure) => referenceFile(figure)),
  );
}

function referenceFile({ reference, box, matte }: ArtFigure): CastReferenceFile {
  const { x, y, width, height }: Box = box;
  return { ...reference, box: [x, y, width, height], ...(matte !== undefined && { matte }) };
}

async function addLocation(
  document: CastDocument,
  name: string,
  references: readonly CastReferenceFile[],
): Promise<Answer> {
  const { film } = document;
  const taken = (film.locations ?? []).map((place) => place.id);
  const made = freeCastId(name, taken);
  const locations: FilmFile['locations'] = [
    ...(film.locations ?? []),
    { id: made, name, references: [...references] },
  ];
  await writeCastDocument(document, { ...film, locations });
  return { text: `${made} is a location of the film.`, json: { made: [made] } };
}
