import { SOUND_RATE } from '../media/sound.ts';
import { rational } from '../time/rational.ts';
import type { TextWord } from './spoken-text.ts';
import type { SpokenPhone, SpokenWord, Take } from './take.ts';

/** A sentence as it was spoken, at `SOUND_RATE`; all counts are samples of it. */
export interface SpokenBreath {
  readonly samples: Float32Array;
  /** In order, without gaps; silences are `pau`. */
  readonly phones: readonly {
    readonly phone: string;
    readonly from: number;
    readonly to: number;
  }[];
  /** Those words of the sentence that are heard. */
  readonly words: readonly {
    readonly word: TextWord;
    readonly from: number;
    readonly to: number;
  }[];
  /** Silence after it, before the next. */
  readonly rest: number;
}

/** Samples kept before the first phone: a plosive begins a little before it is counted. */
const LEAD = Math.round(0.015 * SOUND_RATE);
/** Samples kept after the last phone, for its ring to die away. */
const TAIL = Math.round(0.05 * SOUND_RATE);
const FADE_IN = Math.round(0.005 * SOUND_RATE);
const FADE_OUT = Math.round(0.03 * SOUND_RATE);

/**
 * Joins sentences into one take: silence at the ends of each is cut off, rests are put between them. The
 * take has no silence of its own at either end; who places it knows how much room it needs.
 *
 * @param tail samples of silence behind the last, for what a room answers
 */
export function joinBreaths(
  breaths: readonly SpokenBreath[],
  tail = 0,
): {
  readonly samples: Float32Array;
  readonly take: Take;
} {
  const cut = breaths.map((breath) => trimmed(breath));
  const restAfter = (n: number) => (n < cut.length - 1 ? breaths[n]!.rest : tail);
  const length = cut.reduce((sum, { from, to }, n) => sum + to - from + restAfter(n), 0);
  const samples = new Float32Array(length);
  const words: SpokenWord[] = [];
  const phones: SpokenPhone[] = [];
  let at = 0;
  cut.forEach(({ from, to, first, last }, n) => {
    const breath = breaths[n]!;
    samples.set(faded(breath.samples.subarray(from, to)), at);
    const moved = (sample: number) => Math.max(0, Math.min(length, sample - from + at));
    for (const { word, from: begin, to: end } of breath.words) {
      words.push({
        text: word.text,
        from: word.from,
        to: word.to,
        range: span(moved(begin), moved(end)),
      });
    }
    for (const phone of breath.phones.slice(first, last + 1)) {
      addPhone(phones, phone.phone, moved(phone.from), moved(phone.to));
    }
    at += to - from + restAfter(n);
  });
  closePhones(phones, length);
  return {
    samples,
    take: { source: 'voice', length: rational(length, SOUND_RATE), words, phones, missing: [] },
  };
}

/** A take in which nothing is heard for so many seconds: a line of dots. */
export function silentTake(seconds: number): {
  readonly samples: Float32Array;
  readonly take: Take;
} {
  const length = Math.round(seconds * SOUND_RATE);
  const range = span(0, length);
  return {
    samples: new Float32Array(length),
    take: {
      source: 'voice',
      length: rational(length, SOUND_RATE),
      words: [],
      phones: [{ phone: 'pau', range }],
      missing: [],
    },
  };
}

function span(from: number, to: number) {
  return {
    start: rational(from, SOUND_RATE),
    duration: rational(Math.max(0, to - from), SOUND_RATE),
  };
}

function trimmed({ phones, samples }: SpokenBreath) {
  const first = Math.max(
    0,
    phones.findIndex(({ phone }) => phone !== 'pau'),
  );
  const last = Math.max(
    first,
    phones.findLastIndex(({ phone }) => phone !== 'pau'),
  );
  const from = Math.max(0, (phones[first]?.from ?? 0) - LEAD);
  const to = Math.min(samples.length, (phones[last]?.to ?? samples.length) + TAIL);
  return { first, last, from: Math.min(from, to), to };
}

function faded(samples: Float32Array): Float32Array {
  const out = samples.slice();
  const length = out.length;
  for (let n = 0; n < Math.min(FADE_IN, length); n++) out[n]! *= n / FADE_IN;
  for (let n = 0; n < Math.min(FADE_OUT, length); n++) out[length - 1 - n]! *= n / FADE_OUT;
  return out;
}

/** Silence fills what lies between the last phone and this one. */
function addPhone(phones: SpokenPhone[], phone: string, from: number, to: number): void {
  closePhones(phones, from);
  const start = endOfLast(phones);
  if (to > start) phones.push({ phone, range: span(start, to) });
}

function closePhones(phones: SpokenPhone[], until: number): void {
  const start = endOfLast(phones);
  if (until > start) phones.push({ phone: 'pau', range: span(start, until) });
}

function endOfLast(phones: readonly SpokenPhone[]): number {
  const last = phones.at(-1)?.range;
  return last === undefined ? 0 : last.start.value + last.duration.value;
}
