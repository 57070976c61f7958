import { edgeName } from '@inkreel/film/comic/edge-name.ts';
import { PLATE_FLOOR } from '@inkreel/film/comic/plate-trust.ts';
import type { StageStep } from '@inkreel/film/production/plan-production.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { readPlateTrust } from './plate-file.ts';

/** How many balloons hide what cannot be told well enough. */
export interface DoubtfulBalloons {
  /** Those that stay as they are drawn, where balloons pop in. */
  readonly stay: number;
  /** Those that were taken off nevertheless, because all lettering was. */
  readonly bare: number;
}

/** Counts the balloons of some stages whose plate is doubtful, each once; plates that are not in the store tell nothing. */
export async function doubtfulBalloons(
  stages: readonly StageStep[],
  store: Store,
): Promise<DoubtfulBalloons> {
  const stay = new Set<string>();
  const bare = new Set<string>();
  for (const { input } of stages) {
    const { source, lettering } = input;
    if (source.kind !== 'picture' || !source.plate || !lettering) continue;
    const path = await store.find(source.plate);
    if (path === undefined) continue;
    const hidden = [...lettering.own, ...lettering.strange].map(edgeName);
    for (const { outlines, trust } of await readPlateTrust(path)) {
      if (trust >= PLATE_FLOOR) continue;
      for (const name of outlines.map(edgeName)) {
        if (hidden.includes(name)) (lettering.pops ? stay : bare).add(`${source.content} ${name}`);
      }
    }
  }
  const left = [...bare].filter((name) => !stay.has(name));
  return { stay: stay.size, bare: left.length };
}
