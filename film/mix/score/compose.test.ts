import { describe, expect, it } from 'vitest';
import { SOUND_RATE } from '../../media/sound.ts';
import { rational } from '../../time/rational.ts';
import { TEMPO_GIVE } from './clock.ts';
import { type Commission, compose } from './compose.ts';
import { instrumentOf } from './instrument.ts';
import { wrap } from './key.ts';
import { LIBRARY } from './library/library.ts';
import { metreOf } from './metre.ts';
import type { Piece } from './piece.ts';
import { secondsAt, TICKS } from './score.ts';

const commission = (seconds: number, more: Partial<Commission> = {}): Commission => ({
  length: rational(Math.round(seconds * SOUND_RATE), SOUND_RATE),
  seed: 1,
  ...more,
});
const named: readonly [string, Piece][] = LIBRARY.map((piece) => [piece.id, piece]);

describe.each(named)('%s', (_, piece) => {
  it.each([3, 8, 20, 47.3, 150])('is %d seconds long and ends on its tonic', (seconds) => {
    const { score, clock } = compose(piece, commission(seconds));
    expect(score.length.value).toBe(Math.round(seconds * SOUND_RATE));
    const lastBar = (score.bars - 1) * metreOf(score.metre).counts * TICKS;
    // The last chord comes where the clock has it, and is let go before the end.
    expect(secondsAt(score.tempos, lastBar)).toBeCloseTo(clock.bars.at(-1)!, 3);
    for (const { notes } of score.parts) {
      for (const note of notes) {
        expect(secondsAt(score.tempos, note.at + note.length)).toBeLessThan(seconds);
      }
    }
    const bass = score.parts.filter(({ plays }) => plays === 'bass');
    for (const { notes } of bass) {
      expect(wrap(notes.at(-1)!.pitch, 12)).toBe(score.tonic);
    }
  });

  it('keeps every note in the range of its instrument', () => {
    for (const seed of [1, 2, 3]) {
      const { score } = compose(piece, commission(120, { seed }));
      for (const { on, notes } of score.parts) {
        if (!('instrument' in on)) continue;
        const { low, high } = instrumentOf(on.instrument);
        for (const { pitch } of notes) {
          expect(pitch).toBeGreaterThanOrEqual(low);
          expect(pitch).toBeLessThanOrEqual(high);
        }
      }
    }
  });

  it('keeps its tempo within its bounds', () => {
    const hits = [5, 9.1, 17.4, 26, 31.7].map((at) => ({ at, weight: 1 }));
    const { clock } = compose(piece, commission(45, { hits }));
    const bar = (metreOf(piece.metre).counts * 60) / piece.tempo;
    for (let i = 1; i < clock.bars.length - 2; i++) {
      const pace = (clock.bars[i]! - clock.bars[i - 1]!) / bar;
      expect(pace).toBeLessThan(1 + TEMPO_GIVE + 0.001);
      expect(pace).toBeGreaterThan(1 / (1 + TEMPO_GIVE) - 0.001);
    }
    expect(clock.met.length).toBeGreaterThan(0);
    for (const { at, bar: number } of clock.met) expect(clock.bars[number]).toBeCloseTo(at, 6);
  });

  it('is the same for the same seed and another for another', () => {
    const first = compose(piece, commission(60));
    expect(compose(piece, commission(60))).toEqual(first);
    expect(compose(piece, commission(60, { seed: 2 })).score).not.toEqual(first.score);
  });
});
