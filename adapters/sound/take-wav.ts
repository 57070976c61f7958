import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { parseTake, printTake } from '@inkreel/film/voice/take-file.ts';
import type { SpokenLine } from '@inkreel/film/voice/voice.ts';
import { intoPlace } from '../ffmpeg/into-place.ts';
import { openWav, type WavDepth, writeWav } from '../wav/wav-file.ts';

/** The chunk of the WAV file that the take lies in; players pass over it. */
const CHUNK = 'take';

/** Writes a spoken line as one WAV file: its sound, and its take in a chunk beside it. Whole or not at all. */
export async function writeTake(
  path: string,
  { sound, take }: SpokenLine,
  depth: WavDepth = '24-bit',
): Promise<void> {
  const chunk = { name: CHUNK, bytes: Buffer.from(printTake(take)) };
  const { rate, channels } = sound;
  await intoPlace(path, async (temporary) => {
    await writeWav(temporary, { rate, channels: channels.length, depth, chunk }, [sound]);
  });
}

/**
 * Reads a spoken line that `writeTake` wrote.
 *
 * @throws FilmError `sound-unreadable` where the file holds no take
 */
export async function readTake(path: string): Promise<SpokenLine> {
  const file = await openWav(path);
  try {
    const bytes = await file.chunk(CHUNK);
    const take = bytes && parseTake(bytes.toString('utf8'));
    if (take === undefined || file.rate !== SOUND_RATE) {
      const remedy = 'Delete it, and it is made anew.';
      throw new FilmError('sound-unreadable', `${path} holds no spoken line. ${remedy}`, {
        file: path,
      });
    }
    return { sound: await file.read(0, file.length), take };
  } finally {
    await file.close();
  }
}
