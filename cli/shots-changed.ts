import type { Shot } from '@inkreel/film/board/shot.ts';
import type { Acceptance } from '@inkreel/film/cast/acceptance.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import type { FilmFile } from '@inkreel/film/document/film-file.ts';

/** One of the cast who is let be in a shot. */
export interface AcceptedIn {
  readonly shot: string;
  readonly member: string;
  readonly finding: Acceptance['finding'];
  readonly likeness: number;
}

/**
 * A film document with some shots changed: how they move, and who was accepted in them. Shots are told apart by
 * their place: ids may be left out in a document.
 *
 * @param film the document as it was read
 */
export function shotsChanged(
  document: FilmFile,
  film: Film,
  changes: ReadonlyMap<string, Partial<Shot>>,
  accepted: readonly AcceptedIn[],
): FilmFile {
  if (!document.scenes) return document;
  const scenes = document.scenes.map((scene, s) => ({
    ...scene,
    shots: scene.shots.map((shot, n) => {
      const id = film.scenes[s]!.shots[n]!.id as string;
      const change = changes.get(id);
      const now = accepted.filter((each) => each.shot === id);
      const kept = (shot.accepted ?? []).filter(
        (old) => !now.some(({ member }) => member === old.member),
      );
      return {
        ...shot,
        ...(change?.life && { life: change.life.strength }),
        ...(change?.depth && { depth: change.depth }),
        ...(now.length > 0 && {
          accepted: [
            ...kept,
            ...now.map(({ member, finding, likeness }) => ({ member, finding, likeness })),
          ],
        }),
      };
    }),
  }));
  return { ...document, scenes };
}
