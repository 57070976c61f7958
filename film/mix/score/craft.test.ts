import { describe, expect, it } from 'vitest';
import { chance } from '../../grammar/seeded-chance.ts';
import { SOUND_RATE } from '../../media/sound.ts';
import { MOODS } from '../../story/mood.ts';
import { rational } from '../../time/rational.ts';
import { voicePhrases } from './arrange.ts';
import { isOf } from './chord.ts';
import { compose } from './compose.ts';
import { planForm } from './form.ts';
import { instrumentOf } from './instrument.ts';
import { keyOf, wrap } from './key.ts';
import { LIBRARY, piecesOf } from './library/library.ts';
import { pitchesOf } from './melody.ts';
import { metreOf, weightAt } from './metre.ts';
import { lengthOfMotif, motifOf } from './motif.ts';
import type { Piece } from './piece.ts';
import { barsIn, harmonyAt } from './progression.ts';
import { TICKS } from './score.ts';
import { writePhrases } from './section.ts';
import { parallels } from './voicing.ts';

const SEEDS = [1, 2, 3, 4, 5];
const named: readonly [string, Piece][] = LIBRARY.map((piece) => [piece.id, piece]);

const written = (piece: Piece, bars: number, seed: number) => {
  const random = chance(seed);
  const choose = (count: number) => Math.floor(random() * count);
  return writePhrases(piece, metreOf(piece.metre), planForm(bars), choose);
};

describe('the library', () => {
  it('has at least 24 pieces, three or more of every mood, each with its own id', () => {
    expect(LIBRARY.length).toBeGreaterThanOrEqual(24);
    for (const mood of MOODS) expect(piecesOf(mood).length).toBeGreaterThanOrEqual(3);
    expect(new Set(LIBRARY.map(({ id }) => id)).size).toBe(LIBRARY.length);
  });

  it('has no two pieces alike: tunes, harmonies and players differ', () => {
    const traits = (piece: Piece): ReadonlySet<string> => {
      const { melody, harmonies } = written(piece, 8, 1)[0]!;
      const tune = melody.map(({ step, length }) => `${step}:${length}`);
      return new Set([
        ...tune.slice(2).map((_, i) => `tune ${tune.slice(i, i + 3).join(' ')}`),
        ...harmonies.map(({ chord, at }) => `chord ${at} ${chord.name}`),
        ...piece.parts.map(({ plays, on }) => `${plays} ${on}`),
      ]);
    };
    const all = LIBRARY.map(traits);
    for (let a = 0; a < all.length; a++) {
      for (let b = a + 1; b < all.length; b++) {
        const shared = [...all[a]!].filter((trait) => all[b]!.has(trait)).length;
        const union = new Set([...all[a]!, ...all[b]!]).size;
        expect(shared / union, `${LIBRARY[a]!.id} and ${LIBRARY[b]!.id}`).toBeLessThan(0.45);
      }
    }
  });
});

describe.each(named)('%s', (_, piece) => {
  const metre = metreOf(piece.metre);

  it('is written in whole bars: motif, theme, bridge and coda', () => {
    const bars = lengthOfMotif(motifOf(piece.motif)) / metre.counts;
    expect([1, 2]).toContain(bars);
    if (piece.answer) expect([1, 2]).toContain(lengthOfMotif(motifOf(piece.answer)) / metre.counts);
    expect(barsIn(piece.theme)).toBe(8);
    expect(barsIn(piece.variation ?? piece.theme)).toBe(8);
    expect(barsIn(piece.bridge)).toBe(8);
    expect(barsIn(piece.coda)).toBe(4);
  });

  it('begins with its motif, brings it back, and closes on its tonic', () => {
    for (const seed of SEEDS) {
      const phrases = written(piece, 32, seed);
      const opening = phrases.find(({ form }) => form.section === 'theme')!;
      const back = phrases.find(({ form }) => form.section === 'return')!;
      const motif = motifOf(piece.motif).filter(({ step }) => step !== null);
      const sung = opening.melody.slice(0, motif.length);
      // Its rhythm to the letter; its steps but for what gives way to the harmony.
      expect(sung.map(({ length }) => length)).toEqual(motif.map(({ length }) => length));
      const kept = sung.filter(({ step }, i) => Math.abs(step - motif[i]!.step!) <= 1).length;
      expect(kept / motif.length).toBeGreaterThanOrEqual(0.75);
      expect(back.melody).toEqual(opening.melody);
      const last = phrases.at(-1)!;
      expect(wrap(last.melody.at(-1)!.step, 7)).toBe(0);
      expect(last.harmonies.at(-1)!.chord.bass.semitone).toBe(0);
      // Every section but the last stays open or closes; the first phrase stays open.
      expect(opening.harmonies.at(-1)!.chord.bass.semitone).not.toBe(0);
    }
  });

  it('sings notes of its chords on strong counts, or resolves them by step', () => {
    let strong = 0;
    let good = 0;
    for (const seed of SEEDS) {
      for (const { melody, harmonies } of written(piece, 40, seed)) {
        const pitches = pitchesOf(melody, harmonies);
        melody.forEach((note, i) => {
          if (weightAt(metre, note.at) < 0.6) return;
          strong += 1;
          const { chord, tonic } = harmonyAt(harmonies, note.at);
          const next = melody[i + 1];
          const resolves = next !== undefined && Math.abs(next.step - note.step) === 1;
          if (isOf(chord, pitches[i]!, tonic) || resolves) good += 1;
        });
      }
    }
    expect(good / strong).toBeGreaterThan(0.97);
  });

  it('is easy to sing: mostly steps and thirds, hardly a leap beyond an octave', () => {
    for (const seed of SEEDS) {
      const leaps = written(piece, 40, seed).flatMap(({ melody }) =>
        melody.slice(1).map((note, i) => Math.abs(note.step - melody[i]!.step)),
      );
      const small = leaps.filter((steps) => steps <= 2).length;
      expect(small / leaps.length).toBeGreaterThan(0.5);
      expect(leaps.filter((steps) => steps > 7).length / leaps.length).toBeLessThan(0.03);
    }
  });

  it('leads its voices: no parallel fifths or octaves but for a few, no leaps of inner voices', () => {
    let pairs = 0;
    let bad = 0;
    let moved = 0;
    for (const seed of [1]) {
      const voicings = voicePhrases(written(piece, 40, seed)).flatMap((each) => each.voicings);
      for (let i = 1; i < voicings.length; i++) {
        const [a, b] = [voicings[i - 1]!, voicings[i]!];
        pairs += 1;
        bad += Math.min(1, parallels([a.bass, ...a.upper], [b.bass, ...b.upper]));
        moved += b.upper.reduce((sum, pitch, v) => sum + Math.abs(pitch - a.upper[v]!), 0) / 3;
      }
    }
    expect(bad / pairs).toBeLessThan(0.02);
    expect(moved / pairs).toBeLessThan(4);
  });

  it('has a tune, a bass and somebody between them in every section, and no clash that stays', () => {
    let together = 0;
    let clashing = 0;
    for (const seed of [1, 2]) {
      const { score } = compose(piece, { length: rational(100 * SOUND_RATE, SOUND_RATE), seed });
      for (const { kind, bar, bars } of score.sections) {
        const [from, to] = [bar, bar + bars].map((each) => each * metre.counts * TICKS);
        const playing = score.parts
          .filter(({ notes }) => notes.some(({ at }) => at >= from! - 100 && at < to! - 500))
          .map(({ plays }) => plays);
        expect(playing, `${kind} at ${bar}`).toContain('chords');
        expect(playing, `${kind} at ${bar}`).toContain('bass');
        if (kind !== 'intro') expect(playing, `${kind} at ${bar}`).toContain('melody');
      }
      const notes = (plays: readonly string[]) =>
        score.parts.filter((part) => plays.includes(part.plays)).flatMap((part) => part.notes);
      const below = notes(['chords', 'bass']);
      for (const tune of notes(['melody'])) {
        for (const other of below) {
          const until = Math.min(tune.at + tune.length, other.at + other.length);
          const shared = until - Math.max(tune.at, other.at);
          if (shared <= TICKS / 5) continue;
          together += shared;
          if ([1, 13].includes(Math.abs(tune.pitch - other.pitch))) clashing += shared;
        }
      }
    }
    expect(clashing / together).toBeLessThan(0.03);
  });

  it('is in a key that is read, for instruments that there are', () => {
    expect(() => keyOf(piece.key)).not.toThrow();
    for (const part of piece.parts) {
      if (part.plays === 'drum') continue;
      const { low, high } = instrumentOf(part.on);
      expect(high - low).toBeGreaterThanOrEqual(12);
    }
  });
});
