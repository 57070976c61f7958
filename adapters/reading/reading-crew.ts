import { type Crew, openCrew } from '../crew/crew.ts';
import type { ReadingOrder, Words } from './reading-worker.ts';

/** Threads that read pages, a page each. */
export type ReadingCrew = Crew<ReadingOrder, Words>;

export function openReadingCrew(): ReadingCrew {
  return openCrew(new URL('./reading-worker.ts', import.meta.url), 'a page was read');
}
