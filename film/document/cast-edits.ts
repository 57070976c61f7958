import { FilmError } from '../grammar/film-error.ts';
import type { CastMemberFile, FigureFile, FilmFile } from './film-file.ts';
import { nearestName } from './nearest-name.ts';

/** A figure of some art, and where it stands in the document. */
export interface WrittenFigure {
  /** Place in `art`. */
  readonly art: number;
  /** Place in the art's `figures`. */
  readonly at: number;
  readonly figure: FigureFile;
}

/** The figures of a member, in the order of the document: `cast split` counts them from 1. */
export function figuresOfMember(film: FilmFile, memberId: string): readonly WrittenFigure[] {
  return (film.art ?? []).flatMap((entry, art) =>
    typeof entry === 'string'
      ? []
      : (entry.figures ?? []).flatMap((figure, at) =>
          figure.who === memberId ? [{ art, at, figure }] : [],
        ),
  );
}

/**
 * The member that is called so, by id or by name, whatever its capitals.
 *
 * @throws FilmError 'usage' where nobody is, or several are
 */
export function requireMember(film: FilmFile, called: string): CastMemberFile {
  const cast = film.cast ?? [];
  const exact = cast.find(({ id }) => id === called);
  if (exact) return exact;
  const plain = called.toLowerCase();
  const named = cast.filter(
    ({ id, name }) => id.toLowerCase() === plain || name?.toLowerCase() === plain,
  );
  if (named.length === 1) return named[0]!;
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ');
    throw new FilmError('usage', `Several are called "${called}". Name one by its id: ${ids}.`);
  }
  const names = cast.flatMap(({ id, name }) => (name === undefined ? [id] : [name, id]));
  const meant = nearestName(called, names);
  const remedy = meant
    ? `Did you mean "${meant}"?`
    : cast.length === 0
      ? 'The film has no cast yet: inkreel cast add, or make it of pages.'
      : `There are ${cast.map(({ id }) => id).join(', ')}.`;
  throw new FilmError('usage', `Nobody in the cast is called "${called}". ${remedy}`);
}

/** Makes one member of several: figures, lines and references of the others become the first one's. */
export function mergeMembers(film: FilmFile, into: string, others: readonly string[]): FilmFile {
  const references = [into, ...others].flatMap(
    (member) => film.cast?.find(({ id }) => id === member)?.references ?? [],
  );
  const joined = renamed(film, (member) => (others.includes(member) ? into : member));
  return {
    ...joined,
    cast: (film.cast ?? [])
      .filter(({ id }) => !others.includes(id))
      .map((member) =>
        member.id === into && references.length > 0 ? { ...member, references } : member,
      ),
  };
}

/** Calls a member otherwise; its id follows, so that lines are read with it, unless somebody has that id. */
export function renameMember(film: FilmFile, memberId: string, name: string): FilmFile {
  const taken = (film.cast ?? []).flatMap(({ id }) => (id === memberId ? [] : [id]));
  const to = freeCastId(name, taken);
  return {
    ...renamed(film, (member) => (member === memberId ? to : member)),
    cast: (film.cast ?? []).map((member) =>
      member.id === memberId ? { ...member, id: to, name } : member,
    ),
  };
}

/** Takes a member out of the film: its figures are nobody's again, its lines nobody says. */
export function discardMember(film: FilmFile, memberId: string): FilmFile {
  return {
    ...renamed(film, (member) => (member === memberId ? undefined : member)),
    cast: (film.cast ?? []).filter(({ id }) => id !== memberId),
  };
}

/**
 * Makes a member of some figures of another. References of those go along. Who says the lines in their balloons is
 * for `castScenes` to tell.
 *
 * @param numbers of the figures among the member's own, from 1
 * @throws FilmError 'usage' for a number there is not, or where nothing would be left
 */
export function splitMember(
  film: FilmFile,
  memberId: string,
  numbers: readonly number[],
  name: string,
): { readonly film: FilmFile; readonly made: string } {
  const own = figuresOfMember(film, memberId);
  const strange = numbers.find((number) => !own[number - 1]);
  if (strange !== undefined) {
    const has = own.length === 1 ? '1 figure' : `${own.length} figures`;
    const remedy = own.length === 0 ? 'There is nothing to split.' : `Count them on the sheet.`;
    throw new FilmError('usage', `"${memberId}" has ${has}, and no number ${strange}. ${remedy}`);
  }
  const going = new Set(numbers.map((number) => own[number - 1]!.figure));
  if (going.size === own.length) {
    const remedy = `Use inkreel cast rename to call it otherwise.`;
    throw new FilmError('usage', `These are all figures of "${memberId}". ${remedy}`);
  }
  const made = freeCastId(
    name,
    (film.cast ?? []).map(({ id }) => id),
  );
  const pictured = ({ art, figure }: WrittenFigure) => {
    const entry = film.art![art]!;
    if (typeof entry === 'string') return [];
    const { file, part } = entry;
    return [{ file, ...(part !== undefined && { part }), box: figure.box }];
  };
  const moved = own.filter(({ figure }) => going.has(figure)).flatMap(pictured);
  const staying = own.filter(({ figure }) => !going.has(figure)).flatMap(pictured);
  const isMoved = ({ file, part, box }: NonNullable<CastMemberFile['references']>[number]) =>
    moved.some(
      (other) => other.file === file && other.part === part && String(other.box) === String(box),
    );
  const cast = (film.cast ?? []).flatMap((member): CastMemberFile[] => {
    if (member.id !== memberId) return [member];
    const references = member.references ?? [];
    const along = references.filter(isMoved);
    const left = references.filter((reference) => !isMoved(reference));
    return [
      // Neither is left without a picture: nobody would measure it any more.
      { ...member, references: left.length > 0 ? left : staying.slice(0, 5) },
      {
        id: made,
        ...(member.kind !== undefined && { kind: member.kind }),
        name,
        references: along.length > 0 ? along : moved.slice(0, 5),
      },
    ];
  });
  const art = film.art?.map((entry) =>
    typeof entry === 'string' || !entry.figures
      ? entry
      : {
          ...entry,
          figures: entry.figures.map((figure) =>
            going.has(figure) ? { ...figure, who: made } : figure,
          ),
        },
  );
  return { film: { ...film, ...(art && { art }), cast }, made };
}

/** Adds a member at the end, under a free id. */
export function addMember(
  film: FilmFile,
  member: Omit<CastMemberFile, 'id'> & { readonly name: string },
): { readonly film: FilmFile; readonly made: string } {
  const made = freeCastId(
    member.name,
    (film.cast ?? []).map(({ id }) => id),
  );
  return { film: { ...film, cast: [...(film.cast ?? []), { id: made, ...member }] }, made };
}

/** `Old Bram` is `old-bram`; `old-bram-2` where somebody is that. */
export function freeCastId(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const wanted = plain === '' ? 'somebody' : plain;
  let free = wanted;
  for (let n = 2; taken.includes(free); n++) free = `${wanted}-${n}`;
  return free;
}

/** Calls members otherwise wherever a film names them; undefined takes the name away. */
function renamed(film: FilmFile, nameOf: (member: string) => string | undefined): FilmFile {
  const list = (members: readonly string[]) => [
    ...new Set(members.flatMap((member) => nameOf(member) ?? [])),
  ];
  const told = <Entry extends object, Key extends keyof Entry>(entry: Entry, key: Key): Entry => {
    const member = entry[key];
    if (typeof member !== 'string') return entry;
    const name = nameOf(member);
    if (name === member) return entry;
    const { [key]: _, ...rest } = entry;
    return (name === undefined ? rest : { ...entry, [key]: name }) as Entry;
  };
  return {
    ...film,
    ...(film.art && {
      art: film.art.map((entry) =>
        typeof entry === 'string' || !entry.figures
          ? entry
          : { ...entry, figures: entry.figures.map((figure) => told(figure, 'who')) },
      ),
    }),
    ...(film.scenes && {
      scenes: film.scenes.map((scene) => ({
        ...scene,
        shots: scene.shots.map((shot) => ({
          ...shot,
          ...(shot.cast && { cast: list(shot.cast) }),
          ...(shot.accepted && {
            accepted: shot.accepted.flatMap((accepted) => {
              const member = nameOf(accepted.member);
              return member === undefined ? [] : [{ ...accepted, member }];
            }),
          }),
          ...(shot.lines && {
            lines: shot.lines.map((line) =>
              typeof line === 'string' ? line : told(line, 'speaker'),
            ),
          }),
          ...(shot.mouths && {
            mouths: shot.mouths.map((mouth) =>
              Array.isArray(mouth) ? mouth : told(mouth, 'speaker'),
            ),
          }),
        })),
      })),
    }),
  };
}
