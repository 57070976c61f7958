import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { hashOfCode } from '../storage/code-hash.ts';

/** The code that makes each kind of sound, as part of its keys. */
export function soundMadeBy(): Readonly<
  Record<'take' | 'model' | 'music' | 'track' | 'effect' | 'mix', ContentHash>
> {
  const here = (path: string) => new URL(path, import.meta.url);
  return {
    take: hashOfCode(
      here('../flite/flite-thread.ts'),
      here('./hear-recording.ts'),
      here('../wav/take-file.ts'),
    ),
    model: hashOfCode(here('./speak-with-model.ts'), here('../sherpa/open-sherpa.ts')),
    music: hashOfCode(here('../spessasynth/score-worker.ts')),
    track: hashOfCode(here('./lay-track.ts')),
    effect: hashOfCode(here('./effect-worker.ts')),
    mix: hashOfCode(here('../mix/make-mix.ts')),
  };
}
