/** How far some work has come; `done` never falls within one label. */
export interface Progress {
  /** Present participle and object: `Reading pages`. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/**
 * Where a verb sits while it works: what it says goes to the terminal, whichever thread it runs in.
 * Results are not said but returned.
 */
export interface Desk {
  /** A line for the person watching; never part of the result. */
  say(line: string): void;
  progress(progress: Progress): void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a verb gives back: the same answer for a person and for a script. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
  /** Where the answer itself is bad news: `check` found mistakes. 0 where it is missing. */
  readonly exitCode?: number;
  /** What the answer rests on, where the same command need do nothing while that is as it was. */
  readonly grounds?: Grounds;
}

/** What an answer rests on, beside the code and the programs that every verb uses. */
export interface Grounds {
  /** What the same command is answered while all of it is as it was: then nothing was made. */
  readonly again: Pick<Answer, 'text' | 'json'>;
  /** Files and folders that were read. */
  readonly read: readonly string[];
  /** Files that were made: their paths, and their stamps when they were whole. */
  readonly made: readonly (readonly [path: string, stamp: string | undefined])[];
}

/** One thing Inkreel does; its options are plain data, so that it can run in a thread of its own. */
export type Verb<Options> = (options: Options, desk: Desk) => Promise<Answer>;
