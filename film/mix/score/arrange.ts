import { DRUMS, type Instrument, instrumentOf } from './instrument.ts';
import { wrap } from './key.ts';
import { pitchesOf } from './melody.ts';
import { type Metre, weightAt } from './metre.ts';
import { patternOf, strokesIn } from './pattern.ts';
import { secondVoice } from './phrase.ts';
import { type Part, playsIn } from './piece.ts';
import { type Harmony, harmonyAt } from './progression.ts';
import type { WrittenPhrase } from './section.ts';
import { tonesAbove, type Voicing, voiced } from './voicing.ts';

/** A note of a part before anybody plays it. */
export interface WrittenNote {
  /** Counts from the beginning of the music. */
  readonly at: number;
  readonly length: number;
  readonly pitch: number;
  /** What its place and its pattern give it: 1 is a plain note. */
  readonly stress: number;
  /** The phrase it belongs to, by its number in the form. */
  readonly phrase: number;
}

/** A phrase with its chords voiced; times still from its own beginning. */
export interface VoicedPhrase extends WrittenPhrase {
  readonly voicings: readonly Voicing[];
}

/** Where the inner voices and the bass lie. */
const SPACE = { voices: 3, low: 52, high: 74, bassLow: 36, bassHigh: 52 } as const;

/** Voices the chords of all phrases as one progression, so that nothing jumps where a phrase begins. */
export function voicePhrases(phrases: readonly WrittenPhrase[]): readonly VoicedPhrase[] {
  const all = voiced(
    phrases.flatMap(({ harmonies }) => harmonies),
    SPACE,
  );
  let next = 0;
  return phrases.map((each) => {
    const voicings = all.slice(next, next + each.harmonies.length);
    next += each.harmonies.length;
    return { ...each, voicings };
  });
}

/**
 * Writes out one part over all phrases. In the last bar everybody has the last chord: held by who can
 * hold, struck once by who cannot.
 */
export function writePart(
  part: Part,
  phrases: readonly VoicedPhrase[],
  metre: Metre,
  random: () => number,
): readonly WrittenNote[] {
  return phrases.flatMap((phrase, number) => {
    const isCalledOn = playsIn(part, phrase.form.section);
    const start = phrase.form.bar * metre.counts;
    const close = phrase.form.isLast
      ? (phrase.form.bars - 1) * metre.counts
      : Number.POSITIVE_INFINITY;
    const written = isCalledOn ? phraseNotes(part, phrase, metre, random) : [];
    const notes = written.filter(({ at }) => at < close - 1e-6);
    // Who plays in the last section at all, or carries the harmony, has the last chord.
    const ends = phrase.form.isLast && (isCalledOn || part.plays === 'bass');
    const last = ends ? lastChord(part, phrase, close, metre) : [];
    return [...notes, ...last].map((note) => ({ ...note, at: note.at + start, phrase: number }));
  });
}

type PhraseNote = Omit<WrittenNote, 'phrase'>;

function phraseNotes(
  part: Part,
  phrase: VoicedPhrase,
  metre: Metre,
  random: () => number,
): readonly PhraseNote[] {
  switch (part.plays) {
    case 'melody':
    case 'second':
      return tuneNotes(part, phrase, metre);
    case 'chords':
      return chordNotes(part, phrase, metre, random);
    case 'bass':
      return bassNotes(part, phrase, metre);
    case 'drum':
      return drumNotes(part, phrase, metre, random);
  }
}

function tuneNotes(
  part: Part & { plays: 'melody' | 'second' },
  { melody, harmonies }: VoicedPhrase,
  metre: Metre,
): readonly PhraseNote[] {
  const notes = part.plays === 'melody' ? melody : secondVoice(melody, { harmonies, metre });
  const instrument = instrumentOf(part.on);
  const pitches = pitchesOf(notes, harmonies);
  // By the key alone, so that a tune stays in its octave from phrase to phrase.
  const middle = 60 + (harmonies[0]?.tonic ?? 0) + (part.plays === 'melody' ? 7 : 3);
  const octaves = 12 * (Math.round((instrument.best - middle) / 12) + (part.octave ?? 0));
  return notes.map(({ at, length }, i) => ({
    at,
    length,
    pitch: inRange(pitches[i]! + octaves, instrument),
    stress: 1 + 0.12 * (weightAt(metre, at) - 0.35),
  }));
}

/** The same note an octave nearer until an instrument has it. */
export function inRange(pitch: number, { low, high }: Pick<Instrument, 'low' | 'high'>): number {
  let found = pitch;
  while (found < low) found += 12;
  while (found > high) found -= 12;
  return found;
}

function chordNotes(
  part: Part & { plays: 'chords' },
  { harmonies, voicings }: VoicedPhrase,
  metre: Metre,
  random: () => number,
): readonly PhraseNote[] {
  const pattern = patternOf(part.as, part.step);
  const instrument = instrumentOf(part.on);
  const middle = (SPACE.low + SPACE.high) / 2;
  const octaves = 12 * (Math.round((instrument.best - middle) / 12) + (part.octave ?? 0));
  const notes: PhraseNote[] = [];
  harmonies.forEach((harmony, i) => {
    const bar = Math.floor(harmony.at / metre.counts + 1e-6) * metre.counts;
    const voices = ladder(voicings[i]!.upper, harmony);
    const isWhole = pattern.strokes.length === 1 && pattern.length >= metre.counts;
    // A held chord is struck anew wherever the harmony changes; a figure goes on through it.
    const strokes = isWhole
      ? [{ ...pattern.strokes[0]!, at: harmony.at - bar, length: harmony.length }]
      : strokesIn(pattern, harmony.at - bar, harmony.at - bar + harmony.length);
    for (const stroke of strokes) {
      if (stroke.isOptional && random() < 0.45) continue;
      const chosen =
        stroke.what === '*'
          ? voicings[i]!.upper
          : stroke.what.split('+').map((digit) => voices[Number(digit)]!);
      for (const pitch of chosen) {
        notes.push({
          at: bar + stroke.at,
          length: stroke.length,
          pitch: inRange(pitch + octaves, instrument),
          stress: (stroke.isAccented ? 1.2 : 0.9) + 0.1 * weightAt(metre, bar + stroke.at),
        });
      }
    }
  });
  return withoutDoubles(notes);
}

/** The voices of a chord and the tones above them, ten in all: what digits of a pattern stand for. */
function ladder(upper: readonly number[], { chord, tonic }: Harmony): readonly number[] {
  return [...upper, ...tonesAbove(chord, tonic, upper.at(-1)!, 10 - upper.length)];
}

function bassNotes(
  part: Part & { plays: 'bass' },
  { harmonies, voicings }: VoicedPhrase,
  metre: Metre,
): readonly PhraseNote[] {
  const pattern = patternOf(part.as, part.step);
  const instrument = instrumentOf(part.on);
  const middle = (SPACE.bassLow + SPACE.bassHigh) / 2;
  const octaves = 12 * (Math.round((instrument.best - middle) / 12) + (part.octave ?? 0));
  const notes: PhraseNote[] = [];
  harmonies.forEach((harmony, i) => {
    const bar = Math.floor(harmony.at / metre.counts + 1e-6) * metre.counts;
    const low = voicings[i]!.bass;
    const next = voicings[i + 1]?.bass ?? low;
    const from = harmony.at - bar;
    const strokes = strokesIn(pattern, from, from + harmony.length);
    // Whatever the pattern does, a new harmony has its bass.
    const first = strokes[0];
    const isMissing = (!first || first.at > from + 0.01) && i > 0 && from > 0.01;
    const opening = isMissing
      ? [
          {
            at: from,
            length: (first?.at ?? from + harmony.length) - from,
            what: '1',
            isAccented: false,
          },
        ]
      : [];
    for (const stroke of [...opening, ...strokes]) {
      const isFirst = Math.abs(stroke.at - from) < 0.01;
      const pitch = isFirst ? low : bassPitch(stroke.what, low, next, harmony);
      notes.push({
        at: bar + stroke.at,
        length: stroke.length,
        pitch: inRange(pitch + octaves, instrument),
        stress: (stroke.isAccented ? 1.18 : 0.95) + 0.1 * weightAt(metre, bar + stroke.at),
      });
    }
  });
  return notes;
}

function bassPitch(what: string, low: number, next: number, harmony: Harmony): number {
  const fifth = harmony.tonic + harmony.chord.tones[2]!.semitone;
  switch (what) {
    case '5':
      return low + wrap(fifth - low, 12) - (wrap(fifth - low, 12) > 7 ? 12 : 0);
    case '3': {
      const third = harmony.tonic + harmony.chord.tones[1]!.semitone;
      return low + wrap(third - low, 12);
    }
    case '8':
      return low + 12;
    case '~':
      // From the side it comes from, a step of the scale before the next.
      return next > low ? stepBelow(next, harmony) : next < low ? stepAbove(next, harmony) : low;
    default:
      return low;
  }
}

function stepBelow(pitch: number, { chord, tonic }: Harmony): number {
  const steps = [1, 2, 3].find((down) => chord.scale.includes(wrap(pitch - down - tonic, 12)));
  return pitch - (steps ?? 2);
}

function stepAbove(pitch: number, { chord, tonic }: Harmony): number {
  const steps = [1, 2, 3].find((up) => chord.scale.includes(wrap(pitch + up - tonic, 12)));
  return pitch + (steps ?? 2);
}

function drumNotes(
  part: Part & { plays: 'drum' },
  { form }: VoicedPhrase,
  metre: Metre,
  random: () => number,
): readonly PhraseNote[] {
  const pattern = patternOf(part.as, part.step);
  const notes: PhraseNote[] = [];
  const end = form.bars * metre.counts;
  for (let from = 0; from < end; from += pattern.length) {
    for (const stroke of strokesIn(pattern, 0, Math.min(pattern.length, end - from))) {
      if (stroke.isOptional && random() < 0.45) continue;
      notes.push({
        at: from + stroke.at,
        length: Math.min(stroke.length, 0.5),
        pitch: DRUMS[part.on],
        stress: stroke.isAccented ? 1.25 : stroke.what === 'o' ? 0.65 : 1,
      });
    }
  }
  return notes;
}

/** The last chord as a part has it, one bar long: the player lets it ring. */
function lastChord(
  part: Part,
  phrase: VoicedPhrase,
  at: number,
  metre: Metre,
): readonly PhraseNote[] {
  const harmony = harmonyAt(phrase.harmonies, at);
  const place = phrase.harmonies.indexOf(harmony);
  const voicing = phrase.voicings[place]!;
  const length = metre.counts;
  const stress = 1.05;
  const put = (pitches: readonly number[]): readonly PhraseNote[] =>
    pitches.map((pitch) => ({ at, length, pitch, stress }));
  switch (part.plays) {
    case 'melody':
    case 'second': {
      const closing = phrase.melody.filter((note) => note.at >= at - 1e-6).slice(0, 1);
      const note = tuneNotes(part, { ...phrase, melody: closing }, metre)[0];
      const before = tuneNotes(part, phrase, metre);
      const octave = before.find((each) => each.at >= at - 1e-6)?.pitch ?? note?.pitch;
      return octave === undefined ? [] : put([octave]);
    }
    case 'chords': {
      const instrument = instrumentOf(part.on);
      const middle = (SPACE.low + SPACE.high) / 2;
      const octaves = 12 * (Math.round((instrument.best - middle) / 12) + (part.octave ?? 0));
      return withoutDoubles(
        put(voicing.upper.map((pitch) => inRange(pitch + octaves, instrument))),
      );
    }
    case 'bass': {
      const instrument = instrumentOf(part.on);
      const middle = (SPACE.bassLow + SPACE.bassHigh) / 2;
      const octaves = 12 * (Math.round((instrument.best - middle) / 12) + (part.octave ?? 0));
      return put([inRange(voicing.bass + octaves, instrument)]);
    }
    case 'drum':
      return ['crash', 'bass-drum', 'triangle'].includes(part.on)
        ? put([DRUMS[part.on]]).map((note) => ({ ...note, length: 1 }))
        : [];
  }
}

/** One of notes that sound the same pitch at the same moment. */
function withoutDoubles(notes: readonly PhraseNote[]): readonly PhraseNote[] {
  const seen = new Set<string>();
  return notes.filter(({ at, pitch }) => {
    const place = `${at.toFixed(4)} ${pitch}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}
