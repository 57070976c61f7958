import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, inflate, zstdCompress, zstdDecompress } from 'node:zlib';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { Stage } from '@inkreel/film/motion/stage.ts';

interface Header {
  readonly stage: Stage;
  /** How the pixels are packed; deflated where it is missing, as files were before. */
  readonly packing?: 'zstd';
  readonly rasters: readonly {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
  }[];
}

const packed = promisify(zstdCompress);
const unpacked = promisify(zstdDecompress);
const inflated = promisify(inflate);

/**
 * One file for a stage: the length of the header (4 bytes, little end first), the header as JSON, then
 * each raster's pixels, packed quickly, since reading back is what happens often.
 */
export async function writeStage(staged: BuiltStage, path: string): Promise<void> {
  const names = [...staged.rasters.keys()];
  const pixels = await Promise.all(
    names.map((name) =>
      packed(staged.rasters.get(name)!.data, {
        params: { [constants.ZSTD_c_compressionLevel]: 1 },
      }),
    ),
  );
  const header: Header = {
    stage: staged.stage,
    packing: 'zstd',
    rasters: names.map((name, index) => {
      const { width, height } = staged.rasters.get(name)!;
      return { name, width, height, bytes: pixels[index]!.length };
    }),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  await writeFile(path, Buffer.concat([length, json, ...pixels]));
}

export async function readStage(path: string): Promise<BuiltStage> {
  const file = await readFile(path);
  const start = 4 + file.readUInt32LE(0);
  const header = JSON.parse(file.toString('utf8', 4, start)) as Header;
  let at = start;
  const rasters = await Promise.all(
    header.rasters.map(async ({ name, width, height, bytes }): Promise<[string, Raster]> => {
      const from = file.subarray(at, at + bytes);
      at += bytes;
      // Room for all of it at once spares putting it together from pieces.
      const room = { chunkSize: width * height * 4 + 64, maxOutputLength: width * height * 4 + 64 };
      const data =
        header.packing === 'zstd' ? await unpacked(from, room) : await inflated(from, room);
      return [name, { width, height, data }];
    }),
  );
  return { stage: header.stage, rasters: new Map(rasters) };
}
