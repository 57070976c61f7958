import { castScenes } from '../board/cast-scenes.ts';
import type { FilmFile } from './film-file.ts';
import { parseFilm } from './parse-film.ts';

/**
 * Tells anew who is seen and heard in shots, after figures went from one member to others: only what names one of
 * those members changes, and only where the art tells more than the shot says.
 *
 * @param members those whose figures went, and those that got them
 */
export function recast(document: FilmFile, members: readonly string[]): FilmFile {
  const parsed = parseFilm(document);
  if (!parsed.ok) return document;
  const { art, scenes } = parsed.film;
  const open = scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot) => ({
      ...shot,
      cast: [],
      lines: shot.lines.map(({ speaker: _, ...line }) => line),
    })),
  }));
  const told = castScenes(open, art);
  return {
    ...document,
    ...(document.scenes && {
      scenes: document.scenes.map((scene, s) => ({
        ...scene,
        shots: scene.shots.map((shot, n) => {
          const now = told[s]!.shots[n]!;
          const names = shot.cast?.some((member) => members.includes(member));
          const cast = [
            ...(shot.cast ?? []).filter((member) => !members.includes(member)),
            ...now.cast.filter((member) => members.includes(member)),
          ];
          return {
            ...shot,
            ...(names && { cast }),
            ...(shot.lines && {
              lines: shot.lines.map((line, i) => {
                if (typeof line === 'string' || line.speaker === undefined) return line;
                const who = now.lines[i]?.speaker;
                if (!members.includes(line.speaker) || who === undefined) return line;
                return { ...line, speaker: who };
              }),
            }),
          };
        }),
      })),
    }),
  };
}
