import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWav } from '@inkreel/adapters/wav/wav-file.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT_CODES } from './exit-codes.ts';

const program = fileURLToPath(new URL('inkreel.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-score-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inkreel = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, said: stderr };
};

const card = (title: string, length: number) => ({ card: { title }, length });
const FILM = {
  schema: 'inkreel/film',
  version: 3,
  title: 'Three turns',
  scenes: [
    { mood: 'calm', shots: [card('One', 6), card('Two', 7.3)] },
    { mood: 'tense', shots: [card('Three', 4), card('Four', 3.4), card('Five', 7)] },
  ],
};

describe('inkreel score', () => {
  it('names its pieces', () => {
    const { code, out } = inkreel('score', '--list', '--json');
    expect(code).toBe(0);
    const pieces = JSON.parse(out) as { id: string; mood: string }[];
    expect(pieces.length).toBeGreaterThanOrEqual(24);
    expect(new Set(pieces.map(({ mood }) => mood)).size).toBeGreaterThanOrEqual(8);
  });

  it('scores a film for its scenes, as sound of its length and as notes', async () => {
    writeFileSync(join(folder, 'film.json'), JSON.stringify(FILM));
    const { code, out, said } = inkreel('score', 'film.json', '-o', 'music.wav', '--json');
    expect(said).toBe('');
    expect(code).toBe(0);
    const answer = JSON.parse(out) as {
      seconds: number;
      cues: { mood: string; start: number; seconds: number }[];
    };
    expect(answer.cues.map(({ mood }) => mood)).toEqual(['calm', 'tense']);
    expect(answer.cues[1]!.start).toBeCloseTo(13.3, 1);
    const wav = await openWav(join(folder, 'music.wav'));
    expect([wav.rate, wav.channels]).toEqual([48_000, 2]);
    expect(wav.length / 48_000).toBeCloseTo(answer.seconds, 3);
    expect(answer.seconds).toBeCloseTo(27.7, 1);
    await wav.close();

    expect(inkreel('score', 'film.json', '-o', 'music.mid').code).toBe(0);
    for (const name of ['music-1.mid', 'music-2.mid']) {
      expect(readFileSync(join(folder, name)).toString('latin1', 0, 4)).toBe('MThd');
    }
  });

  it('loops a track', async () => {
    expect(inkreel('score', '--mood', 'comic', '--seconds', '9', '-o', 'a.wav').code).toBe(0);
    expect(inkreel('score', '--track', 'a.wav', '--seconds', '20', '-o', 'b.wav').code).toBe(0);
    const wav = await openWav(join(folder, 'b.wav'));
    expect(wav.length).toBe(20 * 48_000);
    await wav.close();
  });

  it.each([
    [['score'], EXIT_CODES.usage, /Music for what\?/],
    [['score', '--mood', 'sad', '-o', 'a.mp3'], EXIT_CODES.usage, /Name it \.wav/],
    [['score', '--piece', 'Fur Elise'], EXIT_CODES.usage, /no piece "Fur Elise".*--list/],
    [['score', '--mood', 'sad', '--seconds', '9999'], EXIT_CODES.usage, /from 1 to 3600/],
    [['score', '--track', 'none.mp3'], EXIT_CODES['art-missing'], /no file none\.mp3/],
    [['score', '--track', 'film.json'], EXIT_CODES['sound-unreadable'], /cannot be read as sound/],
    [['score', 'gone.json'], EXIT_CODES['document-missing'], /no gone\.json/],
  ] as const)('says what is wrong with %j', (words, code, message) => {
    const ended = inkreel(...words);
    expect(ended.said).toMatch(message);
    expect(ended.code).toBe(code);
  });
});
