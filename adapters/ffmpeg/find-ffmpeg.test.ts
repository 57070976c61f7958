import { accessSync, chmodSync, constants } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encoderFor, findFfmpeg, packagedFfmpeg } from './find-ffmpeg.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-find-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A program that answers as ffmpeg does, with these encoders. */
async function pretend(name: string, version: string, encoders: readonly string[]) {
  const path = join(folder, name);
  const list = ['Encoders:', ' V..... = Video', ' ------', ...encoders].join('\n');
  await writeFile(
    path,
    `#!/bin/sh\necho "ffmpeg version ${version} Copyright" >&2\ncat <<'LIST'\n${list}\nLIST\n`,
  );
  await chmod(path, 0o755);
  return path;
}

describe('findFfmpeg', () => {
  it('takes FFMPEG_PATH before all others, and reads what it can do', async () => {
    const path = await pretend('mine', '7.1', [
      ' V....D libx264              H.264',
      ' V..X.. libaom-av1           experimental',
    ]);
    const ffmpeg = await findFfmpeg(undefined, { env: { FFMPEG_PATH: path, PATH: '/usr/bin' } });
    expect(ffmpeg).toMatchObject({ path, version: '7.1', foundIn: 'FFMPEG_PATH' });
    expect(encoderFor(ffmpeg, 'h264')).toBe('libx264');
    // An experimental encoder is none.
    expect(encoderFor(ffmpeg, 'av1')).toBeUndefined();
  });

  it('says so when FFMPEG_PATH does not run, and asks nobody else', async () => {
    const text = join(folder, 'not-a-program');
    await writeFile(text, 'hello');
    for (const path of [text, join(folder, 'nowhere')]) {
      await expect(findFfmpeg(undefined, { env: { FFMPEG_PATH: path } })).rejects.toMatchObject({
        code: 'program-missing',
        message: expect.stringContaining('FFMPEG_PATH'),
      });
    }
  });

  it('passes over one on PATH that cannot encode what is needed', async () => {
    await pretend('ffmpeg', '6.0-free', [' V....D libvpx-vp9           VP9']);
    const packaged = await pretend('packaged', '2018', [' V..... libx264              H.264']);
    const search = { env: { PATH: folder }, packaged };
    expect(await findFfmpeg('vp9', search)).toMatchObject({ foundIn: 'PATH' });
    expect(await findFfmpeg('h264', search)).toMatchObject({ foundIn: 'package', version: '2018' });
    await expect(findFfmpeg('av1', search)).rejects.toMatchObject({
      code: 'program-missing',
      message: expect.stringContaining('AV1'),
    });
  });

  it('gives the remedy when there is none at all', async () => {
    await expect(
      findFfmpeg('h264', { env: { PATH: '/nonexistent' }, packaged: null }),
    ).rejects.toMatchObject({
      code: 'program-missing',
      message: expect.stringContaining('npm ci'),
    });
  });

  it('makes the packaged one executable when its install script never ran', async () => {
    const source = packagedFfmpeg();
    expect(source).toBeDefined();
    const packaged = join(folder, 'fresh');
    await copyFile(await pretend('source', '4.1', [' V..... libx264   H.264']), packaged);
    chmodSync(packaged, 0o644);
    const ffmpeg = await findFfmpeg('h264', { env: { PATH: '/nonexistent' }, packaged });
    expect(ffmpeg.version).toBe('4.1');
    accessSync(packaged, constants.X_OK);
  });
});
