import { describe, expect, it } from 'vitest';
import { SOUND_RATE } from '../../media/sound.ts';
import type { Mood } from '../../story/mood.ts';
import { rational } from '../../time/rational.ts';
import { endOf } from '../../time/time-range.ts';
import { LIBRARY } from './library/library.ts';
import { metreOf } from './metre.ts';
import { secondsAt, TICKS } from './score.ts';
import { type MoodSpan, scoreFilm } from './score-film.ts';

const frames = (seconds: number) => rational(Math.round(seconds * 24), 24);

/** Scenes one after the other, and a cut every so often. */
function film(scenes: readonly (readonly [Mood | undefined, number])[], shot = 3.7) {
  const spans: MoodSpan[] = [];
  let at = 0;
  for (const [mood, seconds] of scenes) {
    spans.push({ range: { start: frames(at), duration: frames(seconds) }, mood });
    at += seconds;
  }
  const cuts = Array.from({ length: Math.floor(at / shot) }, (_, i) => frames((i + 1) * shot));
  return { spans, cuts, seed: 1 };
}

describe('the score of a film', () => {
  it('begins with the film, changes with its moods and ends with its last sample', () => {
    const cues = scoreFilm(
      film([
        ['calm', 30],
        ['tense', 25],
        ['joyful', 40],
      ]),
    );
    expect(cues.map(({ mood }) => mood)).toEqual(['calm', 'tense', 'joyful']);
    expect(cues.map(({ range }) => range.start.value / SOUND_RATE)).toEqual([0, 30, 55]);
    const ends = cues.map(({ range }) => endOf(range).value / SOUND_RATE);
    // The last chord of one mood rings into the next; the last of all ends with the film.
    expect(ends[0]).toBeCloseTo(31.2, 6);
    expect(ends[1]).toBeCloseTo(56.2, 6);
    expect(ends[2]).toBe(95);
    for (const { score, range } of cues) expect(score.length).toEqual(range.duration);
  });

  it('strikes its last chord before the turn', () => {
    const [first] = scoreFilm(
      film([
        ['sad', 40],
        ['heroic', 40],
      ]),
    );
    const { score } = first!;
    const last = (score.bars - 1) * metreOf(score.metre).counts * TICKS;
    expect(secondsAt(score.tempos, last)).toBeLessThan(40);
    expect(secondsAt(score.tempos, last)).toBeGreaterThan(35);
  });

  it('meets cuts with bar lines, to the sample but for rounding', () => {
    let met = 0;
    let cuts = 0;
    for (const mood of ['calm', 'tense', 'joyful', 'sad', 'heroic', 'eerie'] as const) {
      const wish = film([[mood, 60]], 5.3);
      const [cue] = scoreFilm(wish);
      const { score } = cue!;
      const counts = metreOf(score.metre).counts;
      for (const { at, bar } of cue!.met) {
        const heard = secondsAt(score.tempos, bar * counts * TICKS);
        expect(Math.abs(heard - at.value / at.rate)).toBeLessThan(0.002);
      }
      met += cue!.met.length;
      cuts += wish.cuts.length;
    }
    // Not all of them can be met; chance would meet one in twenty within a frame.
    expect(met / cuts).toBeGreaterThan(0.5);
  });

  it('lets short scenes share a cue, and those of no mood go on', () => {
    const cues = scoreFilm(
      film([
        ['calm', 30],
        ['tense', 4],
        ['calm', 20],
        [undefined, 15],
      ]),
    );
    expect(cues).toHaveLength(1);
    expect(cues[0]!.mood).toBe('calm');
    expect(cues[0]!.score.length.value / SOUND_RATE).toBe(69);
  });

  it('scores a film of nothing but short scenes, and one without any', () => {
    const cues = scoreFilm(
      film([
        ['tense', 3],
        ['comic', 3],
        ['sad', 2],
      ]),
    );
    expect(cues).toHaveLength(1);
    expect(cues[0]!.score.length.value / SOUND_RATE).toBe(8);
    expect(scoreFilm({ spans: [], cuts: [], seed: 1 })).toEqual([]);
  });

  it('changes the piece where one mood lasts long, at scenes where there are any', () => {
    const scenes = [80, 90, 70, 85, 60].map((seconds) => ['calm', seconds] as const);
    const cues = scoreFilm(film(scenes));
    expect(cues.length).toBe(3);
    const starts = cues.map(({ range }) => range.start.value / SOUND_RATE);
    for (const start of starts) expect([0, 80, 170, 240, 325]).toContain(start);
    expect(new Set(cues.map(({ score }) => score.piece)).size).toBe(3);
    // An hour of nothing but cuts is no harder.
    const hour = scoreFilm(film([[undefined, 3600]], 4));
    expect(hour.length).toBe(24);
    expect(endOf(hour.at(-1)!.range).value / SOUND_RATE).toBe(3600);
  });

  it('plays no piece twice before all of its mood were heard', () => {
    const scenes = Array.from({ length: 6 }, (_, i) => [i % 2 ? 'tense' : 'calm', 20] as const);
    for (const seed of [1, 2, 3]) {
      const played = scoreFilm({ ...film(scenes), seed }).map(({ score }) => score.piece);
      expect(new Set(played).size).toBe(6);
    }
  });

  it('goes over into a near key', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const [a, b] = scoreFilm({
        ...film([
          ['mysterious', 30],
          ['heroic', 30],
        ]),
        seed,
      });
      const piece = LIBRARY.find(({ id }) => id === b!.score.piece)!;
      expect(piece.mood).toBe('heroic');
      const bass = b!.score.parts.find(({ plays }) => plays === 'bass')!;
      const away = (bass.notes[0]!.pitch - a!.score.tonic + 120) % 12;
      expect([0, 3, 4, 5, 7, 8, 9]).toContain(away);
    }
  });

  it('is the same for the same seed', () => {
    const wish = film([
      ['calm', 30],
      ['eerie', 25],
    ]);
    expect(scoreFilm(wish)).toEqual(scoreFilm(wish));
    expect(scoreFilm({ ...wish, seed: 2 })).not.toEqual(scoreFilm(wish));
  });
});
