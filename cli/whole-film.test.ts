import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFfmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picturePng, write } from './journey-art.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-whole-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HERE = fileURLToPath(new URL('inkreel.ts', import.meta.url));

function room(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

function inkreel(words: readonly string[], cwd: string, env = {}, program = HERE) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words, '--json'], {
    ...{ cwd, encoding: 'utf8', env: { ...process.env, ...env } },
  });
  expect(stderr).not.toContain('bug');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

/** Another file under a name is another file, whatever is in it. */
const identityOf = (path: string) => {
  const { ino, ctimeNs } = statSync(path, { bigint: true });
  return `${ino} ${ctimeNs}`;
};

const RENDER = ['render', 'film.json', '-o', 'film.mp4'];

function filmOf(cwd: string, shot: object): void {
  const shots = [{ length: 1, ...shot }];
  write(
    join(cwd, 'film.json'),
    JSON.stringify({
      delivery: { quality: 'draft' },
      art: 'picture' in shot ? [{ id: 'page', file: 'page.png', kind: 'picture' }] : [],
      scenes: [{ shots }],
    }),
  );
}

describe('a film that is whole', () => {
  it('is left where it lies, and made right whatever happens to it or to its art', async () => {
    const cwd = room('left');
    const film = join(cwd, 'film.mp4');
    const page = join(cwd, 'page.png');
    write(page, picturePng());
    filmOf(cwd, { picture: 'page', depth: 'flat' });
    const made = inkreel(RENDER, cwd);
    const bytes = readFileSync(film);
    const first = identityOf(film);
    const again = inkreel(RENDER, cwd);
    expect(again).toEqual({
      ...made,
      segments: { made: 0, kept: made.segments.made },
      stages: { made: 0, kept: made.stages.made },
    });
    expect(identityOf(film)).toBe(first);

    const { atime, mtime } = statSync(film);
    writeFileSync(film, Buffer.alloc(bytes.length));
    utimesSync(film, atime, mtime);
    inkreel(RENDER, cwd);
    expect(readFileSync(film).equals(bytes)).toBe(true);

    rmSync(film);
    inkreel(RENDER, cwd);
    expect(readFileSync(film).equals(bytes)).toBe(true);

    const before = statSync(page);
    // Padded to one length, so that only the pixels differ.
    const other = Buffer.concat([picturePng(30), Buffer.alloc(before.size)]);
    writeFileSync(page, other.subarray(0, Math.max(before.size, picturePng(30).length)));
    utimesSync(page, before.atime, before.mtime);
    expect(inkreel(RENDER, cwd).segments.made).toBeGreaterThan(0);
    expect(readFileSync(film).equals(bytes)).toBe(false);

    write(page, picturePng());
    expect(inkreel(RENDER, cwd).segments.made).toBe(0);
    expect(readFileSync(film).equals(bytes)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('is made again by another ffmpeg', async () => {
    const cwd = room('ffmpeg');
    const real = (await findFfmpeg('h264')).path;
    const wrapper = join(cwd, 'wrapper');
    const env = { FFMPEG_PATH: wrapper };
    const wrapped = (version: string) => {
      const named = `sed 's/^ffmpeg version [^ ]*/ffmpeg version ${version}/' >&2`;
      writeFileSync(wrapper, `#!/bin/sh\n{ "${real}" "$@" 2>&1 >&3 | ${named}; } 3>&1\n`);
      chmodSync(wrapper, 0o755);
    };
    filmOf(cwd, { card: { title: 'One' } });
    wrapped('1.0');
    expect(inkreel(RENDER, cwd, env).segments.made).toBeGreaterThan(0);
    expect(inkreel(RENDER, cwd, env).segments.made).toBe(0);
    wrapped('2.0');
    expect(inkreel(RENDER, cwd, env).segments.made).toBeGreaterThan(0);
  });

  it.skipIf(process.platform === 'win32')('is made again by other code', () => {
    const house = room('house');
    const ours = fileURLToPath(new URL('..', import.meta.url));
    const isOurs = (path: string) => !/node_modules|\.test\.ts$/.test(path.slice(ours.length));
    for (const part of ['cli', 'adapters', 'film']) {
      cpSync(join(ours, part), join(house, part), { recursive: true, filter: isOurs });
      const own = join(ours, part, 'node_modules');
      if (statSync(own, { throwIfNoEntry: false })) {
        symlinkSync(own, join(house, part, 'node_modules'));
      }
    }
    mkdirSync(join(house, 'node_modules', '@inkreel'), { recursive: true });
    for (const name of readdirSync(join(ours, 'node_modules'))) {
      if (name === '@inkreel' || name.startsWith('.')) continue;
      symlinkSync(join(ours, 'node_modules', name), join(house, 'node_modules', name));
    }
    for (const part of ['cli', 'adapters', 'film']) {
      symlinkSync(`../../${part}`, join(house, 'node_modules', '@inkreel', part));
    }
    const program = join(house, 'cli', 'inkreel.ts');
    const cwd = room('code');
    filmOf(cwd, { card: { title: 'One' } });
    const film = join(cwd, 'film.mp4');
    expect(inkreel(RENDER, cwd, {}, program).segments.made).toBeGreaterThan(0);
    const first = identityOf(film);
    expect(inkreel(RENDER, cwd, {}, program).segments.made).toBe(0);
    expect(identityOf(film)).toBe(first);
    const changed = join(house, 'film', 'motion', 'frame-at.ts');
    writeFileSync(changed, `${readFileSync(changed, 'utf8')}\n// Changed.\n`);
    expect(inkreel(RENDER, cwd, {}, program).segments.made).toBeGreaterThan(0);
  });
});
