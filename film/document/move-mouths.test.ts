import { describe, expect, it } from 'vitest';
import type { LineId } from '../story/line.ts';
import { rational } from '../time/rational.ts';
import type { Take } from '../voice/take.ts';
import { moveMouths } from './move-mouths.ts';
import { requireFilm } from './parse-film.ts';

describe('moveMouths', () => {
  const take: Take = {
    source: 'voice',
    length: rational(24_000, 48_000),
    words: [],
    phones: [
      { phone: 'm', range: { start: rational(0, 48_000), duration: rational(8000, 48_000) } },
      { phone: 'aa', range: { start: rational(8000, 48_000), duration: rational(16_000, 48_000) } },
    ],
    missing: [],
  };
  const film = requireFilm(
    {
      art: ['a.png'],
      cast: [{ id: 'ann' }, { id: 'bo' }],
      scenes: [
        {
          shots: [
            {
              picture: 'a',
              mouths: [[40, 68, 40, 4], { box: [4, 4, 9, 2], speaker: 'bo' }],
              lines: [
                { id: 'l1', text: 'Ma', at: 1, speaker: 'ann' },
                { id: 'l2', text: 'Ma', at: 2, speaker: 'bo' },
                { id: 'l3', text: 'Ma', at: 3, speaker: 'ann', delivery: 'thought' },
              ],
            },
          ],
        },
      ],
    },
    'film.json',
  );
  const takes = new Map(['l1', 'l2', 'l3'].map((line) => [line as LineId, take]));
  const { mouths } = moveMouths(film, takes).scenes[0]!.shots[0]!;

  it('moves the mouth of who speaks, and nobody moves theirs in thought', () => {
    const spoken = mouths!.map(({ shapes }) => shapes!.map(({ from, mouth }) => [from, mouth]));
    expect(spoken[0]).toEqual([
      [24, 'closed'],
      [28, 'wide'],
      [36, 'rest'],
    ]);
    expect(spoken[1]!.map(([from]) => from)).toEqual([48, 52, 60]);
  });
});
