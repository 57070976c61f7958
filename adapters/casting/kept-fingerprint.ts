import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CastMember, CastReference } from '@inkreel/film/cast/character.ts';
import {
  FINGERPRINT_VERSION,
  type Fingerprint,
  fingerprintOf,
} from '@inkreel/film/cast/fingerprint.ts';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import type { Portrayal } from '@inkreel/film/cast/portrayal.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { hashOf } from '../storage/hash.ts';
import { keptAnswer } from '../storage/kept-answer.ts';

/** What takes fingerprints. */
export interface FingerprintTools {
  /** The folder that references are relative to. */
  readonly base: string;
  readonly store: Store;
  readonly network: IdentityNetwork;
  /** Of the film. */
  readonly seed: number;
  /** The references of one of the cast, looked at once. */
  readonly sheetOf: (member: CastMember) => Promise<readonly Portrayal[]>;
}

/** References with the content of their files in place of their names: what defines a model sheet, wherever it lies. */
export async function definitionOf(references: readonly CastReference[], base: string) {
  return Promise.all(
    references.map(async ({ file, ...rest }) => ({
      ...rest,
      content: hashOf(await readFile(resolve(base, file))),
    })),
  );
}

/** The fingerprint of one of the cast; taken once for the same words and pictures, and kept. */
export async function keptFingerprint(
  member: CastMember,
  { base, store, network, seed, sheetOf }: FingerprintTools,
): Promise<Fingerprint> {
  const { id: _, references, ...words } = member;
  const defined = await definitionOf(references, base);
  const net = `${network.name}@${network.version}`;
  const fingerprint = { version: FINGERPRINT_VERSION, network: net, seed, ...words, defined };
  const { value } = await keptAnswer(store, { fingerprint }, async () => {
    const sheet = await sheetOf(member);
    const known = sheet.map((portrayal, k) => {
      const { content, matte } = defined[k]!;
      return { picture: content, ...(matte && { matte }), portrayal };
    });
    return fingerprintOf({ ...words, seed }, known);
  });
  return value;
}
