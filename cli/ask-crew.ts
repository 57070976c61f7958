import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Desk } from './desk.ts';

/** Workers that are opened when the first of them is asked. */
interface Crew {
  close(): Promise<unknown>;
}

/** How a crew is asked about things, one by one. */
export interface CrewOrder<Thing, Member extends Crew, Value> {
  readonly label: string;
  readonly things: readonly Thing[];
  readonly open: () => Promise<Member>;
  /** Undefined where there is nothing to ask. */
  readonly ask: (thing: Thing, crew: () => Promise<Member>) => Promise<Value | undefined>;
}

/** What a crew answered, in the order of the things. */
export interface CrewAnswer<Value> {
  readonly answers: readonly (Value | undefined)[];
  /** Why some could not be answered: weights that are not there. */
  readonly lacking?: FilmError;
}

/**
 * Asks a crew about many things at once and shows how far it has come. Missing weights leave answers out and are told
 * once; an interruption closes the crew; whatever happens, it is closed in the end.
 */
export async function askCrew<Thing, Member extends Crew, Value>(
  { label, things, open, ask }: CrewOrder<Thing, Member, Value>,
  desk: Desk,
): Promise<CrewAnswer<Value>> {
  let crew: Promise<Member> | undefined;
  const openOnce = () => {
    crew ??= open();
    return crew;
  };
  const stop = () => void crew?.then((each) => each.close());
  desk.signal.addEventListener('abort', stop);
  let done = 0;
  let lacking: FilmError | undefined;
  const tell = () => desk.progress({ label, done, total: things.length });
  const askOne = async (thing: Thing): Promise<Value | undefined> => {
    try {
      return await ask(thing, openOnce);
    } catch (error) {
      if (!(error instanceof FilmError) || error.code !== 'weights-missing') throw error;
      lacking = error;
      return undefined;
    } finally {
      done++;
      tell();
    }
  };
  try {
    tell();
    const answers = await Promise.all(things.map(askOne));
    desk.signal.throwIfAborted();
    return { answers, ...(lacking && { lacking }) };
  } finally {
    desk.signal.removeEventListener('abort', stop);
    await crew?.then((each) => each.close());
  }
}
