import type { ShotId } from '@inkreel/film/board/shot.ts';
import type { Timeline } from '@inkreel/film/cut/timeline.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { timeLines } from '@inkreel/film/document/time-lines.ts';
import type { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { type PlacedLine, placedLines } from '@inkreel/film/production/placed-lines.ts';
import type { KnownTake } from '@inkreel/film/production/plan-mix.ts';
import { timelineOf } from '@inkreel/film/production/plan-production.ts';
import { planTakes } from '@inkreel/film/production/plan-takes.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { LineId } from '@inkreel/film/story/line.ts';
import { voicesOfLines } from '@inkreel/film/voice/voices-of-lines.ts';
import { knowRecordings } from '../sound/known-recordings.ts';
import { hashOf } from '../storage/hash.ts';
import { soundMadeBy } from './made-by.ts';
import { makeTakes } from './make-takes.ts';

export interface HearingOrder {
  readonly film: Film;
  /** Folder of the document, which recordings are relative to. */
  readonly base: string;
  /** The shots that are wanted; all where it is missing. Their neighbours decide about them all the same. */
  readonly only?: ReadonlySet<ShotId>;
  readonly store: Store;
  readonly signal?: AbortSignal;
  readonly onTake?: (made: number, of: number) => void;
  /** What somebody should know of a recording. */
  readonly onNote?: ((note: string) => void) | undefined;
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
  const { film: written, only, base, store, signal, onTake, onNote } = order;
  const steps = planTakes(written, {
    hash: hashOf,
    madeBy: soundMadeBy().take,
    voices: voicesOfLines(written.cast, written.scenes),
    recordings: await knowRecordings(written.scenes, base),
  });
  let spoken = 0;
  const { takes, unspoken } = await makeTakes({
    base,
    steps,
    store,
    onNote,
    onTake: () => onTake?.(++spoken, steps.length),
    ...(signal && { signal }),
  });
  const heard = new Map([...takes].map(([line, { take }]) => [line, take]));
  const film = timeLines(written, heard);
  const timeline = timelineOf(film, only);
  return { film, timeline, takes, unspoken, lines: placedLines(film, timeline, heard) };
}
