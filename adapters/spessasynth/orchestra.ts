import type { Sound } from '@inkreel/film/media/sound.ts';
import type { Score } from '@inkreel/film/mix/score/score.ts';
import { openCrew } from '../crew/crew.ts';

/** Plays scores in a thread of its own, which loads its instruments when the first score comes. */
export interface Orchestra {
  /** What `playScore` gives. */
  play(score: Score): Promise<Sound>;
  close(): Promise<void>;
}

/** @param threads scores that are played at once; each thread holds the instruments, some 100 MB. */
export function openOrchestra(threads = 1): Orchestra {
  const crew = openCrew<Score, Sound>(
    new URL('./score-worker.ts', import.meta.url),
    'music was played',
    threads,
  );
  return { play: (score) => crew.make(score), close: () => crew.close() };
}
