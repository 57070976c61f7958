import { describe, expect, it } from 'vitest';
import type { Shot } from '../board/shot.ts';
import { captionText } from '../cut/caption-cue.ts';
import { captionCues } from '../cut/caption-cues.ts';
import type { Film } from '../document/film-document.ts';
import { requireFilm } from '../document/parse-film.ts';
import { timeLines } from '../document/time-lines.ts';
import { contentHash } from '../media/content-hash.ts';
import { SOUND_RATE } from '../media/sound.ts';
import type { LineId } from '../story/line.ts';
import { rational, toSeconds } from '../time/rational.ts';
import type { Take } from '../voice/take.ts';
import { placedLines } from './placed-lines.ts';
import { captionsIn, type PlacedLook } from './plan-captions.ts';
import { type KnownTake, planMix } from './plan-mix.ts';
import { timelineOf } from './plan-production.ts';
import type { ShotLook } from './shot-look.ts';

/** A take in which every word takes as long. */
function takeOf(text: string, seconds: number): Take {
  const words = text.split(' ');
  const each = Math.round((seconds * SOUND_RATE) / words.length);
  let from = 0;
  return {
    source: 'voice',
    length: rational(each * words.length, SOUND_RATE),
    words: words.map((word, index) => {
      const at = from;
      from += word.length + 1;
      const range = {
        start: rational(index * each, SOUND_RATE),
        duration: rational(each, SOUND_RATE),
      };
      return { text: word, from: at, to: at + word.length, range };
    }),
    phones: [],
    missing: [],
  };
}

const written = (more: object = {}) =>
  requireFilm(
    {
      art: ['a.png', { file: 'b.png', balloons: [{ box: [0, 0, 9, 9] }] }],
      cast: [{ id: 'mara' }],
      scenes: [
        {
          shots: [
            {
              id: 'one',
              picture: 'a',
              length: 2,
              lines: [
                { id: 'l1', text: 'Here it comes.', speaker: 'mara' },
                { id: 'l2', text: 'Run as fast as you can!', delivery: 'shout' },
              ],
            },
            {
              id: 'two',
              picture: 'b',
              length: 6,
              transition: { kind: 'crossfade', length: '12f' },
              lines: [{ id: 'l3', text: 'Too late', balloon: 1 }],
            },
          ],
        },
      ],
      ...more,
    },
    'film.json',
  );

const TAKES = new Map<LineId, Take>(
  (
    [
      ['l1', 'Here it comes.', 1.5],
      ['l2', 'Run as fast as you can!', 2.25],
      ['l3', 'Too late', 1],
    ] as const
  ).map(([id, text, seconds]) => [id as LineId, takeOf(text, seconds)]),
);

const shotsOf = (film: Film): readonly Shot[] => film.scenes.flatMap(({ shots }) => shots);
const hash = (text: string | Uint8Array) => {
  let sum = 7n;
  for (const letter of String(text))
    sum = (sum * 31n + BigInt(letter.codePointAt(0)!)) % 2n ** 250n;
  return contentHash(sum.toString(16).padStart(64, '0'));
};

describe('timeLines', () => {
  it('gives shots the time their lines take, and takes none away', () => {
    const [one, two] = shotsOf(timeLines(written(), TAKES));
    // 0.3 s, 1.5 s, 0.2 s, 2.25 s, 0.5 s, and 12 frames of the blend that follows.
    expect(toSeconds(one!.length)).toBeCloseTo(0.3 + 1.5 + 0.2 + 2.25 + 0.5 + 0.5, 1);
    expect(toSeconds(two!.length)).toBe(6);
    expect(toSeconds(one!.lines[1]!.at!)).toBeCloseTo(2, 1);
    // The line waits until the blend is over.
    expect(toSeconds(two!.lines[0]!.at!)).toBeCloseTo(0.5 + 0.3, 1);
  });

  it('leaves a shot alone whose lines nobody changed, when another is spoken anew', () => {
    const longer = new Map(TAKES).set('l1' as LineId, takeOf('Here it comes.', 4));
    const [before, after] = [TAKES, longer].map((takes) => shotsOf(timeLines(written(), takes)));
    expect(after![0]).not.toEqual(before![0]);
    expect(after![1]).toEqual(before![1]);
  });
});

describe('placedLines and planMix', () => {
  const film = timeLines(written(), TAKES);
  const timeline = timelineOf(film);
  const lines = placedLines(film, timeline, TAKES);

  it('hears every word where its shot is seen', () => {
    expect(lines.map(({ id }) => id)).toEqual(['l1', 'l2', 'l3']);
    expect(lines[0]!.at / SOUND_RATE).toBeCloseTo(0.3, 1);
    const [, two] = shotsOf(film);
    const start = (shotsOf(film)[0]!.length.value - 12 + two!.lines[0]!.at!.value) / 24;
    expect(lines[2]!.at / SOUND_RATE).toBeCloseTo(start, 2);
    expect(toSeconds(lines[1]!.words[1]!.range.start)).toBeCloseTo(
      lines[1]!.at / SOUND_RATE + 2.25 / 6,
      3,
    );
    expect(lines.map(({ isLettered }) => isLettered)).toEqual([false, false, true]);
  });

  it('places takes and ducks what lies under them, as long as the picture', () => {
    const known = new Map<LineId, KnownTake>(
      [...TAKES].map(([id, take]) => [id, { key: hash(id), take }]),
    );
    const tools = { hash, madeBy: hash('code'), encoding: 'aac' };
    const { input, key } = planMix(film, timeline, lines, known, [], tools);
    expect(input.length).toBe((timeline.duration.value * SOUND_RATE) / 24);
    expect(input.sounds.map(({ at, stem }) => [at, stem])).toEqual(
      lines.map(({ at }) => [at, 'dialogue']),
    );
    expect(input.sounds[1]!.level).toBeGreaterThan(input.sounds[0]!.level!);
    expect(Math.min(...input.ducking.map(({ gain }) => gain))).toBeLessThanOrEqual(-6);
    const louder = written({ sound: { loudness: -23 } });
    expect(
      planMix({ ...film, sound: louder.sound }, timeline, lines, known, [], tools).key,
    ).not.toBe(key);
  });

  it('shows what a hand wrote in place of the words, whatever is spoken', () => {
    const edited: Film = {
      ...film,
      scenes: film.scenes.map((scene) => ({
        ...scene,
        shots: scene.shots.map((shot) => ({
          ...shot,
          lines: shot.lines.map((line) =>
            line.id === 'l1' ? { ...line, caption: 'It is coming (wind)' } : line,
          ),
        })),
      })),
    };
    const [first, second] = placedLines(edited, timeline, TAKES);
    expect(captionText(first!.words)).toBe('It is coming (wind)');
    expect(first!.spoken).toEqual(lines[0]!.spoken);
    expect(second).toEqual(lines[1]);
  });

  it('ducks by what is heard, not by what captions say of it', () => {
    const shown = (caption: string) => ({
      ...film,
      scenes: film.scenes.map((scene) => ({
        ...scene,
        shots: scene.shots.map((shot) => ({
          ...shot,
          lines: shot.lines.map((line) => (line.id === 'l1' ? { ...line, caption } : line)),
        })),
      })),
    });
    const [hidden] = placedLines(shown(''), timeline, TAKES);
    expect(hidden!.words).toEqual([]);
    expect(hidden!.spoken).toEqual(lines[0]!.spoken);
    const wordless = new Map(TAKES).set('l1' as LineId, { ...takeOf('...', 1), words: [] });
    expect(placedLines(film, timeline, wordless)[0]!.spoken).toBeUndefined();
  });

  it('shows each caption in the segments it is seen in, and in no other', () => {
    const cues = captionCues(lines, { widest: 37, rate: 24, end: timeline.duration });
    const set = { style: 'classic', rate: 24, cast: ['mara'], looks: [] } as const;
    const first = captionsIn({ at: 0, count: 24 }, cues, set);
    expect(first?.shown.map(({ from, colour }) => [from, colour])).toEqual([[7, 1]]);
    const later = captionsIn({ at: 24, count: 48 }, cues, set);
    expect(later?.shown.map(({ from }) => from)).toEqual([7 - 24, expect.any(Number)]);
    expect(captionsIn({ at: 0, count: 24 }, cues, { ...set, style: 'none' })).toBeUndefined();
    expect(captionsIn({ at: 0, count: 5 }, cues, set)).toBeUndefined();
  });

  it('tells each segment all that a caption is seen over, and who says it', () => {
    const cues = captionCues(lines, { widest: 37, rate: 24, end: timeline.duration });
    const look = (seed: number): ShotLook => ({
      stage: 's' as ShotLook['stage'],
      camera: { move: 'static' } as ShotLook['camera'],
      framing: 'wide',
      length: 99,
      seed,
    });
    const [first, second] = [look(1), look(2)];
    const looks: readonly PlacedLook[] = [
      { look: first, at: 0, count: 10, start: 3, mouths: ['pim', 'mara'] },
      { look: first, at: 10, count: 8, start: 13, mouths: ['pim', 'mara'] },
      { look: second, at: 18, count: 400, start: 0, mouths: [undefined] },
    ];
    const set = { style: 'classic', rate: 24, cast: ['mara'], looks } as const;
    const here = captionsIn({ at: 0, count: 10 }, cues, set);
    const to = here!.shown[0]!.to;
    // From its first frame on in the one shot, across both of its stretches, then in the other.
    expect(here!.shown[0]!.over).toEqual([
      { look: 0, from: 10, to: 21, mouth: 1 },
      { look: 1, from: 0, to: to - 18, mouth: 0 },
    ]);
    expect(here!.looks).toEqual([first, second]);
    const there = captionsIn({ at: 18, count: 20 }, cues, set);
    expect(there!.shown[0]!.over).toEqual(here!.shown[0]!.over);
  });
});
