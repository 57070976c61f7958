import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Desk } from './desk.ts';
import { run as check } from './verbs/check.ts';
import { run as doctor } from './verbs/doctor.ts';
import { run } from './verbs/models.ts';
import { run as speak } from './verbs/speak.ts';

const TINY = readFileSync(new URL('../fixtures/models/tiny-voice.tar.bz2', import.meta.url));
const SHA256 = createHash('sha256').update(TINY).digest('hex');
const server = createServer((_, response) => void response.end(TINY));

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-cli-models-'));
  vi.stubEnv('INKREEL_MODELS', join(folder, 'models'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiny.tar.bz2`;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const told: string[] = [];
const said: string[] = [];
const desk: Desk = {
  say: (line) => void said.push(line),
  progress: ({ label }) => void told.push(label),
  signal: new AbortController().signal,
};

interface ListJson {
  readonly models: readonly { readonly name: string; readonly voices: readonly unknown[] }[];
  readonly available: readonly { readonly name: string }[];
}

describe('inkreel models', () => {
  it('lists what can be added, with size, languages and licence', async () => {
    const { text, json } = await run({}, desk);
    expect(text).toContain(`No models in ${join(folder, 'models')}.`);
    expect(text).toMatch(/kitten +31 MB, English; .*Apache-2\.0/);
    const { available } = json as ListJson;
    expect(new Set(available.map(({ name }) => name)).size).toBe(available.length);
  });

  it('adds one by its address and checksum, speaks with it, and takes it away', async () => {
    const { text, json } = await run({ action: 'add', name: 'tiny', url, sha256: SHA256 }, desk);
    expect(json).toMatchObject({ added: 'tiny', voices: ['tiny/tiny'] });
    expect(text).toContain('tiny/tiny');
    expect(told).toContain('Fetching');
    const listed = (await run({}, desk)).json as ListJson;
    expect(listed.models).toMatchObject([{ name: 'tiny', voices: [{ name: 'tiny/tiny' }] }]);
    const { json: voices } = await speak({ voices: true }, desk);
    expect((voices as { voices: unknown[] }).voices).toContainEqual({
      name: 'tiny/tiny',
      description: 'the voice of tiny',
      languages: ['English'],
    });
    expect((await doctor()).text).toMatch(/voices +12 built in; of models in .*: tiny \(1\)/);
    const output = join(folder, 'yes.wav');
    const spoken = await speak({ text: 'Yes. Yes.', voice: 'tiny/tiny', output }, desk);
    expect(spoken.json).toMatchObject({ voice: 'tiny/tiny' });
    expect(existsSync(output)).toBe(true);
    await run({ action: 'remove', name: 'tiny' }, desk);
    expect(((await run({}, desk)).json as ListJson).models).toEqual([]);
  });

  it('speaks a film in it, once, and says what a film lacks without it', async () => {
    const film = {
      cast: [{ id: 'mara', voice: 'tiny/tiny' }, { id: 'keeper' }],
      scenes: [
        {
          shots: [
            {
              card: { title: 'Night' },
              lines: [
                { text: 'Yes.', speaker: 'mara' },
                { text: 'No.', speaker: 'keeper' },
                { text: 'Ich weiß nicht, wo die Lampe ist.', speaker: 'mara' },
              ],
            },
          ],
        },
      ],
    };
    const file = join(folder, 'film.json');
    await writeFile(file, JSON.stringify(film));
    await expect(speak({ file }, desk)).rejects.toThrow(/of the model "tiny", which is not here/);
    const lacking = await check({ file }, desk);
    expect(lacking.text).toMatch(/cast\[0\]\.voice \(line 1\) names "tiny\/tiny"\. .*not here/);
    // Where nobody is heard, nobody's voice is missed.
    await writeFile(file, JSON.stringify({ ...film, sound: { voices: false } }));
    expect((await check({ file }, desk)).json).toMatchObject({ ok: true });
    await writeFile(file, JSON.stringify(film));
    await run({ action: 'add', name: 'tiny', url, sha256: SHA256 }, desk);
    expect((await check({ file }, desk)).json).toMatchObject({ ok: true });
    const { json } = await speak({ file }, desk);
    const { lines } = json as { lines: readonly { readonly voice: string }[] };
    expect(lines.map(({ voice }) => voice)).toEqual(['tiny/tiny', expect.not.stringMatching('/')]);
    expect(said.join('\n')).toMatch(/not spoken: .*German.*inkreel models add piper-thorsten/);
    told.length = 0;
    await speak({ file }, desk);
    // Only the line that nobody could say is tried again.
    expect(told.filter((label) => label === 'Speaking').length).toBe(2);
    film.cast[0]!.voice = 'tiny/other';
    await writeFile(file, JSON.stringify(film));
    expect((await check({ file }, desk)).text).toContain('Use one of tiny/tiny.');
    const tuned = { ...film, cast: [{ id: 'mara', voice: { like: 'tiny/tiny', pitch: 200 } }] };
    await writeFile(file, JSON.stringify(tuned));
    expect((await check({ file }, desk)).text).toMatch(
      /voice\.pitch \(line 1\) is given for "tiny\/tiny"/,
    );
  });

  it('says what is wrong with what it is asked for', async () => {
    const add = (more: object) => run({ action: 'add', ...more }, desk);
    await expect(add({ name: 'kokorro' })).rejects.toThrow(/Did you mean "kokoro"\?.*--url URL/);
    await expect(add({ name: 'x', url })).rejects.toThrow('--url needs --sha256');
    await expect(add({ name: 'x', sha256: SHA256 })).rejects.toThrow('--sha256 needs --url');
    await expect(add({ name: 'x', url, sha256: 'abc' })).rejects.toThrow('is no SHA-256');
    const sha256 = SHA256;
    await expect(add({ name: 'x', url: '/tmp/x', sha256 })).rejects.toThrow('no address');
    await expect(add({ name: '..', url, sha256 })).rejects.toThrow('cannot be the name');
    await expect(run({ action: 'remove', name: 'gone' }, desk)).rejects.toThrow('no model "gone"');
    const other = add({ name: 'x', url, sha256: '0'.repeat(64) });
    await expect(other).rejects.toThrow('is not the file that is expected');
  });
});
