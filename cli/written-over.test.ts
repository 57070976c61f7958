import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { run as render } from './verbs/render.ts';
import { run as speak } from './verbs/speak.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-over-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const desk: Desk = {
  say: () => {},
  progress: () => {},
  signal: new AbortController().signal,
};

/** A film of one card, with more; its document's path. */
function document(name: string, more: object, shot: object = {}): string {
  const file = join(folder, name);
  const shots = [{ card: { title: 'One' }, length: 1, ...shot }];
  writeFileSync(file, JSON.stringify({ ...more, scenes: [{ shots }] }));
  return file;
}

const refusal = (name: string) => ({
  code: 'usage',
  message: expect.stringMatching(new RegExp(`${name}.*this film is made from`)),
});

describe('what a film is heard in is never written over', () => {
  it('by its stems, or by the film itself', async () => {
    const track = join(folder, 'music.wav');
    writeFileSync(track, 'mine');
    const file = document('track.json', { music: { kind: 'track', file: 'music.wav' } });
    await expect(render({ file, stems: folder }, desk)).rejects.toMatchObject(refusal('music.wav'));

    const song = join(folder, 'song.mp4');
    writeFileSync(song, 'mine');
    const other = document('song.json', { music: { kind: 'track', file: 'song.mp4' } });
    const order = { file: other, output: song };
    await expect(render(order, desk)).rejects.toMatchObject(refusal('song.mp4'));
    expect([track, song].map((path) => readFileSync(path, 'utf8'))).toEqual(['mine', 'mine']);
  });

  it('by the lines that are spoken', async () => {
    const recording = join(folder, '1-l1.wav');
    // Sound enough to be heard: half a second of a rough tone.
    const samples = Buffer.alloc(2 * 24_000);
    for (let i = 0; i < 24_000; i++) samples.writeInt16LE(((i * 331) % 20_000) - 10_000, 2 * i);
    const head = Buffer.from(
      '524946460000000057415645666d7420100000000100010080bb000000770100020010006461746100000000',
      'hex',
    );
    head.writeUInt32LE(36 + samples.length, 4);
    head.writeUInt32LE(samples.length, 40);
    writeFileSync(recording, Buffer.concat([head, samples]));
    const before = readFileSync(recording);
    const lines = [{ id: 'l1', text: 'Oh', recording: '1-l1.wav' }];
    const file = document('lines.json', {}, { lines });
    await expect(speak({ file, output: folder }, desk)).rejects.toMatchObject(refusal('1-l1.wav'));
    expect(readFileSync(recording).equals(before)).toBe(true);
  });
});
