import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bombZip,
  drawPng,
  encryptedPdf,
  PAGE_PANELS,
  pagelessPdf,
  pagePng,
  picturePng,
  vastPng,
  write,
  zipOf,
} from './journey-art.ts';

const program = fileURLToPath(new URL('inkreel.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

function start(words: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: { ...process.env, ...env },
  });
  return { child, ended: endOf(child) };
}

function endOf(child: ChildProcess): Promise<Ended> {
  let out = '';
  let said = '';
  child.stdout?.on('data', (text) => {
    out += text;
  });
  child.stderr?.on('data', (text) => {
    said += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, said }));
  });
}

const inkreel = (words: readonly string[], cwd: string, env?: Record<string, string>) =>
  start(words, cwd, env).ended;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-journey-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function room(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

/** What lies in a folder, apart from the store. */
const filesIn = (path: string) => readdirSync(path).filter((name) => name !== '.inkreel');

const DRAFT = ['--quality', 'draft', '--json'];

describe('from art to a film and back to the board', () => {
  it('makes, makes again for nothing, and renders only what was edited', async () => {
    const cwd = room('whole');
    mkdirSync(join(cwd, 'art'));
    write(join(cwd, 'art', '1.png'), picturePng());
    const make = ['make', 'art', '-o', 'film.mp4', ...DRAFT];
    const first = await inkreel(make, cwd);
    expect(first.said).not.toContain('bug');
    expect(first.code).toBe(0);
    const made = JSON.parse(first.out);
    expect(made).toMatchObject({ film: 'film.mp4', document: 'film.json', refused: [] });
    expect(made.segments.kept).toBe(0);
    expect(filesIn(cwd).sort()).toEqual(['art', 'film.json', 'film.mp4']);
    const film = readFileSync(join(cwd, 'film.mp4'));
    expect(film.subarray(4, 8).toString()).toBe('ftyp');
    const { ino } = statSync(join(cwd, 'film.mp4'));

    const again = JSON.parse((await inkreel(make, cwd)).out);
    expect(again.segments).toEqual({ made: 0, kept: made.segments.made });
    expect(again.stages.made).toBe(0);
    // It is not joined again but left where it lies.
    expect(statSync(join(cwd, 'film.mp4')).ino).toBe(ino);
    expect(readFileSync(join(cwd, 'film.mp4')).equals(film)).toBe(true);

    const path = join(cwd, 'film.json');
    const storyboard = readFileSync(path, 'utf8');
    rmSync(path);
    await inkreel(make, cwd);
    expect(readFileSync(path, 'utf8')).toBe(storyboard);

    const document = JSON.parse(storyboard);
    document.scenes[0].shots.push({ card: { title: 'The end' }, length: 1 });
    write(path, JSON.stringify(document));
    const edited = await inkreel(['render', 'film.json', '-o', 'film.mp4', '--json'], cwd);
    const changed = JSON.parse(edited.out);
    expect(changed.segments.kept).toBeGreaterThan(0);
    expect(changed.segments.made).toBeGreaterThan(0);
    // The card; the picture's stage stands.
    expect(changed.stages.made).toBe(1);

    const kept = await inkreel(make, cwd);
    expect(kept.said).toContain('Using film.json as it was edited');
    expect(JSON.parse(kept.out).frames).toBe(changed.frames);
  });
});

describe('read', () => {
  it('prints panels in reading order, in pixels of the file', async () => {
    const cwd = room('read');
    write(join(cwd, 'page.png'), pagePng());
    const { code, out } = await inkreel(['read', 'page.png', '--json', '--overlay', 'seen'], cwd);
    expect(code).toBe(0);
    const { pages } = JSON.parse(out);
    expect(pages).toHaveLength(1);
    expect(Object.keys(pages[0])).toEqual(['file', 'size', 'direction', 'panels', 'balloons']);
    expect(pages[0]).toMatchObject({ file: 'page.png', size: [600, 800], direction: 'ltr' });
    expect(pages[0].panels).toHaveLength(PAGE_PANELS.length);
    PAGE_PANELS.forEach((panel, i) => {
      panel.forEach((side, s) => {
        expect(Math.abs(pages[0].panels[i].box[s] - side)).toBeLessThan(10);
      });
      expect(pages[0].panels[i].polygon.length).toBeGreaterThanOrEqual(4);
    });
    expect(readdirSync(join(cwd, 'seen'))).toEqual(['1-page.png']);
  });

  it('keeps the order that it was told', async () => {
    const cwd = room('read-rtl');
    write(join(cwd, 'page.png'), pagePng());
    const { out } = await inkreel(['read', 'page.png', '--json', '--direction', 'rtl'], cwd);
    const [first] = JSON.parse(out).pages[0].panels;
    expect(first.box[0]).toBeGreaterThan(300);
  });
});

describe('board', () => {
  it('writes a contact sheet and an animatic', async () => {
    const cwd = room('board');
    write(join(cwd, 'page.png'), pagePng());
    const { code, said } = await inkreel(['board', 'page.png', '-o', 'plan'], cwd);
    expect(said).not.toContain('bug');
    expect(code).toBe(0);
    expect(filesIn(cwd).sort()).toEqual(['page.png', 'plan.html', 'plan.png']);
  });
});

describe('bad input', () => {
  const bad: readonly [string, string, () => Buffer | string][] = [
    ['a truncated picture', 'cut.png', () => picturePng().subarray(0, 200)],
    ['an empty file', 'none.png', () => ''],
    ['a picture that claims 60000x60000', 'vast.png', vastPng],
    [
      'a CBZ that names ../',
      'sly.cbz',
      () => zipOf([{ name: '../../out.png', content: picturePng() }]),
    ],
    ['a CBZ that inflates without end', 'bomb.cbz', bombZip],
    ['a PDF without a page', 'empty.pdf', pagelessPdf],
    ['an encrypted PDF', 'secret.pdf', encryptedPdf],
    ['a text called .jpg', 'note.jpg', () => 'This is no picture.\n'.repeat(20)],
    ['a page with no panels', 'blank.png', () => drawPng(600, 800, [])],
  ];

  it.concurrent.each(bad)(
    '%s: one line that names it, and nothing written',
    async (_, name, content) => {
      const cwd = room(`bad-${name}`);
      write(join(cwd, name), content());
      const { code, out, said } = await inkreel(['make', name, '-o', 'film.mp4', ...DRAFT], cwd);
      const errors = said.split('\n').filter((line) => line.startsWith('inkreel:'));
      expect(errors).toHaveLength(1);
      expect(errors[0]).toContain(name);
      expect(errors[0]).not.toContain('bug');
      expect(errors[0]!.split('. ').length).toBeGreaterThan(1);
      expect(code).toBeGreaterThanOrEqual(10);
      expect(code).toBeLessThan(40);
      expect(out).toBe('');
      expect(filesIn(cwd)).toEqual([name]);
    },
  );

  it('a folder with no art', async () => {
    const cwd = room('bad-folder');
    mkdirSync(join(cwd, 'empty'));
    write(join(cwd, 'empty', 'notes.md'), 'Nothing drawn yet.');
    const { code, said } = await inkreel(['make', 'empty', '-o', 'film.mp4', ...DRAFT], cwd);
    expect(said).toMatch(/^inkreel: .*empty/m);
    expect(code).toBe(12);
    expect(filesIn(cwd)).toEqual(['empty']);
  });

  it('stops good art unless --keep-going, which lists what it leaves out', async () => {
    const cwd = room('keep-going');
    write(join(cwd, 'good.png'), picturePng());
    write(join(cwd, 'note.jpg'), 'no picture');
    const words = ['board', 'good.png', 'note.jpg', '-o', 'plan', '--json'];
    const stopped = await inkreel(words, cwd);
    expect(stopped.code).toBe(10);
    expect(stopped.said).toMatch(/note\.jpg.*--keep-going/);
    expect(filesIn(cwd).sort()).toEqual(['good.png', 'note.jpg']);
    const { code, out, said } = await inkreel([...words, '--keep-going'], cwd);
    expect(code).toBe(0);
    expect(said).toMatch(/^left out: note\.jpg/m);
    const made = JSON.parse(out);
    expect(made.shots).toHaveLength(1);
    expect(made.refused).toMatchObject([{ code: 'art-unreadable', file: 'note.jpg' }]);
    expect(filesIn(cwd).sort()).toEqual(['good.png', 'note.jpg', 'plan.html', 'plan.png']);
  });
});

/** A film of cards without music needs no art, no staging to speak of, and nothing that is played. */
const cards = (...lengths: readonly (number | string)[]) =>
  JSON.stringify({
    delivery: { quality: 'draft' },
    music: { kind: 'none' },
    scenes: [{ shots: lengths.map((length, n) => ({ card: { title: `Card ${n}` }, length })) }],
  });

describe('a machine that lacks something', () => {
  it('has no ffmpeg', async () => {
    const cwd = room('no-ffmpeg');
    write(join(cwd, 'film.json'), cards(1));
    const { code, said } = await inkreel(['render', 'film.json'], cwd, {
      FFMPEG_PATH: join(cwd, 'nowhere', 'ffmpeg'),
    });
    expect(code).toBe(30);
    expect(said).toMatch(/^inkreel: FFMPEG_PATH names .*nowhere/m);
    expect(filesIn(cwd)).toEqual(['film.json']);
    const doctor = await inkreel(['doctor'], cwd, { FFMPEG_PATH: join(cwd, 'nowhere', 'ffmpeg') });
    expect(doctor.code).toBe(30);
    expect(doctor.out).toMatch(/MISS {2}ffmpeg/);
  });

  it('has no room left on its disk', async ({ skip }) => {
    const cwd = room('full-disk');
    const disk = join(cwd, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    if (mounted.status !== 0) skip('Only root can mount a small disk to fill.');
    try {
      write(join(disk, 'film.json'), cards(3, 3, 3));
      const { code, said } = await inkreel(['render', 'film.json'], disk);
      expect(code).toBe(40);
      expect(said).toMatch(/^inkreel: The disk .*full/m);
      expect(said).not.toContain('bug');
      expect(filesIn(disk)).toEqual(['film.json']);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe('Ctrl-C', () => {
  it('stops and leaves no half film', async () => {
    const cwd = room('stop');
    write(join(cwd, 'film.json'), cards(3000));
    const { child, ended } = start(['render', 'film.json'], cwd);
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (text) => {
        if (/Rendering/.test(String(text))) resolve();
      });
    });
    child.kill('SIGINT');
    const { code, said } = await ended;
    expect(code).toBe(130);
    expect(said).toContain('Stopped.');
    expect(filesIn(cwd)).toEqual(['film.json']);
  });
});

describe('wrong use', () => {
  it.concurrent.each([
    [['mak'], /unknown command 'mak'/],
    [['make', 'a.png', '--rate', '23'], /24, 25, 30/],
    [['make', 'a.png', '-o', 'film.mp4', '--codec', 'vp9'], /cannot hold vp9/],
    [['make', 'a.png', '-o', 'no/such/film.mp4'], /no folder/],
  ])('%j', async (words, expected) => {
    const { code, said } = await inkreel(words, folder);
    expect(code).toBe(2);
    expect(said).toMatch(expected);
  });

  it('names a film.json that is not there', async () => {
    const { code, said } = await inkreel(['render', 'none.json'], folder);
    expect(code).toBe(21);
    expect(said).toMatch(/^inkreel: There is no none\.json/);
  });

  it('names the mistakes of a film.json', async () => {
    const cwd = room('check');
    write(
      join(cwd, 'film.json'),
      '{ "art": ["a.png"], "scenes": [{ "shots": [{ "picture": "a" }] }] }',
    );
    const { code, out } = await inkreel(['check', 'film.json', '--json'], cwd);
    expect(code).toBe(20);
    expect(JSON.parse(out).problems).toEqual([
      {
        path: 'art[0].file',
        fact: 'is "a.png", which is not there.',
        remedy: expect.any(String),
        line: 1,
      },
    ]);
  });
});
