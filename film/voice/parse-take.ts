import { z } from 'zod';
import { FilmError } from '../grammar/film-error.ts';
import type { Take } from './take.ts';

const time = z.strictObject({ value: z.int().min(0), rate: z.int().min(1) });
const range = z.strictObject({ start: time, duration: time });
const TakeSchema = z.strictObject({
  source: z.enum(['voice', 'recording']),
  length: time,
  words: z.array(
    z.strictObject({ text: z.string(), from: z.int().min(0), to: z.int().min(0), range }),
  ),
  phones: z.array(z.strictObject({ phone: z.string(), range })),
  missing: z.array(z.string()),
});

/**
 * Reads what a take file tells of what is heard when.
 *
 * @throws FilmError `art-unreadable` where the text is none of ours.
 */
export function parseTake(text: string, file: string): Take {
  try {
    return TakeSchema.parse(JSON.parse(text));
  } catch (cause) {
    const remedy = 'Delete it, and it is made anew.';
    throw new FilmError('art-unreadable', `${file} does not tell what is heard in it. ${remedy}`, {
      file,
      cause,
    });
  }
}
