import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { Stage } from '@inkreel/film/motion/stage.ts';
import { type PackedRaster, readPacked, writePacked } from './packed-rasters.ts';

interface Header {
  readonly stage: Stage;
  /** How the pixels are packed; deflated where it is missing, as files were before. */
  readonly packing?: 'zstd';
  readonly rasters: readonly (PackedRaster & { readonly name: string })[];
}

/** One file for a stage: the stage, and the rasters of its layers by their names. */
export async function writeStage({ stage, rasters }: BuiltStage, path: string): Promise<void> {
  const names = [...rasters.keys()];
  await writePacked(path, [...rasters.values()], (packed): Header => {
    return {
      stage,
      packing: 'zstd',
      rasters: packed.map((one, k) => ({ name: names[k]!, ...one })),
    };
  });
}

export async function readStage(path: string): Promise<BuiltStage> {
  const { header, rasters } = await readPacked<Header>(path, (read) => ({
    rasters: read.rasters,
    isDeflated: read.packing === undefined,
  }));
  return {
    stage: header.stage,
    rasters: new Map(header.rasters.map(({ name }, k) => [name, rasters[k]!])),
  };
}
