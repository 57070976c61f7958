import { SOUND_RATE } from '../media/sound.ts';
import { rational } from '../time/rational.ts';
import type { TimeRange } from '../time/time-range.ts';
import type { SpokenPhone, Take } from './take.ts';

/**
 * Shapes of a mouth: `rest` nothing is said, `closed` lips together (m b p), `teeth` lip under the teeth
 * (f v), `narrow` a slit (s, t, ee), `half` between (eh, uh), `wide` open (aa, ae), `round` (ow, uw, w).
 */
export const MOUTHS = ['rest', 'closed', 'teeth', 'narrow', 'half', 'wide', 'round'] as const;
export type Mouth = (typeof MOUTHS)[number];

/** A shape of the mouth while it is held. */
export interface Viseme {
  readonly mouth: Mouth;
  /** Counted in samples from the beginning of the take. */
  readonly range: TimeRange;
}

const SHAPES: Readonly<Record<Exclude<Mouth, 'rest'>, string>> = {
  closed: 'm b p',
  teeth: 'f v',
  narrow: 's z sh zh ch jh t d n l th dh iy ih y',
  half: 'eh ey ah ax er axr k g ng hh',
  wide: 'aa ae ay aw',
  round: 'ow oy ao uw uh w r',
};
const MOUTH_OF: ReadonlyMap<string, Mouth> = new Map(
  Object.entries(SHAPES).flatMap(([mouth, phones]) =>
    phones.split(' ').map((phone) => [phone, mouth as Mouth] as const),
  ),
);

/** Lips that close must be seen to close; other shapes are not seen when they are shorter than two frames. */
const SEEN = Math.round(0.07 * SOUND_RATE);
const SEEN_CLOSED = Math.round(0.04 * SOUND_RATE);
/** A silence shorter than this is no rest: the mouth holds its shape between words. */
const HELD = Math.round(0.16 * SOUND_RATE);
/** The lips are there a little before they are heard. */
const EARLY = Math.round(0.02 * SOUND_RATE);

/**
 * The mouth of who speaks a take: shapes in order, without gaps, from its beginning to its end, no two
 * neighbours alike. Without phones, the words alone open and close it.
 */
export function visemesOf(take: Take): readonly Viseme[] {
  const length = take.length.value;
  const phones = take.phones.length > 0 ? take.phones : phonesOfWords(take);
  const shapes = phones.map(({ phone, range }) => ({
    mouth: phone === 'pau' ? ('rest' as Mouth) : (MOUTH_OF.get(phone) ?? 'half'),
    from: Math.max(0, range.start.value - EARLY),
    to: range.start.value + range.duration.value - EARLY,
  }));
  const kept: { mouth: Mouth; from: number; to: number }[] = [];
  for (const shape of shapes) {
    const last = kept.at(-1);
    const long = shape.to - shape.from;
    const brief =
      shape.mouth === 'rest'
        ? long < HELD && last !== undefined && shape !== shapes.at(-1)
        : long < (shape.mouth === 'closed' ? SEEN_CLOSED : SEEN);
    if (last && (brief || last.mouth === shape.mouth)) last.to = shape.to;
    else kept.push({ ...shape });
  }
  const made: Viseme[] = [];
  kept.forEach(({ mouth }, n) => {
    const from = n === 0 ? 0 : kept[n]!.from;
    const to = n === kept.length - 1 ? length : kept[n + 1]!.from;
    if (to <= from) return;
    made.push({ mouth, range: spanOf(from, to) });
  });
  return made;
}

/** Where nobody knows the phones: each word is a few syllables, half open and closed by turns. */
function phonesOfWords({ words, length }: Take): readonly SpokenPhone[] {
  const phones: SpokenPhone[] = [];
  let at = 0;
  for (const { text, range } of words) {
    const from = range.start.value;
    if (from > at) phones.push({ phone: 'pau', range: spanOf(at, from) });
    const syllables = Math.max(1, text.match(/[aeiouyäöüáéíóúàèìòù]+/giu)?.length ?? 1);
    const part = range.duration.value / (2 * syllables);
    for (let n = 0; n < 2 * syllables; n++) {
      const begin = from + Math.round(n * part);
      const end = from + Math.round((n + 1) * part);
      phones.push({ phone: n % 2 === 0 ? 'n' : 'ah', range: spanOf(begin, end) });
    }
    at = from + range.duration.value;
  }
  if (length.value > at) phones.push({ phone: 'pau', range: spanOf(at, length.value) });
  return phones;
}

function spanOf(from: number, to: number): TimeRange {
  return { start: rational(from, SOUND_RATE), duration: rational(to - from, SOUND_RATE) };
}
