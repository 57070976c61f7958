import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { parseTake } from '@inkreel/film/voice/parse-take.ts';
import type { Take } from '@inkreel/film/voice/take.ts';
import type { SpokenLine } from '@inkreel/film/voice/voice.ts';
import { openWav, writeWav } from './wav-file.ts';

/** The chunk of a WAV file in which a take tells what is heard when. */
const CHUNK = 'take';

/** Writes a take: its sound, and what is heard when, in one file that any player opens. */
export async function writeTake(path: string, { sound, take }: SpokenLine): Promise<void> {
  const chunk = { name: CHUNK, bytes: Buffer.from(JSON.stringify(take)) };
  const form = { rate: SOUND_RATE, channels: 1, depth: 'float', chunk } as const;
  await writeWav(path, form, [sound]);
}

/** @throws FilmError `art-unreadable` where the file is no take. */
export async function readTake(path: string): Promise<Take> {
  const file = await openWav(path);
  try {
    return parseTake(String(await file.chunk(CHUNK)), path);
  } finally {
    await file.close();
  }
}
