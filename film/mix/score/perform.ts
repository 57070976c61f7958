import type { WrittenNote } from './arrange.ts';
import type { FormPhrase } from './form.ts';
import { instrumentOf } from './instrument.ts';
import { type Metre, weightAt } from './metre.ts';
import type { Dynamic, Part, SectionKind } from './piece.ts';
import { type ScoreNote, type Swell, secondsAt, type Tempo, TICKS, tickAt } from './score.ts';

/** Everything a player goes by. */
export interface Performance {
  readonly metre: Metre;
  readonly form: readonly FormPhrase[];
  readonly dynamic: Dynamic;
  readonly tempos: readonly Tempo[];
  /** Tick after which nothing is held. */
  readonly release: number;
  /** Bars that meet a hit point: they are marked a little. */
  readonly marked: ReadonlySet<number>;
  readonly random: () => number;
}

const VELOCITY: Readonly<Record<Dynamic, number>> = { p: 52, mp: 62, mf: 74, f: 88 };
const SECTION: Readonly<Record<SectionKind, number>> = {
  intro: 0.88,
  theme: 0.95,
  variation: 1.02,
  bridge: 1.08,
  return: 1.14,
  coda: 0.86,
};
const ROLE: Readonly<Record<Part['plays'], number>> = {
  melody: 1.14,
  second: 0.9,
  chords: 0.84,
  bass: 0.95,
  drum: 0.9,
};
/** Spread of an onset around its place, in seconds: nobody is exact, the bass the most. */
const LOOSE: Readonly<Record<Part['plays'], number>> = {
  melody: 0.009,
  second: 0.011,
  chords: 0.009,
  bass: 0.006,
  drum: 0.005,
};
/** Seconds between the notes of a chord that is broken from below. */
const ROLL = 0.022;

/**
 * Plays a written part: loudness by section, by the arch of each phrase, by the weight of the count;
 * onsets a little off their places, sooner for instruments that speak late; notes of a harp or a piano
 * chord one after the other; the last chord held until the release.
 */
export function perform(
  part: Part,
  notes: readonly WrittenNote[],
  performance: Performance,
): { readonly notes: readonly ScoreNote[]; readonly swells: readonly Swell[] } {
  const { metre, form, tempos, release, random } = performance;
  const instrument = part.plays === 'drum' ? undefined : instrumentOf(part.on);
  const isPlucked = instrument !== undefined && !instrument.swells;
  const lastBar = (form.at(-1)!.bar + form.at(-1)!.bars - 1) * metre.counts;
  const ordered = [...notes].sort((a, b) => a.at - b.at || a.pitch - b.pitch);
  let chordAt = -1;
  let chordPlace = 0;
  const played = ordered.map((note): ScoreNote => {
    chordPlace = Math.abs(note.at - chordAt) < 1e-6 ? chordPlace + 1 : 0;
    chordAt = note.at;
    const phrase = form[note.phrase]!;
    const isLast = note.at >= lastBar - 1e-6;
    const bar = Math.floor(note.at / metre.counts + 1e-6);
    const mark = performance.marked.has(bar) && weightAt(metre, note.at) === 1 ? 1.12 : 1;
    const loudness =
      VELOCITY[performance.dynamic] *
      SECTION[phrase.section] *
      ROLE[part.plays] *
      note.stress *
      arch(phrase, note.at / metre.counts) *
      mark *
      (0.95 + 0.1 * random());
    // Held chords of slow strings need no accents; a roll is for what is plucked.
    const rolls = isPlucked && part.plays === 'chords' && (isLast || metre.counts > 2);
    const spread = rolls ? chordPlace * ROLL * (isLast ? 2 : 0.5) : 0;
    const off = (random() + random() - 1) * LOOSE[part.plays] + spread;
    const lag = (instrument?.lag ?? 0) / 1000;
    const start = secondsAt(tempos, note.at * TICKS) + off - lag;
    const at = Math.max(0, Math.round(tickAt(tempos, start)));
    const written = (note.at + note.length * held(part, note)) * TICKS;
    const end = isLast ? release : Math.min(written, release);
    return {
      at,
      length: Math.max(20, Math.round(end - at)),
      pitch: note.pitch,
      velocity: Math.max(12, Math.min(124, Math.round(loudness))),
    };
  });
  return {
    notes: cut(played.sort((a, b) => a.at - b.at || a.pitch - b.pitch)),
    swells: instrument?.swells === true ? swells(part, performance, notes) : [],
  };
}

/** How much of its written length a note is held. */
function held(part: Part, note: WrittenNote): number {
  if (part.plays === 'drum') return 0.9;
  if (part.on === 'pizzicato') return 0.6;
  if (part.plays === 'melody' || part.plays === 'second') return note.length >= 1.5 ? 0.97 : 0.94;
  return 0.98;
}

/** The arch of a phrase: it grows to its third bar and lets go. */
function arch({ bar, bars }: FormPhrase, at: number): number {
  const place = Math.max(0, Math.min(1, (at - bar) / bars));
  const peak = 0.62;
  const way = place < peak ? place / peak : (1 - place) / (1 - peak);
  return 0.92 + 0.13 * Math.sin((Math.PI / 2) * way);
}

/** A note ends where the same player strikes the same pitch again. */
function cut(notes: readonly ScoreNote[]): readonly ScoreNote[] {
  const next = new Map<number, number>();
  const kept: ScoreNote[] = [];
  for (let i = notes.length - 1; i >= 0; i--) {
    const note = notes[i]!;
    const again = next.get(note.pitch);
    // Two strokes of one pitch at the same moment are one.
    if (again !== undefined && again - note.at < 20) continue;
    next.set(note.pitch, note.at);
    const length = again === undefined ? note.length : Math.min(note.length, again - note.at - 6);
    kept.unshift({ ...note, length });
  }
  return kept;
}

/** Opens up towards the middle of each phrase, and lets the last chord go. */
function swells(
  part: Part,
  { form, metre, release }: Performance,
  notes: readonly WrittenNote[],
): readonly Swell[] {
  if (notes.length === 0) return [];
  const depth = part.plays === 'melody' ? 14 : 20;
  const found: Swell[] = [];
  for (const phrase of form) {
    const bars = phrase.isLast ? phrase.bars - 1 : phrase.bars;
    for (let half = 0; half < bars * 2; half++) {
      const bar = phrase.bar + half / 2;
      const value = 127 - depth + depth * ((arch(phrase, bar) - 0.92) / 0.13);
      found.push({ at: Math.round(bar * metre.counts * TICKS), value: Math.round(value) });
    }
  }
  const last = form.at(-1)!;
  const from = (last.bar + last.bars - 1) * metre.counts * TICKS;
  const steps = 12;
  for (let i = 0; i <= steps; i++) {
    const fall = 112 * (1 - 0.62 * (i / steps) ** 1.4);
    found.push({ at: Math.round(from + ((release - from) * i) / steps), value: Math.round(fall) });
  }
  return found;
}
