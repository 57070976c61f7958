import { describe, expect, it } from 'vitest';
import { type FigureToCast, proposeCast } from './propose-cast.ts';

const axis = (k: number) => Float32Array.from({ length: 8 }, (_, i) => (i === k ? 1 : 0));

function figure(who: number, place: string, more: Partial<FigureToCast> = {}): FigureToCast {
  return {
    reference: { file: `${place}.png` },
    box: { x: 0, y: 0, width: 100, height: 200 },
    look: { place, views: [axis(who), axis(who), axis(who)] },
    trust: 0.5,
    hasFace: false,
    isWhole: true,
    speaks: false,
    ...more,
  };
}

describe('a proposed cast', () => {
  it('has a member for each who comes back, the most prominent first', () => {
    const figures = [
      figure(0, 'a', { hasFace: true }),
      figure(1, 'a', { hasFace: true }),
      figure(1, 'b'),
      figure(1, 'c', { hasFace: true }),
      figure(0, 'c', { hasFace: true }),
    ];
    const { cast, who } = proposeCast(figures);
    expect(cast.map(({ id, name, kind }) => [id, name, kind])).toEqual([
      ['figure-a', 'Figure A', 'character'],
      ['figure-b', 'Figure B', 'character'],
    ]);
    expect(who).toEqual(['figure-b', 'figure-a', 'figure-a', 'figure-a', 'figure-b']);
  });

  it('leaves out who was hardly seen, unless something is heard from it', () => {
    const one = figure(0, 'a', { trust: 0.4 });
    expect(proposeCast([one]).cast).toEqual([]);
    expect(proposeCast([one]).who).toEqual([undefined]);
    expect(proposeCast([{ ...one, speaks: true }]).cast).toHaveLength(1);
    expect(proposeCast([one], { everybody: true }).cast).toHaveLength(1);
  });

  it('puts the pictures first that show most: large, whole, with a face', () => {
    const box = { x: 0, y: 0, width: 50, height: 100 };
    const figures = [
      figure(0, 'small', { box }),
      figure(0, 'cut', { isWhole: false }),
      figure(0, 'face', { hasFace: true }),
      figure(0, 'plain'),
    ];
    const [member] = proposeCast(figures).cast;
    expect(member!.references.map(({ file }) => file)).toEqual([
      'face.png',
      'plain.png',
      'cut.png',
      'small.png',
    ]);
  });

  it('takes no id that is taken', () => {
    const { cast } = proposeCast(
      [0, 0].map((who, i) => figure(who, String(i), { hasFace: true })),
      { taken: ['figure-a'] },
    );
    expect(cast[0]).toMatchObject({ id: 'figure-b', name: 'Figure B' });
  });
});
