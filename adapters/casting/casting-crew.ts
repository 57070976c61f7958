import { type Crew, openCrew } from '../crew/crew.ts';
import type { CastingOrder, FoundInArt } from './casting-worker.ts';

/** Threads that look for figures, a picture each. */
export type CastingCrew = Crew<CastingOrder, readonly FoundInArt[]>;

export function openCastingCrew(): CastingCrew {
  return openCrew(new URL('./casting-worker.ts', import.meta.url), 'a figure was found');
}
