import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { Stage } from '@inkreel/film/motion/stage.ts';

interface Header {
  readonly stage: Stage;
  readonly rasters: readonly {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
  }[];
}

const deflated = promisify(deflate);
const inflated = promisify(inflate);

/**
 * One file for a stage: the length of the header (4 bytes, little end first), the header as JSON, then
 * each raster's pixels, deflated at the quickest level, since reading back is what happens often.
 */
export async function writeStage(staged: BuiltStage, path: string): Promise<void> {
  const names = [...staged.rasters.keys()];
  const packed = await Promise.all(
    names.map((name) => deflated(staged.rasters.get(name)!.data, { level: 1 })),
  );
  const header: Header = {
    stage: staged.stage,
    rasters: names.map((name, index) => {
      const { width, height } = staged.rasters.get(name)!;
      return { name, width, height, bytes: packed[index]!.length };
    }),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  await writeFile(path, Buffer.concat([length, json, ...packed]));
}

export async function readStage(path: string): Promise<BuiltStage> {
  const file = await readFile(path);
  const start = 4 + file.readUInt32LE(0);
  const header = JSON.parse(file.toString('utf8', 4, start)) as Header;
  let at = start;
  const rasters = await Promise.all(
    header.rasters.map(async ({ name, width, height, bytes }): Promise<[string, Raster]> => {
      const from = at;
      at += bytes;
      return [name, { width, height, data: await inflated(file.subarray(from, from + bytes)) }];
    }),
  );
  return { stage: header.stage, rasters: new Map(rasters) };
}
