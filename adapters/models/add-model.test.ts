import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { create, Header } from 'tar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AddOrder, addModel, removeModel } from './add-model.ts';
import { addedModels } from './added-model.ts';

const TINY = readFileSync(new URL('../../fixtures/models/tiny-voice.tar.bz2', import.meta.url));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What is offered at each path, and how. */
type Manner = (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => void;
const offered = new Map<string, { bytes: Buffer; manner: Manner }>();
let asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers.range);
  const found = offered.get(request.url ?? '');
  if (found) found.manner(request, response, found.bytes);
  else response.writeHead(404).end('not here');
});

/** As good servers do: from where it is asked to. */
const fromThere: Manner = (request, response, bytes) => {
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from > 0 && from >= bytes.length) {
    response.writeHead(416).end();
    return;
  }
  const part = bytes.subarray(from);
  const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': part.length,
    ...(from > 0 && range),
  });
  response.end(part);
};
/** Breaks off when so many bytes more have been kept, but for the last of a few times. */
const breaking = (after: number, times: number): Manner => {
  let left = times;
  return (request, response, bytes) => {
    if (left-- <= 0) return fromThere(request, response, bytes);
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': bytes.length - from,
      ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    response.write(bytes.subarray(from, from + after));
    const packed = join(folder, '.adding', 'tiny', `${sha256(bytes)}.part`);
    const look = setInterval(() => {
      if (!existsSync(packed) || statSync(packed).size < from + after) return;
      clearInterval(look);
      response.destroy();
    }, 2);
  };
};
const fromTheStart: Manner = (_, response, bytes) => void response.end(bytes);

let address: string;
let scripts: string;
let folder: string;
beforeAll(async () => {
  scripts = await mkdtemp(join(tmpdir(), 'inkreel-adding-'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await rm(scripts, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-add-'));
  asked = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function offer(path: string, bytes: Buffer, manner: Manner = fromThere) {
  offered.set(path, { bytes, manner });
  return { url: `${address}${path}`, sha256: sha256(bytes), bytes: bytes.length };
}

const add = (archive: AddOrder['archive'], name = 'tiny', beside?: AddOrder['beside']) =>
  addModel({ folder, name, archive, beside, patience: [1, 1] });

async function complaint(work: Promise<unknown>): Promise<FilmError> {
  const error = await work.then(
    () => new Error('It did not complain.'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof FilmError) return error;
  throw error;
}

/** Names of models that are there, and of files that were left. */
const there = async () => (await addedModels(folder)).models.map(({ name }) => name);
const left = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );

describe('adding a model', () => {
  it('fetches, unpacks and puts it in its place', async () => {
    const steps: string[] = [];
    const model = await addModel({
      folder,
      name: 'tiny',
      archive: offer('/tiny.tar.bz2', TINY),
      onStep: (label) => void steps.push(label),
    });
    expect(model.folder).toBe(join(folder, 'tiny'));
    expect(model.speakers.map(({ name }) => name)).toEqual(['tiny']);
    expect(new Set(steps)).toEqual(new Set(['Fetching', 'Unpacking']));
    expect(await there()).toEqual(['tiny']);
    expect(left().sort()).toEqual(['tiny/lexicon.txt', 'tiny/model.onnx', 'tiny/tokens.txt']);
    await removeModel(folder, 'tiny');
    expect(left()).toEqual([]);
    expect((await complaint(removeModel(folder, 'tiny'))).message).toContain('no model "tiny"');
  });

  it('goes on where the line broke off, however often', async () => {
    const archive = offer('/breaks', TINY, breaking(250, 3));
    await add(archive);
    expect(asked).toEqual([undefined, 'bytes=250-', 'bytes=500-', 'bytes=750-']);
    expect(await there()).toEqual(['tiny']);
  });

  it('goes on where an earlier run broke off', async () => {
    const archive = offer('/breaks', TINY, (request, response, bytes) =>
      asked.length === 1
        ? breaking(400, 1)(request, response, bytes)
        : void response.writeHead(503).end(),
    );
    const error = await complaint(add(archive));
    expect(error.code).toBe('unreachable');
    expect(error.message).toMatch(/cannot be reached .* of it are kept/);
    expect(await there()).toEqual([]);
    offer('/breaks', TINY);
    asked = [];
    await add(archive);
    expect(asked).toEqual(['bytes=400-']);
    expect(await there()).toEqual(['tiny']);
  });

  it('begins anew where the server cannot go on, and where it goes on with another file', async () => {
    const archive = offer('/whole', TINY, fromTheStart);
    const work = join(folder, '.adding', 'tiny');
    const packed = join(work, `${archive.sha256}.part`);
    await mkdir(work, { recursive: true });
    await writeFile(packed, TINY.subarray(0, 500));
    await add(archive);
    expect(asked).toEqual(['bytes=500-']);
    await removeModel(folder, 'tiny');
    for (const before of [Buffer.alloc(500, 7), Buffer.alloc(TINY.length + 9, 7)]) {
      asked = [];
      await mkdir(work, { recursive: true });
      await writeFile(packed, before);
      await add(offer('/whole', TINY));
      expect(asked).toEqual([`bytes=${before.length}-`, undefined]);
      expect(await there()).toEqual(['tiny']);
      await removeModel(folder, 'tiny');
    }
  });

  it('keeps nothing of a file that is not the one that was meant', async () => {
    const archive = { ...offer('/other', TINY), sha256: '0'.repeat(64) };
    const error = await complaint(add(archive));
    expect(error.code).toBe('archive-unsafe');
    expect(error.message).toContain(sha256(TINY));
    expect(error.message).toContain('--sha256 HEX');
    expect(left()).toEqual([]);
  });

  it('says what cannot be reached, and that a place is empty', async () => {
    const gone = { url: `${address}/nothing`, sha256: sha256(TINY) };
    const missing = await complaint(add(gone));
    expect(missing.code).toBe('unreachable');
    expect(missing.message).toContain('is not there: the server answers 404');
    expect(asked.length).toBe(1);
    const port = (server.address() as AddressInfo).port;
    const deaf = { url: `http://127.0.0.1:${port === 9 ? 10 : 9}/tiny`, sha256: sha256(TINY) };
    const unreachable = await complaint(add(deaf));
    expect(unreachable.code).toBe('unreachable');
    expect(unreachable.message).toMatch(/cannot be reached \(\S+.*unpack it into your models/);
    expect(await there()).toEqual([]);
  });

  it('puts files beside those of the archive, or adds nothing', async () => {
    const vocoder = Buffer.from('a vocoder');
    const archive = offer('/tiny.tar.bz2', TINY);
    const wrong = { ...offer('/vocos-22khz-univ.onnx', vocoder), sha256: '1'.repeat(64) };
    expect((await complaint(add(archive, 'tiny', [wrong]))).code).toBe('archive-unsafe');
    expect(await there()).toEqual([]);
    asked = [];
    await add(archive, 'tiny', [offer('/vocos-22khz-univ.onnx', vocoder)]);
    // The archive was kept: all of it is there already.
    expect(asked).toEqual([`bytes=${TINY.length}-`, undefined]);
    expect(readFileSync(join(folder, 'tiny', 'vocos-22khz-univ.onnx'))).toEqual(vocoder);
  });

  it('refuses what it should not write, before anything of it has a name', async () => {
    const evil = (path: string, type: 'File' | 'SymbolicLink', linkpath = '') => {
      const content = type === 'File' ? 512 : 0;
      const head = Buffer.alloc(512);
      const size = type === 'File' ? 5 : 0;
      new Header({ path, type, size, mode: 0o644, linkpath, mtime: new Date(0) }).encode(head);
      const body = Buffer.alloc(content);
      if (content > 0) body.write('hello');
      return gzipSync(Buffer.concat([head, body, Buffer.alloc(1024)]));
    };
    for (const [archive, said] of [
      [evil('../outside.txt', 'File'), 'would write outside its folder'],
      [evil('a/../../outside.txt', 'File'), 'would write outside its folder'],
      [evil('/tmp/outside.txt', 'File'), 'would write outside its folder'],
      [evil('link', 'SymbolicLink', '/etc/passwd'), 'which is no file'],
    ] as const) {
      const error = await complaint(add(offer('/evil', archive)));
      expect(error.code).toBe('archive-unsafe');
      expect(error.message).toContain(said);
      expect(left()).toEqual([]);
    }
    expect(existsSync(join(folder, '..', 'outside.txt'))).toBe(false);
  });

  it('refuses a damaged archive, and one that holds no voice', async () => {
    const damaged = Buffer.from(TINY);
    damaged.fill(0, 600, 660);
    for (const bytes of [TINY.subarray(0, 700), damaged, Buffer.from('<html>hello</html>')]) {
      const error = await complaint(add(offer('/damaged', Buffer.from(bytes))));
      expect(error.code).toBe('archive-unsafe');
      expect(error.message).toContain('is no whole .tar.bz2');
      expect(left()).toEqual([]);
    }
    // 100 MB of nothing, and a tape that never says what it holds.
    const nothing = Buffer.from(
      'QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1nEYApVAD7RQALAAABAAAggADDMCapppUiDaipEHi7kinChIcCoiS4=',
      'base64',
    );
    const full = await complaint(add(offer('/nothing.bz2', nothing)));
    expect([full.code, full.message]).toEqual([
      'archive-unsafe',
      expect.stringContaining('it holds far more than a voice'),
    ]);
    const empty = await complaint(add(offer('/empty.tgz', gzipSync(Buffer.alloc(60_000_000)))));
    expect(empty.code).toBe('archive-unsafe');
    expect(left()).toEqual([]);
    await writeFile(join(folder, 'letter.txt'), 'hello');
    await create({ gzip: false, cwd: folder, file: join(folder, 'twice.tar') }, [
      'letter.txt',
      'letter.txt',
    ]);
    const twice = readFileSync(join(folder, 'twice.tar'));
    await rm(join(folder, 'twice.tar'));
    expect((await complaint(add(offer('/twice.tar', twice)))).code).toBe('archive-unsafe');
    await create({ gzip: true, cwd: folder, file: join(folder, 'letter.tgz') }, ['letter.txt']);
    const letter = readFileSync(join(folder, 'letter.tgz'));
    const error = await complaint(add(offer('/letter.tgz', letter)));
    expect(error.code).toBe('weights-missing');
    expect(error.message).toContain('there is no .onnx file in it');
    expect(await there()).toEqual([]);
  });

  it('refuses names that are taken or none, a second run, and a disk that is too small', async () => {
    const archive = offer('/tiny.tar.bz2', TINY);
    await add(archive);
    expect((await complaint(add(archive))).message).toContain('is there already');
    for (const name of ['../tiny', 'reader', 'node_modules', '.adding', 'a/b', '']) {
      expect((await complaint(add(archive, name))).message).toContain('cannot be the name');
    }
    const lock = (model: string, pid: number) =>
      writeFile(join(folder, '.adding', `${model}.lock-${pid}-${randomUUID()}`), '');
    for (const name of ['other', 'tiny']) await lock(name, process.ppid);
    expect((await complaint(add(archive, 'other'))).message).toContain('Another run is adding');
    expect((await complaint(removeModel(folder, 'tiny'))).message).toContain('Another run is');
    expect(await there()).toEqual(['tiny']);
    const vast = await complaint(add({ ...archive, bytes: 1e15 }, 'vast'));
    expect(vast.code).toBe('disk-full');
    expect(asked.length).toBe(1);
  });

  it('is done by one of the runs that begin at once, also where one was killed before', async () => {
    const archive = offer('/tiny.tar.bz2', TINY);
    const gone = fork(fileURLToPath(new URL('./model-kind.ts', import.meta.url)), [], {
      execArgv: ['--no-warnings'],
    });
    await new Promise((done) => gone.on('exit', done));
    await mkdir(join(folder, '.adding'));
    for (const pid of [gone.pid, process.pid]) {
      await writeFile(join(folder, '.adding', `tiny.lock-${pid}-${randomUUID()}`), '');
    }
    const runs = await Promise.allSettled([add(archive), add(archive), add(archive)]);
    expect(runs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const run of runs) {
      if (run.status === 'rejected') expect(run.reason).toMatchObject({ code: 'usage' });
    }
    expect(left().sort()).toEqual(['tiny/lexicon.txt', 'tiny/model.onnx', 'tiny/tokens.txt']);
  });

  it('leaves no half model when it is killed, and goes on after it', async () => {
    // It comes in pieces that never end: whatever is killed is killed halfway.
    let sent = 0;
    const archive = offer('/slow', TINY, (_, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 512), () => {
        sent = 512;
      });
    });
    const order = { folder, name: 'tiny', archive };
    const child = await adding(order);
    const packed = join(folder, '.adding', 'tiny', `${archive.sha256}.part`);
    while (sent === 0 || !existsSync(packed) || statSync(packed).size < 512) await wait(10);
    await killed(child);
    expect(await there()).toEqual([]);
    expect(existsSync(join(folder, 'tiny'))).toBe(false);
    offer('/slow', TINY);
    asked = [];
    await add(archive);
    expect(asked).toEqual(['bytes=512-']);
    expect(await there()).toEqual(['tiny']);
  });

  it('leaves no half model when it is killed while it unpacks', async () => {
    // Noise does not compress: there is enough of it to be killed in the middle.
    const big = join(folder, 'big');
    await mkdir(big);
    for (const name of ['a.txt', 'b.txt', 'c.txt', 'tokens.txt']) {
      await writeFile(join(big, name), randomBytes(4 << 20));
    }
    await create({ gzip: { level: 1 }, cwd: folder, file: join(folder, 'big.tgz') }, ['big']);
    const bytes = readFileSync(join(folder, 'big.tgz'));
    await rm(big, { recursive: true });
    const archive = offer('/big.tgz', bytes);
    const child = await adding({ folder, name: 'tiny', archive });
    const unpacked = join(folder, '.adding', 'tiny', 'unpacked');
    while (!existsSync(join(unpacked, 'big', 'a.txt'))) await wait(1);
    await killed(child);
    expect(existsSync(unpacked)).toBe(true);
    expect(await there()).toEqual([]);
    await rm(join(folder, 'big.tgz'));
    expect(left().every((path) => path.startsWith('.adding'))).toBe(true);
    // The same name, another archive: nothing of the first is in it.
    await add(offer('/tiny.tar.bz2', TINY));
    expect(left().sort()).toEqual(['tiny/lexicon.txt', 'tiny/model.onnx', 'tiny/tokens.txt']);
  });
});

/** A run of its own that can be killed. */
async function adding(order: AddOrder): Promise<ChildProcess> {
  const path = join(scripts, 'adding.mjs');
  const module = fileURLToPath(new URL('./add-model.ts', import.meta.url));
  await writeFile(
    path,
    `import { addModel } from ${JSON.stringify(module)};\nawait addModel(${JSON.stringify(order)});\n`,
  );
  return fork(path, [], { execArgv: ['--no-warnings'], stdio: 'ignore' });
}

async function killed(child: ChildProcess): Promise<void> {
  expect(child.exitCode).toBeNull();
  const gone = new Promise((done) => child.on('exit', done));
  child.kill('SIGKILL');
  await gone;
}
