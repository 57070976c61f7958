import { hasPlateTruth, plateRows } from './reading/plates.ts';
import { SHARED_ART } from './shared-panels.ts';
import type { BenchTable } from './table.ts';

/** How like the true art clean plates are, beside Telea inpainting of the same mask. */
export async function run(options: { readonly short: boolean }): Promise<BenchTable> {
  if (!hasPlateTruth()) {
    return {
      name: 'plates',
      rows: [],
      missing: `${SHARED_ART} (pages with and without lettering). Put them there to measure plates.`,
    };
  }
  return { name: 'plates', rows: await plateRows(options) };
}
