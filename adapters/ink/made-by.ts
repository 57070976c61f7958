import type { MadeBy } from '@inkreel/film/production/plan-production.ts';
import { hashOfCode } from '../storage/code-hash.ts';

/** The code that makes stages and segments, as part of their keys. */
export function madeBy(): MadeBy {
  const here = (path: string) => new URL(path, import.meta.url);
  return {
    plate: hashOfCode(here('./plate-worker.ts')),
    stage: hashOfCode(here('./stage-worker.ts')),
    segment: hashOfCode(
      here('./look-shelf.ts'),
      here('./paint-segment.ts'),
      here('../painter/node-painter.ts'),
      here('../ffmpeg/encode-segment.ts'),
    ),
  };
}
