import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagePng, picturePng, write } from './journey-art.ts';
import type { BoardOptions } from './verbs/board.ts';
import type { MakeOptions } from './verbs/make.ts';
import type { ReadOptions } from './verbs/read.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-edits-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a verb as its thread would, in full paths: threads share one working folder. */
async function verb<Options>(name: 'make' | 'board' | 'read', options: Options) {
  const said: string[] = [];
  const desk = {
    say: (line: string) => void said.push(line),
    progress() {},
    signal: new AbortController().signal,
  };
  const { run } = await import(`./verbs/${name}.ts`);
  const answer = await run(options, desk);
  return { json: answer.json, said: said.join('\n') };
}

const room = (name: string) => mkdtempSync(join(folder, `${name}-`));

describe('a storyboard that was edited by hand', () => {
  it('is used, named where it cannot be, and never lost', async () => {
    const cwd = room('edited');
    const input = write(join(cwd, 'Chapter 1. The Start.png'), picturePng());
    const output = join(cwd, 'film.mp4');
    const make = (more: Partial<MakeOptions> = {}) =>
      verb<MakeOptions>('make', { inputs: [input], output, quality: 'draft', ...more });
    const edit = (change: (document: ReturnType<typeof JSON.parse>) => void) => {
      const path = join(cwd, 'film.json');
      const document = JSON.parse(readFileSync(path, 'utf8'));
      for (const { shots } of document.scenes) {
        for (const shot of shots) Object.assign(shot, { length: '2f', transition: 'cut' });
      }
      change(document);
      write(path, JSON.stringify(document));
    };
    await make({ aspect: '1:1' });
    edit((document) => {
      document.delivery.codec = 'vp9';
      document.title = 'Mine';
    });
    const odd = await make({ maxShots: 9 });
    expect(odd.json).toMatchObject({ frames: 2, film: output });
    expect(odd.said).toMatch(/--max-shots changes nothing/);
    expect(odd.said).toMatch(/cannot hold vp9/);

    await make({ fresh: true, aspect: '1:1' });
    edit((document) => {
      document.title = 'Mine too';
    });
    await make({ fresh: true, aspect: '1:1' });
    const kept = readdirSync(cwd).filter((name) => name.endsWith('.bak'));
    const titles = kept.map((name) => JSON.parse(readFileSync(join(cwd, name), 'utf8')).title);
    expect(titles.sort()).toEqual(['Mine', 'Mine too']);
  });
});

describe('art is never written over', () => {
  it('by a board or its likes, by whatever name it goes', async () => {
    const cwd = room('over');
    const page = write(join(cwd, 'plan.png'), pagePng());
    const output = join(cwd, 'plan');
    await expect(verb<BoardOptions>('board', { inputs: [page], output })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/plan\.png.*this film is made from/),
    });
    const overlay = room('overlay');
    linkSync(page, join(overlay, '1-plan.png'));
    await expect(verb<ReadOptions>('read', { inputs: [page], overlay })).rejects.toMatchObject({
      code: 'usage',
    });
    expect(readFileSync(page).equals(pagePng())).toBe(true);
  });
});
