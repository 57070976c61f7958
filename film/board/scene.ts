import type { Id } from '../grammar/id.ts';
import type { Mood } from '../story/mood.ts';
import type { Shot } from './shot.ts';

export type SceneId = Id<'scene'>;

/** A dramatic unit of the story: shots in one place and time. */
export interface Scene {
  readonly id: SceneId;
  readonly title: string;
  /** Id of the location, where it is known. */
  readonly location?: string;
  readonly mood?: Mood;
  readonly shots: readonly Shot[];
}
