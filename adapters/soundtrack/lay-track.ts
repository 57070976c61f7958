import { resolve } from 'node:path';
import type { Sound } from '@inkreel/film/media/sound.ts';
import { loopTrack } from '@inkreel/film/mix/track/loop-track.ts';
import type { TrackStep } from '@inkreel/film/production/plan-music.ts';
import { decodeSound } from '../ffmpeg/decode-sound.ts';

/**
 * Reads a track of the user's own and lays it under a film: looped at its bars, faded at the end.
 *
 * @throws FilmError `sound-unreadable` for a file without sound, locked or broken
 */
export async function layTrack(
  { input, reference }: TrackStep,
  base: string,
  signal?: AbortSignal,
): Promise<Sound> {
  const sound = await decodeSound(resolve(base, reference.file), { ...(signal && { signal }) });
  return loopTrack(sound, input.length);
}
