import { readFile, writeFile } from 'node:fs/promises';
import { canonicalJson } from '@inkreel/film/grammar/canonical-json.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { hashOf } from './hash.ts';

/** A small answer as it was found or given: `kept` says that nothing was done for it. */
export interface KeptAnswer<Value> {
  readonly value: Value;
  readonly kept: boolean;
}

/** Gives back what was answered before to the same question, else asks and keeps the answer as JSON. */
export async function keptAnswer<Value>(
  store: Store,
  question: unknown,
  ask: () => Promise<Value>,
): Promise<KeptAnswer<Value>> {
  const key = hashOf(canonicalJson(question));
  const path = await store.find(key);
  if (path !== undefined) {
    try {
      return { value: JSON.parse(await readFile(path, 'utf8')) as Value, kept: true };
    } catch {
      // Damaged since: it is found out again.
    }
  }
  const value = await ask();
  await store.keep(key, '.json', (temporary) => writeFile(temporary, JSON.stringify(value)));
  return { value, kept: false };
}
