import type { PlatePiece } from '@inkreel/film/comic/plate-piece.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import { type PackedRaster, readPacked, writePacked } from './packed-rasters.ts';

/** A piece of a plate, and the outlines of the balloons that hid it, pixels of the art. */
export interface KeptPiece extends Omit<PlatePiece, 'balloons'> {
  readonly outlines: readonly Polygon[];
}

interface Header {
  readonly pieces: readonly {
    readonly outlines: readonly Polygon[];
    readonly box: Box;
    readonly trust: number;
    readonly raster: PackedRaster;
  }[];
}

/** One file for what the lettering of a page or a panel hid. */
export async function writePlate(pieces: readonly KeptPiece[], path: string): Promise<void> {
  await writePacked(
    path,
    pieces.map(({ raster }) => raster),
    (packed): Header => ({
      pieces: pieces.map(({ outlines, box, trust }, k) => {
        return { outlines, box, trust, raster: packed[k]! };
      }),
    }),
  );
}

/** What is said of a plate's pieces, without their pixels. */
export async function readPlateTrust(
  path: string,
): Promise<readonly Pick<KeptPiece, 'outlines' | 'trust'>[]> {
  const { header } = await readPacked<Header>(path, () => ({ rasters: [] }));
  return header.pieces;
}

export async function readPlate(path: string): Promise<readonly KeptPiece[]> {
  const { header, rasters } = await readPacked<Header>(path, ({ pieces }) => ({
    rasters: pieces.map(({ raster }) => raster),
  }));
  return header.pieces.map((piece, k) => ({ ...piece, raster: rasters[k]! }));
}
