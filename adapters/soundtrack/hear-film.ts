import type { ShotId } from '@inkreel/film/board/shot.ts';
import type { Timeline } from '@inkreel/film/cut/timeline.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { timeLines } from '@inkreel/film/document/time-lines.ts';
import type { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { type PlacedLine, placedLines } from '@inkreel/film/production/placed-lines.ts';
import type { KnownTake } from '@inkreel/film/production/plan-mix.ts';
import { timelineOf } from '@inkreel/film/production/plan-production.ts';
import type { LineId } from '@inkreel/film/story/line.ts';
import { type LinesOrder, speakLines } from './speak-lines.ts';

export interface HearingOrder extends LinesOrder {
  /** The shots that are wanted; all where it is missing. Their neighbours decide about them all the same. */
  readonly only?: ReadonlySet<ShotId>;
}

/** A film timed by what is said in it. */
export interface HeardFilm {
  /** Its shots as long as what is said in them, every line with its moment. */
  readonly film: Film;
  readonly timeline: Timeline;
  readonly takes: ReadonlyMap<LineId, KnownTake>;
  readonly lines: readonly PlacedLine[];
  /** Why some lines are not heard. */
  readonly unspoken: readonly FilmError[];
}

/**
 * Has the lines of a film spoken and gives its shots the time they take. Takes that are in the store are not
 * made again.
 *
 * @throws FilmError for a line that no voice can say, a full disk, and 'interrupted'
 */
export async function hearFilm(order: HearingOrder): Promise<HeardFilm> {
  const { takes, unspoken } = await speakLines(order);
  const heard = new Map([...takes].map(([line, { take }]) => [line, take]));
  const film = timeLines(order.film, heard);
  const timeline = timelineOf(film, order.only);
  return { film, timeline, takes, unspoken, lines: placedLines(film, timeline, heard) };
}
