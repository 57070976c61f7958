import { type Crew, openCrew } from '../crew/crew.ts';
import type { StageOrder } from './stage-worker.ts';

/** Threads that make stages; an order is done when its stage is written. */
export type StageCrew = Crew<StageOrder, void>;

export function openStageCrew(threads?: number): StageCrew {
  return openCrew(new URL('./stage-worker.ts', import.meta.url), 'a stage was made', threads);
}
