import { resolve } from 'node:path';
import { SOUND_RATE, type Sound } from '@inkreel/film/media/sound.ts';
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
  // No more of it than the film is long, and a bar or two to fade in.
  const most = input.length / SOUND_RATE + 10;
  const sound = await decodeSound(resolve(base, reference.file), { most, signal });
  return loopTrack(sound, input.length);
}
