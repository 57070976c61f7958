import { z } from 'zod';
import { SOUND_RATE } from '../media/sound.ts';
import { type Rational, rational } from '../time/rational.ts';
import type { TimeRange } from '../time/time-range.ts';
import type { Take } from './take.ts';

const count = z.int().min(0);
const range = z.tuple([count, count]);
/** A take as it is written: times are samples at `SOUND_RATE`, a range its first and how many. */
const TakeFileSchema = z.strictObject({
  schema: z.literal('inkreel/take'),
  version: z.literal(1),
  source: z.enum(['voice', 'recording']),
  length: count,
  words: z.array(z.strictObject({ text: z.string(), from: count, to: count, range })),
  phones: z.array(z.strictObject({ phone: z.string(), range })),
  missing: z.array(z.string()),
});
type TakeFile = z.infer<typeof TakeFileSchema>;

/** Writes a take as JSON. `parseTake(printTake(take))` is the take again. */
export function printTake({ source, length, words, phones, missing }: Take): string {
  const written: TakeFile = {
    schema: 'inkreel/take',
    version: 1,
    source,
    length: length.value,
    words: words.map((word) => ({ ...word, range: pairOf(word.range) })),
    phones: phones.map(({ phone, range: heard }) => ({ phone, range: pairOf(heard) })),
    missing: [...missing],
  };
  return JSON.stringify(written);
}

/** Reads what `printTake` wrote; undefined for anything else. */
export function parseTake(text: string): Take | undefined {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = TakeFileSchema.safeParse(written);
  if (!parsed.success) return undefined;
  const { source, length, words, phones, missing } = parsed.data;
  return {
    source,
    length: timeOf(length),
    words: words.map((word) => ({ ...word, range: rangeOf(word.range) })),
    phones: phones.map(({ phone, range: heard }) => ({ phone, range: rangeOf(heard) })),
    missing,
  };
}

function pairOf({ start, duration }: TimeRange): [number, number] {
  return [start.value, duration.value];
}

function rangeOf([start, duration]: readonly [number, number]): TimeRange {
  return { start: timeOf(start), duration: timeOf(duration) };
}

function timeOf(value: number): Rational {
  return rational(value, SOUND_RATE);
}
