import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ContentHash } from '../media/content-hash.ts';
import { staleShots } from './stale-shots.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex') as ContentHash;
const made = [
  { shot: 'one', fingerprints: { mara: hash('mara 1') } },
  { shot: 'two', fingerprints: { mara: hash('mara 1'), bram: hash('bram 1') } },
  { shot: 'three', fingerprints: { bram: hash('bram 1') } },
  { shot: 'four', fingerprints: {} },
];

describe('a new version of a fingerprint', () => {
  it('makes exactly the shots stale that used the old one', () => {
    const now = new Map([
      ['mara', hash('mara 1')],
      ['bram', hash('bram 2')],
    ]);
    expect(staleShots(made, now)).toEqual([
      { shot: 'two', members: ['bram'] },
      { shot: 'three', members: ['bram'] },
    ]);
  });

  it('makes none stale where nothing changed, or somebody joined', () => {
    const now = new Map([
      ['mara', hash('mara 1')],
      ['bram', hash('bram 1')],
      ['finch', hash('finch 1')],
    ]);
    expect(staleShots(made, now)).toEqual([]);
  });

  it('that is gone makes its shots stale', () => {
    const now = new Map([['mara', hash('mara 1')]]);
    expect(staleShots(made, now).map(({ shot }) => shot)).toEqual(['two', 'three']);
  });
});
