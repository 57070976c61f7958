import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTake } from '@inkreel/adapters/wav/take-file.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { run as check } from './verbs/check.ts';
import { run } from './verbs/speak.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-speak-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const said: string[] = [];
const desk: Desk = {
  say: (line) => void said.push(line),
  progress: () => {},
  signal: new AbortController().signal,
};

const filmOf = (lines: readonly unknown[]) => ({
  cast: [
    { id: 'mara', description: 'A girl of nine' },
    { id: 'keeper', voice: 'amos' },
  ],
  scenes: [{ shots: [{ card: { title: 'Night' }, lines }] }],
});

interface SpokenJson {
  readonly lines: readonly { readonly voice: string; readonly words: readonly unknown[] }[];
}

describe('inkreel speak', () => {
  it('writes each line of a film in the voice of who says it', async () => {
    const recording = join(folder, 'mine.wav');
    await run({ text: 'The lamp is out.', voice: 'gregor', output: recording }, desk);
    const file = join(folder, 'film.json');
    const lines = [
      { text: 'Long ago there was a light.', delivery: 'narration' },
      { text: 'Who is there?', speaker: 'mara', delivery: 'whisper' },
      { text: 'The lamp is out.', speaker: 'keeper', recording: 'mine.wav' },
      { text: 'Je ne sais pas où vous êtes.', speaker: 'mara' },
      '...',
    ];
    await writeFile(file, JSON.stringify(filmOf(lines)));
    const out = join(folder, 'lines');
    const { json } = await run({ file, output: out }, desk);
    const { lines: spoken } = json as SpokenJson;
    expect(spoken.map(({ voice }) => voice)).toEqual(['narrator', 'robin', 'recording', 'clara']);
    expect(spoken.map(({ words }) => words.length)).toEqual([6, 3, 4, 0]);
    expect(said.join('\n')).toMatch(/not spoken: .*French/);
    const files = (await readdir(out)).sort();
    expect(files.length).toBe(4);
    const third = await readTake(join(out, files[2]!));
    expect(third.source).toBe('recording');
    expect(third.missing).toEqual([]);
  });

  it('lists the voices', async () => {
    const { json } = await run({ voices: true }, desk);
    const { voices } = json as { voices: { name: string; description: string }[] };
    expect(voices.length).toBeGreaterThanOrEqual(9);
    expect(new Set(voices.map(({ name }) => name)).size).toBe(voices.length);
  });

  it('says what is wrong and what would be right', async () => {
    await expect(run({ text: 'Hi', voice: 'carla' }, desk)).rejects.toThrow(/no voice "carla"/);
    await expect(run({}, desk)).rejects.toThrow(/--text/);
    await expect(run({ text: ' ' }, desk)).rejects.toThrow(/nothing to say/);
    const mp3 = join(folder, 'x.mp3');
    await expect(run({ text: 'Hi', output: mp3 }, desk)).rejects.toThrow(/End it in \.wav/);
    const text = 'Привет, как дела?';
    const output = join(folder, 'x.wav');
    await expect(run({ text, output }, desk)).rejects.toThrow(/Cyrillic.*English/);
    const file = join(folder, 'lost.json');
    await writeFile(file, JSON.stringify(filmOf([{ text: 'Hi', recording: 'none.wav' }])));
    await expect(run({ file }, desk)).rejects.toThrow(/none\.wav/);
    const track = { kind: 'track', file: 'gone.mp3' };
    const both = { ...filmOf([{ text: 'Hi', recording: 'none.wav' }]), music: track };
    await writeFile(file, JSON.stringify(both));
    const checked = await check({ file }, desk);
    expect(checked.exitCode).not.toBe(0);
    expect(checked.text).toMatch(/music\.file \(line 1\) names "gone\.mp3"/);
    expect(checked.text).toMatch(/lines\[0\]\.recording \(line 1\) names "none\.wav"/);
  });
});
