import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../models/added-model.ts';
import { findSherpa, sherpaPlaces } from './find-sherpa.ts';
import { openSherpa } from './open-sherpa.ts';
import { writeHummingModel, writeModelOfWords } from './tiny-models.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-sherpa-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How words are spelt: in archives of models; here from the machine, where it has espeak-ng. */
const SPELLER = [
  '/usr/lib/x86_64-linux-gnu/espeak-ng-data',
  '/usr/lib/aarch64-linux-gnu/espeak-ng-data',
  '/usr/share/espeak-ng-data',
].find((path) => existsSync(join(path, 'phontab')));

const RATE = 16_000;

/** A tone in place of each word: as long as it is high. */
function tones(pitch: number) {
  return ['one', 'two'].map((word, n) => ({
    word,
    samples: Float32Array.from({ length: 1600 * (n + 1) }, (_, t) =>
      Math.sin((2 * Math.PI * pitch * t) / RATE),
    ),
  }));
}

/** Rises through zero, a second. */
function pitchOf(samples: Float32Array, rate: number): number {
  let rises = 0;
  for (let n = 1; n < samples.length; n++) if (samples[n - 1]! < 0 && samples[n]! >= 0) rises++;
  return (rises * rate) / samples.length;
}

async function complaint(work: () => Promise<unknown>): Promise<FilmError> {
  const error = await work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FilmError)) throw error ?? new Error('It did not complain.');
  return error;
}

function stateOf(pid: string): string | undefined {
  return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
}

describe('a model that speaks', () => {
  it('says what it is given, as one of its speakers, at a pace', async () => {
    const place = join(folder, 'tones');
    await writeModelOfWords(place, [tones(200), tones(400)], RATE);
    const model = await readModel(place);
    const opened = await openSherpa(model, model.speakers[0]!);
    try {
      const low = await opened.speak({ text: 'One two.', speaker: 0, pace: 1 });
      expect(low.rate).toBe(RATE);
      expect(low.samples.length / RATE).toBeCloseTo(0.3, 2);
      expect(Math.abs(pitchOf(low.samples, RATE) - 200)).toBeLessThan(10);
      const [high, slow] = await Promise.all([
        opened.speak({ text: 'Two.', speaker: 1, pace: 1 }),
        opened.speak({ text: 'One two.', speaker: 0, pace: 0.5 }),
      ]);
      expect(Math.abs(pitchOf(high.samples, RATE) - 400)).toBeLessThan(10);
      expect(slow.samples.length / RATE).toBeCloseTo(0.6, 2);
    } finally {
      opened.close();
    }
  });

  it.skipIf(SPELLER === undefined)(
    'is of the shape of Kokoro, of Kitten or of Matcha (needs the espeak-ng-data of this machine)',
    async () => {
      const named = { speaker_names: 'af_low,ef_high' };
      for (const [kind, pitches] of [
        ['kokoro', [120, 240]],
        ['kitten', [120, 240]],
        ['matcha', [180]],
      ] as const) {
        const place = join(folder, kind);
        await writeHummingModel(place, kind, pitches, kind === 'matcha' ? {} : named);
        await symlink(SPELLER!, join(place, 'espeak-ng-data'));
        const model = await readModel(place);
        expect(model.kind).toBe(kind);
        expect(model.speakers.length).toBe(pitches.length);
        for (const [n, speaker] of model.speakers.entries()) {
          const opened = await openSherpa(model, speaker);
          try {
            const order = { text: 'Hello there, my friend.', speaker: speaker.id, pace: 1 };
            const { samples, rate } = await opened.speak(order);
            expect(samples.length / rate).toBeGreaterThan(0.5);
            expect(Math.abs(pitchOf(samples, rate) - pitches[n]!)).toBeLessThan(12);
          } finally {
            opened.close();
          }
        }
      }
    },
  );

  it('tells plainly why one does not speak', async () => {
    const place = join(folder, 'odd');
    await writeModelOfWords(place, [tones(200)], RATE);
    // A sign that the lexicon has and the network does not know: sherpa ends its process at it.
    await writeFile(join(place, 'lexicon.txt'), 'one nothing\n');
    await writeFile(join(place, 'tokens.txt'), 'one one one\n');
    const model = await readModel(place);
    const error = await complaint(() => openSherpa(model, model.speakers[0]!));
    expect(error.code).toBe('weights-missing');
    expect(error.message).toMatch(/"odd" does not speak: .+\(inkreel models remove odd/s);
  });

  it.skipIf(process.platform !== 'linux')('tells that its process is gone (Linux)', async () => {
    const model = await readModel(join(folder, 'tones'));
    const children = () =>
      readdirSync(`/proc/${process.pid}/task`).flatMap((thread) =>
        readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8').trim().split(' '),
      );
    const before = children();
    const opened = await openSherpa(model, model.speakers[0]!);
    const [own] = children().filter((pid) => !before.includes(pid));
    process.kill(Number(own), 'SIGKILL');
    // Until it is gone, and before anybody here could have heard of it.
    while (children().includes(own!) && stateOf(own!) !== 'Z');
    const order = { text: 'One.', speaker: 0, pace: 1 };
    const error = await complaint(() => opened.speak(order));
    expect(error.code).toBe('weights-missing');
    expect(error.message).toContain('"tones" does not speak');
    opened.close();
  });

  it('tells where its program is not installed, or does not start', async () => {
    const none = await complaint(async () => findSherpa(sherpaPlaces('/nowhere/at/all')));
    expect(none.code).toBe('program-missing');
    expect(none.message).toMatch(/npm install --prefix .*sherpa-onnx-node@/);
    const model = await readModel(join(folder, 'tones'));
    const broken = join(folder, 'broken');
    await mkdir(broken, { recursive: true });
    const manifest = { name: 'sherpa-onnx-node', version: '1.0.0', main: 'gone.js' };
    await writeFile(join(broken, 'package.json'), JSON.stringify(manifest));
    const half = join(folder, 'half');
    await mkdir(half);
    await writeFile(join(half, 'package.json'), '{ "name": "sherpa-on');
    const program = findSherpa([half, broken]);
    expect(program.version).toBe('1.0.0');
    const error = await complaint(() => openSherpa(model, model.speakers[0]!, program));
    expect(error.code).toBe('program-missing');
    expect(error.message).toContain('does not start on this machine');
  });
});
