import { describe, expect, it } from 'vitest';
import { chance as seeded } from '../grammar/seeded-chance.ts';
import type { FigureLook } from './figure-look.ts';
import { groupFigures } from './group-figures.ts';

/** Looks of characters that are vectors with some noise: the more noise, the less alike. */
function looksOf(who: readonly (readonly [name: string, place: string])[], noise: number) {
  const chance = seeded(7);
  const spread = () => chance() - 0.5;
  const vector = () => Float32Array.from({ length: 60 }, spread);
  const own = new Map<string, readonly Float32Array[]>();
  const style = [vector(), vector(), vector()];
  for (const [name] of who) {
    if (!own.has(name)) own.set(name, [vector(), vector(), vector()]);
  }
  return who.map(([name, place]): FigureLook => {
    const views = own.get(name)!.map((mine, k) => {
      // What all figures of one hand have in common is larger than what tells them apart.
      const raw = mine.map((value, i) => value + 1.5 * style[k]![i]! + noise * spread());
      const size = Math.hypot(...raw);
      return raw.map((value) => value / size);
    });
    return { place, views: views as never };
  });
}

/** Three who come back in ten panels, two of them together in each. */
const story = Array.from({ length: 10 }, (_, panel) => {
  const pair = [
    ['mara', 'bram'],
    ['mara', 'finch'],
    ['bram', 'finch'],
  ][panel % 3]!;
  return pair.map((name) => [name, `panel ${panel}`] as const);
}).flat();

describe('figures of a story', () => {
  it('are grouped by who they are, however much all of them are drawn alike', () => {
    const groups = groupFigures(looksOf(story, 0.5));
    const names = groups.map((group) => [...new Set(group.map((i) => story[i]![0]))]);
    expect(names.map((each) => each.length)).toEqual([1, 1, 1]);
    expect(names.flat().sort()).toEqual(['bram', 'finch', 'mara']);
  });

  it('are each in one group, largest group first', () => {
    const groups = groupFigures(looksOf(story, 2));
    expect(groups.flat().sort((a, b) => a - b)).toEqual(story.map((_, i) => i));
    const sizes = groups.map((group) => group.length);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('are never one where two stand in a panel, though they be twins', () => {
    const twins = [
      ['twin', 'one'],
      ['twin', 'one'],
      ['twin', 'two'],
      ['twin', 'two'],
    ] as const;
    const looks = looksOf(twins, 0.05);
    for (const group of groupFigures(looks)) {
      const places = group.map((i) => looks[i]!.place);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it('that are like nobody stay by themselves', () => {
    const looks = looksOf([...story, ['stranger', 'panel 10']], 0.5);
    expect(groupFigures(looks)).toContainEqual([story.length]);
  });

  it('are compared as they are where they are few', () => {
    const looks = looksOf(
      [
        ['mara', 'a'],
        ['mara', 'b'],
      ],
      0.1,
    );
    expect(groupFigures(looks)).toEqual([[0, 1]]);
    expect(groupFigures([])).toEqual([]);
  });

  it('give the same groups each time', () => {
    expect(groupFigures(looksOf(story, 1))).toEqual(groupFigures(looksOf(story, 1)));
  });
});
