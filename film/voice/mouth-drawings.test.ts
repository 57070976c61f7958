import { describe, expect, it } from 'vitest';
import { drawingOf, mouthDrawings, type NamedLayer } from './mouth-drawings.ts';

/** Layers by their paths; a star marks what is seen. */
function layers(...paths: string[]): readonly NamedLayer[] {
  return paths.map((path, index) => {
    const parts = path.replace('*', '').split('/');
    return {
      name: parts.at(-1)!,
      groups: parts.slice(0, -1),
      visible: path.endsWith('*'),
      box: { x: index, y: 0, width: 10, height: 4 },
    };
  });
}
const shapesOf = (...paths: string[]) => {
  const [set, ...more] = mouthDrawings(layers(...paths));
  expect(more).toEqual([]);
  return Object.fromEntries([...(set?.shapes ?? [])].map(([mouth, [index]]) => [mouth, index]));
};

describe('mouthDrawings', () => {
  it('finds a group called mouth, whatever its drawings are called', () => {
    expect(
      shapesOf('face*', 'mouth/rest*', 'mouth/AI', 'mouth/O', 'mouth/WQ', 'mouth/MBP', 'mouth/FV'),
    ).toEqual({ rest: 1, wide: 2, round: 3, closed: 5, teeth: 6 });
    expect(shapesOf('Mouth/Neutral*', 'Mouth/Aa', 'Mouth/Ee', 'Mouth/W-Oo', 'Mouth/M')).toEqual({
      rest: 0,
      wide: 1,
      narrow: 2,
      round: 3,
      closed: 4,
    });
    expect(shapesOf('lips/closed*', 'lips/あ', 'lips/い', 'lips/お')).toEqual({
      closed: 0,
      wide: 1,
      narrow: 2,
      round: 3,
    });
  });

  it('finds layers whose names begin so', () => {
    expect(shapesOf('head*', 'mouth*', 'mouth_AI', 'mouth-o', 'mouth closed')).toEqual({
      rest: 1,
      wide: 2,
      round: 3,
      closed: 4,
    });
  });

  it('knows letters that mean other mouths', () => {
    const [A, B, C, D] = ['mouth/A', 'mouth/B', 'mouth/C', 'mouth/D'];
    expect(shapesOf('mouth/X*', A!, B!, C!, D!, 'mouth/F')).toMatchObject({
      rest: 0,
      closed: 1,
      narrow: 2,
      half: 3,
      wide: 4,
      round: 5,
    });
  });

  it('keeps the mouths of several figures apart, and knows whose they are', () => {
    const sets = mouthDrawings(
      layers(
        'Mara/body*',
        'Mara/mouth/closed*',
        'Mara/mouth/a',
        'Bram mouth closed*',
        'Bram mouth open',
      ),
    );
    expect(sets.map(({ name, owner, layers: own }) => [name, owner, own])).toEqual([
      ['Mara/mouth', 'Mara', [1, 2]],
      ['Bram mouth', 'Bram', [3, 4]],
    ]);
    expect(sets[0]!.box).toEqual({ x: 1, y: 0, width: 11, height: 4 });
  });

  it('takes several layers for one drawing where they are in a group of their own', () => {
    const [set] = mouthDrawings(
      layers('mouth/closed*', 'mouth/a/hole', 'mouth/a/teeth', 'mouth/o/hole'),
    );
    expect(set!.shapes.get('wide')).toEqual([1, 2]);
  });

  it('is none where nothing of it opens, and where mouth is a part of a word', () => {
    expect(mouthDrawings(layers('mouth/closed*', 'mouth/smile'))).toEqual([]);
    expect(mouthDrawings(layers('mouth a*'))).toEqual([]);
    expect(mouthDrawings(layers('Portsmouth/a*', 'Portsmouth/o', 'mouthful o'))).toEqual([]);
  });

  it('lets the likest drawing stand in for one that is missing', () => {
    const [set] = mouthDrawings(layers('mouth/closed*', 'mouth/a', 'mouth/o'));
    expect(drawingOf(set!, 'half')).toEqual([1]);
    expect(drawingOf(set!, 'teeth')).toEqual([0]);
    expect(drawingOf(set!, 'round')).toEqual([2]);
    expect(drawingOf(set!, 'rest')).toEqual([0]);
  });
});
