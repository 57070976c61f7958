import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../media/content-hash.ts';
import {
  fingerprintHash,
  fingerprintOf,
  fingerprintText,
  parseFingerprint,
  traitsOfReference,
} from './fingerprint.ts';
import type { IdentityNetwork } from './identity.ts';
import { madeSighting } from './made-sighting.ts';
import { portrayalOf } from './portrayal.ts';
import { likenessOf } from './traits.ts';

const hash = (text: Uint8Array | string) =>
  contentHash(createHash('sha256').update(text).digest('hex'));

/** Sees the mean of each sixteenth of the box: enough to tell pictures apart, without weights. */
const network: IdentityNetwork = {
  name: 'sixteenths',
  version: '1',
  length: 16,
  async look({ width, data }, _, box) {
    const vector = new Float32Array(16);
    const { x, y, width: w, height: h } = box!;
    for (let k = 0; k < 400; k++) {
      const px = Math.floor(x + ((k % 20) / 20) * w);
      const py = Math.floor(y + (Math.floor(k / 20) / 20) * h);
      const cell = Math.floor((k % 20) / 5) + 4 * Math.floor(k / 100);
      vector[cell]! += data[(py * width + px) * 4]! / 255;
    }
    const length = Math.hypot(...vector) || 1;
    return vector.map((value) => value / length);
  },
  async close() {},
};

const member = {
  kind: 'character',
  name: 'Mara',
  description: 'red hair, a blue coat',
  voice: { like: 'slt', pitch: 210 },
  seed: 7,
} as const;
const known = (seed: number) => ({
  picture: hash(`picture ${seed}`),
  portrayal: portrayalOf(madeSighting(seed), network),
});

describe('a fingerprint', () => {
  it('is read back as it was written', async () => {
    const fingerprint = await fingerprintOf(member, [known(1), known(2)]);
    const text = fingerprintText(fingerprint);
    expect(parseFingerprint(text, 'mara.json')).toEqual(fingerprint);
    expect(text).not.toContain('\n');
  });

  it('has one text, in whatever order it was written', async () => {
    const fingerprint = await fingerprintOf(member, [known(1)]);
    const turned = Object.fromEntries(Object.entries(fingerprint).reverse());
    const again = parseFingerprint(JSON.stringify(turned, null, 2), 'mara.json');
    expect(fingerprintText(again)).toBe(fingerprintText(fingerprint));
  });

  it('has another hash where a word, a voice, a seed or a reference is another', async () => {
    const made = async (of: object, seed = 1) =>
      fingerprintHash(await fingerprintOf({ ...member, ...of }, [known(seed)]), hash);
    const first = await made({});
    expect(await made({})).toBe(first);
    const others = [
      await made({ description: 'green hair' }),
      await made({ voice: 'awb' }),
      await made({ seed: 8 }),
      await made({}, 2),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
  });

  it('keeps its hash where a number was measured a little otherwise', async () => {
    const fingerprint = await fingerprintOf(member, [known(1)]);
    const [reference] = fingerprint.references;
    const measured = { ...reference!.measured, chroma: reference!.measured.chroma + 0.001 };
    const other = { ...fingerprint, references: [{ ...reference!, measured }] };
    expect(fingerprintHash(other, hash)).toBe(fingerprintHash(fingerprint, hash));
  });

  it('gives its traits back nearly as they were taken', async () => {
    const { picture, portrayal } = known(1);
    const fingerprint = await fingerprintOf(member, [{ picture, portrayal }]);
    const [kept, taken] = [traitsOfReference(fingerprint, 0), await portrayal.traits()];
    expect(likenessOf(kept, taken)).toBeGreaterThan(0.99 * likenessOf(taken, taken));
  });

  it('says what is wrong with a text that is none', async () => {
    expect(() => parseFingerprint('nothing', 'a.json')).toThrow(/a\.json is not JSON/);
    expect(() => parseFingerprint('{}', 'a.json')).toThrow(/a\.json is no fingerprint: schema/);
    const fingerprint = await fingerprintOf(member, [known(1)]);
    const later = JSON.stringify({ ...fingerprint, version: 9 });
    expect(() => parseFingerprint(later, 'a.json')).toThrow(/version 9.*Use a newer Inkreel/);
    const bare = JSON.stringify({ ...fingerprint, references: [] });
    expect(() => parseFingerprint(bare, 'a.json')).toThrow(/references/);
  });
});
