import { describe, expect, it } from 'vitest';
import { id } from '../grammar/id.ts';
import { applyCast, type CastOffer } from './apply-cast.ts';
import type { CastMember } from './character.ts';

function member(name: string, pictures: number, description = ''): CastMember {
  return {
    id: id<'cast'>(name.toLowerCase()),
    kind: 'character',
    name,
    description,
    references: Array.from({ length: pictures }, (_, i) => ({ file: `${name}-${i + 1}.png` })),
  };
}

const model: CastOffer = { engine: 'Reel', cutOuts: false, references: 3, keyframe: true };
const mara = member('Mara', 3, 'Red hair, a green coat.');
const bram = member('Bram', 2);

describe('a cast applied to an engine', () => {
  it('that lays cut-outs needs only to know who', () => {
    const needs = applyCast([mara, bram], { ...model, cutOuts: true });
    expect(needs).toEqual({ kind: 'cut-outs', members: ['mara', 'bram'] });
  });

  it('gives everybody a picture before anybody gets two, and binds names to them', () => {
    const needs = applyCast([mara, bram], model);
    if (needs.kind !== 'references') throw new Error(needs.kind);
    expect(needs.references.map(({ label, reference }) => `${label} ${reference.file}`)).toEqual([
      '[image 1] Mara-1.png',
      '[image 2] Bram-1.png',
      '[image 3] Mara-2.png',
    ]);
    expect(needs.words).toBe(
      'Mara is [image 1] and [image 3]: Red hair, a green coat. Bram is [image 2].',
    );
    expect(needs.keyframe?.map(({ reference }) => reference.file)).toEqual([
      'Mara-1.png',
      'Bram-1.png',
    ]);
  });

  it('tells what there was no room for, and why', () => {
    const needs = applyCast([mara, bram], model);
    if (needs.kind !== 'references') throw new Error(needs.kind);
    expect(needs.left.map(({ file }) => file)).toEqual(['Mara-3.png', 'Bram-2.png']);
    expect(needs.reason).toBe('Reel takes 3 of 5 pictures: the best of everybody.');
  });

  it('leaves nothing where there is room for all', () => {
    const needs = applyCast([bram], model);
    if (needs.kind !== 'references') throw new Error(needs.kind);
    expect(needs.left).toEqual([]);
    expect(needs.reason).toBeUndefined();
  });

  it('is refused where somebody would get no picture', () => {
    const needs = applyCast([mara, bram], { ...model, references: 1 });
    expect(needs).toMatchObject({
      kind: 'refused',
      reason: 'Reel takes 1 picture, and 2 of the cast are seen.',
    });
  });

  it('is refused where somebody has none', () => {
    const needs = applyCast([mara, member('Ghost', 0)], model);
    expect(needs).toMatchObject({ kind: 'refused' });
    expect(needs.kind === 'refused' && needs.reason).toContain('Ghost has no reference picture');
  });

  it('goes by the first frame alone where an engine takes no references', () => {
    const needs = applyCast([mara, bram], { ...model, references: 0 });
    if (needs.kind !== 'references') throw new Error(needs.kind);
    expect(needs.references).toEqual([]);
    expect(needs.keyframe).toHaveLength(2);
    expect(needs.words).toBe('Mara: Red hair, a green coat. Bram.');
    expect(needs.left).toHaveLength(5);
  });

  it('gives no member more than an engine takes of one', () => {
    const needs = applyCast([mara], { ...model, referencesEach: 1 });
    if (needs.kind !== 'references') throw new Error(needs.kind);
    expect(needs.references).toHaveLength(1);
    expect(needs.left).toHaveLength(2);
    expect(needs.reason).toContain('1 of 3');
  });
});
