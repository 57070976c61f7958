import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Grounds } from './desk.ts';
import { stampOf } from './file-stamp.ts';
import type { VerbCall } from './run-verb.ts';
import { keepAnswer, standingAnswer } from './standing-answer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-standing-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 80));
const path = (name: string) => join(folder, name);
const again = { text: 'Nothing had changed.', json: { made: 0 } };

function callNow(options: Record<string, unknown> = {}): VerbCall {
  return { verb: 'render', options: { file: path('film.json'), ...options }, begun: Date.now() };
}

/** A film that was rendered: what was read has long been there, the film is a moment old. */
async function rendered(): Promise<{ call: VerbCall; grounds: Grounds }> {
  for (const name of ['film.json', 'page.png', 'ffmpeg']) writeFileSync(path(name), `${name} one`);
  vi.stubEnv('FFMPEG_PATH', path('ffmpeg'));
  await settled();
  const call = callNow();
  writeFileSync(path('film.mp4'), 'film one');
  const grounds: Grounds = {
    again,
    read: [path('film.json'), path('page.png')],
    made: [[path('film.mp4'), stampOf(path('film.mp4'), Number.POSITIVE_INFINITY)]],
  };
  return { call, grounds };
}

/** Other bytes of the same number under the same name, dated as the first. */
function replace(name: string): void {
  const other = readFileSync(path(name), 'utf8').replace(/one$/, 'two');
  writeFileSync(path(`${name}.new`), other);
  utimesSync(path(`${name}.new`), 1, 1);
  utimesSync(path(name), 1, 1);
  renameSync(path(`${name}.new`), path(name));
}

function overwrite(name: string): void {
  writeFileSync(path(name), readFileSync(path(name), 'utf8').replace(/one$/, 'two'));
  utimesSync(path(name), 1, 1);
}

describe('an answer that stands', () => {
  it('is given again while nothing changes, also as JSON, and not to another command', async () => {
    const { call, grounds } = await rendered();
    expect(await standingAnswer(call)).toBeUndefined();
    await keepAnswer(call, grounds);
    expect(await standingAnswer(callNow())).toEqual(again);
    expect(await standingAnswer(callNow({ json: true }))).toEqual(again);
    expect(await standingAnswer(callNow({ quality: 'draft' }))).toBeUndefined();
    expect(await standingAnswer(callNow({ output: path('other.mp4') }))).toBeUndefined();
    expect(await standingAnswer({ ...callNow(), verb: 'check' })).toBeUndefined();
  });

  it.each(['film.json', 'page.png', 'ffmpeg', 'film.mp4'])(
    'falls with %s: replaced, written over or gone, whatever its date and length',
    async (name) => {
      for (const change of [replace, overwrite, (gone: string) => rmSync(path(gone))]) {
        const { call, grounds } = await rendered();
        await keepAnswer(call, grounds);
        expect(await standingAnswer(callNow())).toEqual(again);
        change(name);
        expect(await standingAnswer(callNow())).toBeUndefined();
      }
    },
  );

  it('falls with another ffmpeg that is found first', async () => {
    const { call, grounds } = await rendered();
    vi.stubEnv('FFMPEG_PATH', '');
    vi.stubEnv('PATH', [path('bin'), process.env.PATH].join(delimiter));
    await keepAnswer(call, grounds);
    expect(await standingAnswer(callNow())).toEqual(again);
    mkdirSync(path('bin'));
    writeFileSync(join(path('bin'), 'ffmpeg'), '');
    expect(await standingAnswer(callNow())).toBeUndefined();
    rmSync(path('bin'), { recursive: true });
    expect(await standingAnswer(callNow())).toEqual(again);
    vi.stubEnv('FFMPEG_PATH', path('ffmpeg'));
    expect(await standingAnswer(callNow())).toBeUndefined();
  });

  it('falls with a bare name of an ffmpeg that is another now', async () => {
    const { call, grounds } = await rendered();
    mkdirSync(path('bin'));
    writeFileSync(join(path('bin'), 'ffmpeg'), 'one');
    vi.stubEnv('FFMPEG_PATH', 'ffmpeg');
    vi.stubEnv('PATH', path('bin'));
    await settled();
    await keepAnswer({ ...call, begun: Date.now() }, grounds);
    expect(await standingAnswer(callNow())).toEqual(again);
    writeFileSync(join(path('bin'), 'ffmpeg'), 'two');
    expect(await standingAnswer(callNow())).toBeUndefined();
  });

  it('falls with a reader of the user that comes, changes or goes', async () => {
    const { call, grounds } = await rendered();
    const model = join(path('models'), 'reader', 'signs.txt');
    vi.stubEnv('INKREEL_MODELS', path('models'));
    await keepAnswer(call, grounds);
    expect(await standingAnswer(callNow())).toEqual(again);
    mkdirSync(join(path('models'), 'reader'), { recursive: true });
    writeFileSync(model, 'one');
    expect(await standingAnswer(callNow())).toBeUndefined();
    await settled();
    await keepAnswer({ ...call, begun: Date.now() }, grounds);
    expect(await standingAnswer(callNow())).toEqual(again);
    writeFileSync(model, 'two');
    expect(await standingAnswer(callNow())).toBeUndefined();
    vi.stubEnv('INKREEL_MODELS', '');
    expect(await standingAnswer(callNow())).toBeUndefined();
  });

  it('falls with a model that comes or changes, and not while one is being added', async () => {
    const { call, grounds } = await rendered();
    const model = join(path('models'), 'kokoro');
    vi.stubEnv('INKREEL_MODELS', path('models'));
    mkdirSync(join(path('models'), '.adding', 'kokoro'), { recursive: true });
    await settled();
    await keepAnswer({ ...call, begun: Date.now() }, grounds);
    writeFileSync(join(path('models'), '.adding', 'kokoro', 'lock'), '1');
    expect(await standingAnswer(callNow())).toEqual(again);
    mkdirSync(model);
    writeFileSync(join(model, 'tokens.txt'), 'one');
    expect(await standingAnswer(callNow())).toBeUndefined();
    await settled();
    await keepAnswer({ ...call, begun: Date.now() }, grounds);
    expect(await standingAnswer(callNow())).toEqual(again);
    writeFileSync(join(model, 'tokens.txt'), 'two and more');
    expect(await standingAnswer(callNow())).toBeUndefined();
    vi.unstubAllEnvs();
  });

  it('rests on the code of its verb, its kernel and its packages', async () => {
    const { call, grounds } = await rendered();
    await keepAnswer(call, grounds);
    const store = path('.inkreel');
    const [note] = readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const rests = Object.keys(JSON.parse(readFileSync(join(store, note!), 'utf8')).looks);
    for (const end of [
      ...['cli/launch.js', 'cli/inkreel.ts', 'cli/verbs/render.ts', 'cli/verb-thread.ts'],
      ...['film/motion/frame-at.ts', 'film/cut/segment.ts', 'adapters/ffmpeg/encode-segment.ts'],
      ...['kernel.wasm', 'zod/package.json', 'sharp/package.json', 'commander/package.json'],
    ]) {
      expect(rests).toContainEqual(expect.stringMatching(new RegExp(`${end}$`)));
    }
    expect(rests.some((name) => name.includes('.test.'))).toBe(false);
  });

  it('is not kept where something was changed while it was found', async () => {
    for (const name of ['film.json', 'page.png', 'ffmpeg', 'film.mp4']) {
      const { call, grounds } = await rendered();
      overwrite(name);
      await keepAnswer(call, grounds);
      expect(await standingAnswer(callNow())).toBeUndefined();
    }
  });

  it('falls with a page that joins the others in a folder', async () => {
    mkdirSync(path('pages'));
    writeFileSync(join(path('pages'), '1.png'), 'one');
    const { call, grounds } = await rendered();
    await keepAnswer(call, { ...grounds, read: [path('pages')] });
    expect(await standingAnswer(callNow())).toEqual(again);
    writeFileSync(join(path('pages'), '2.png'), 'two');
    await settled();
    expect(await standingAnswer(callNow())).toBeUndefined();
  });

  it('is found out anew where its note is damaged', async () => {
    const { call, grounds } = await rendered();
    await keepAnswer(call, grounds);
    for (const name of readdirSync(path('.inkreel'), { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.json')) writeFileSync(join(path('.inkreel'), name), '{"answer":');
    }
    expect(await standingAnswer(callNow())).toBeUndefined();
  });
});
