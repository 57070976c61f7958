import { chance } from '../../grammar/seeded-chance.ts';
import { SOUND_RATE } from '../../media/sound.ts';
import { type Rational, toSeconds } from '../../time/rational.ts';
import { voicePhrases, writePart } from './arrange.ts';
import { type Clock, type HitPoint, setClock } from './clock.ts';
import { planForm } from './form.ts';
import { instrumentOf } from './instrument.ts';
import { keyOf, wrap } from './key.ts';
import { type Metre, metreOf } from './metre.ts';
import { perform } from './perform.ts';
import { type Piece, partsOf } from './piece.ts';
import { type Score, type ScorePart, type Tempo, TICKS } from './score.ts';
import { writePhrases } from './section.ts';

/** What a piece is written out for. */
export interface Commission {
  /** Counted at `SOUND_RATE`; the music is exactly so long. */
  readonly length: Rational;
  readonly hits?: readonly HitPoint[];
  readonly seed: number;
  /** Moves the piece into another key; missing: 0. */
  readonly semitones?: number;
}

/** Seconds before the end at which the last chord is let go, so that the hall is empty by then. */
const LET_GO = 0.9;
/** What the keys of a kit get: short as they are, they have to be louder than what is held. */
const DRUM_LEVEL = 108;

/** Music written out, and what it meets of the picture. */
export interface Composition {
  readonly score: Score;
  readonly clock: Clock;
}

/**
 * Writes a piece out for a length: form, tempo, tune, voices, parts, and how they are played. The same
 * piece, commission and seed give the same notes.
 */
export function compose(piece: Piece, commission: Commission): Composition {
  const metre = metreOf(piece.metre);
  const random = chance(commission.seed);
  const length = toSeconds(commission.length);
  const bar = barSeconds(piece);
  const clock = setClock({ length, bar, hits: commission.hits ?? [] });
  const form = planForm(clock.bars.length);
  const choose = (count: number) => Math.floor(random() * count);
  const written = writePhrases(piece, metre, form, choose, commission.semitones);
  const phrases = voicePhrases(written);
  const tempos = temposOf(clock, metre, length);
  const lastBar = (clock.bars.length - 1) * metre.counts * TICKS;
  const ring = length - clock.bars.at(-1)!;
  const letGo = Math.min(LET_GO, ring * 0.35);
  const release = lastBar + Math.round((metre.counts * TICKS * (ring - letGo)) / ring);
  const marked = new Set(clock.met.map(({ bar: number }) => number));
  const parts = partsOf(piece).map((part): ScorePart => {
    const notes = writePart(part, phrases, metre, random);
    const { dynamic } = piece;
    const played = perform(part, notes, { metre, form, dynamic, tempos, release, marked, random });
    const level = part.plays === 'drum' ? DRUM_LEVEL : instrumentOf(part.on).level;
    return {
      name: `${part.on} (${part.plays})`,
      plays: part.plays,
      on: part.plays === 'drum' ? { drum: part.on } : { instrument: part.on },
      level: Math.round(Math.min(127, level * (part.level ?? 1))),
      ...played,
    };
  });
  const lastTonic = phrases.at(-1)!.harmonies.at(-1)!.tonic;
  const score: Score = {
    piece: piece.id,
    title: piece.title,
    metre: piece.metre,
    length: { value: commission.length.value, rate: SOUND_RATE },
    tempos,
    parts: parts.filter(({ notes }) => notes.length > 0),
    sections: sectionsOf(form),
    bars: clock.bars.length,
    tonic: wrap(lastTonic, 12),
  };
  return { score, clock };
}

/** Seconds of a bar at a piece's own tempo. */
export function barSeconds({ metre, tempo }: Piece): number {
  return (metreOf(metre).counts * 60) / tempo;
}

/** The key a piece would be in. */
export function tonicOf(piece: Piece, semitones = 0): number {
  return wrap(keyOf(piece.key).tonic + semitones, 12);
}

/**
 * Tempos that put the beginning of every bar where the clock has it, within a millionth of a second a
 * count; the bar before the last chord slows down count by count.
 */
function temposOf({ bars }: Clock, { counts }: Metre, length: number): readonly Tempo[] {
  const tempos: Tempo[] = [];
  let error = 0;
  const put = (at: number, seconds: number, over: number) => {
    const exact = (seconds / over) * 1e6 + error / over;
    const microseconds = Math.max(1, Math.round(exact));
    error = (exact - microseconds) * over;
    tempos.push({ at: Math.round(at * TICKS), microseconds });
  };
  bars.forEach((start, i) => {
    const span = (bars[i + 1] ?? length) - start;
    const isBroad = i === bars.length - 2 && bars.length > 3;
    if (!isBroad) {
      put(i * counts, span, counts);
      return;
    }
    const weights = Array.from({ length: counts }, (_, count) => 1 + (0.5 * count) / counts);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [count, weight] of weights.entries()) {
      put(i * counts + count, (span * weight) / whole, 1);
    }
  });
  return tempos;
}

function sectionsOf(form: ReturnType<typeof planForm>): Score['sections'] {
  const sections: { kind: Score['sections'][number]['kind']; bar: number; bars: number }[] = [];
  for (const { section, half, bar, bars } of form) {
    const last = sections.at(-1);
    if (last && last.kind === section && half === 1) last.bars += bars;
    else sections.push({ kind: section, bar, bars });
  }
  return sections;
}
