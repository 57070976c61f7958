import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, inflate, zstdCompress, zstdDecompress } from 'node:zlib';
import type { Raster } from '@inkreel/film/media/raster.ts';

/** Where a raster lies among those of its file. */
export interface PackedRaster {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

const packed = promisify(zstdCompress);
const unpacked = promisify(zstdDecompress);
const inflated = promisify(inflate);

/**
 * One file for some rasters and what is said of them: the length of the header (4 bytes, little end first),
 * the header as JSON, then each raster's pixels, packed quickly, since reading back is what happens often.
 * @param headerOf what is written of the rasters, which lie packed in their order
 */
export async function writePacked(
  path: string,
  rasters: readonly Raster[],
  headerOf: (packed: readonly PackedRaster[]) => object,
): Promise<void> {
  const pixels = await Promise.all(
    rasters.map(({ data }) => packed(data, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })),
  );
  const header = headerOf(
    rasters.map(({ width, height }, k) => ({ width, height, bytes: pixels[k]!.length })),
  );
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  await writeFile(path, Buffer.concat([length, json, ...pixels]));
}

/** @param rastersOf how the rasters lie, by the header; `isDeflated` as files were packed before. */
export async function readPacked<Header>(
  path: string,
  rastersOf: (header: Header) => {
    readonly rasters: readonly PackedRaster[];
    readonly isDeflated?: boolean;
  },
): Promise<{ readonly header: Header; readonly rasters: readonly Raster[] }> {
  const file = await readFile(path);
  const start = 4 + file.readUInt32LE(0);
  const header = JSON.parse(file.toString('utf8', 4, start)) as Header;
  const { rasters, isDeflated = false } = rastersOf(header);
  let at = start;
  const opened = await Promise.all(
    rasters.map(async ({ width, height, bytes }): Promise<Raster> => {
      const from = file.subarray(at, at + bytes);
      at += bytes;
      // Room for all of it at once spares putting it together from pieces.
      const room = { chunkSize: width * height * 4 + 64, maxOutputLength: width * height * 4 + 64 };
      const data = isDeflated ? await inflated(from, room) : await unpacked(from, room);
      return { width, height, data };
    }),
  );
  return { header, rasters: opened };
}
