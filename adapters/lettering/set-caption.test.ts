import { parseFilm } from '@inkreel/film/document/parse-film.ts';
import { id } from '@inkreel/film/grammar/id.ts';
import { rational } from '@inkreel/film/time/rational.ts';
import { describe, expect, it } from 'vitest';
import { drawCaption } from './draw-caption.ts';
import { type DrawnStyle, setCaption } from './set-caption.ts';
import { unsetSigns } from './unset-signs.ts';

const FRAME = { width: 640, height: 360 };

function caption(...texts: string[]) {
  const lines = texts.map((text) =>
    text.split(' ').map((word, n) => ({ text: word, spaced: n > 0, from: n * 6 })),
  );
  return { lines };
}

/** The middle of what is drawn in a colour, pixels from the picture's left edge; and how much it is. */
async function seen(text: string, style: DrawnStyle, heard: number, colour: readonly number[]) {
  const set = setCaption(caption(text), FRAME, style)!;
  const { raster } = await drawCaption(set, { x: 0, y: 0 }, { colour: 0, heard });
  let [sum, count] = [0, 0];
  for (let i = 0; i < raster.data.length; i += 4) {
    if (colour.some((value, c) => Math.abs(raster.data[i + c]! - value) > 12)) continue;
    sum += (i / 4) % raster.width;
    count++;
  }
  return { x: sum / count / raster.width, count };
}

const LIT = [0xff, 0xc9, 0x3c, 255];

describe('setCaption', () => {
  it('sets two lines inside the frame, as large as there is room', () => {
    const wide = 'Donaudampfschifffahrtsgesellschaftskapitänspatentinhaberin';
    const small = setCaption(caption(wide, wide), FRAME, 'pop')!;
    const usual = setCaption(caption('So', 'be it'), FRAME, 'pop')!;
    expect(small.size.width).toBeLessThanOrEqual(FRAME.width);
    expect(small.em).toBeLessThan(usual.em);
    expect(usual.words).toHaveLength(3);
  });

  it('lights up the word that is heard, where it stands in its script', async () => {
    expect((await seen('one two three', 'karaoke', 0, LIT)).count).toBe(0);
    const first = await seen('one two three', 'karaoke', 1, LIT);
    const last = await seen('one two three', 'karaoke', 3, LIT);
    expect(first.x).toBeLessThan(0.3);
    expect(last.x).toBeGreaterThan(0.6);
    expect((await seen('האם שמעת הים', 'karaoke', 1, LIT)).x).toBeGreaterThan(0.6);
    expect((await seen('هل سمعت البحر', 'karaoke', 3, LIT)).x).toBeLessThan(0.4);
  });

  it('keeps marks of two lines apart', () => {
    const plain = setCaption(caption('one', 'two'), FRAME, 'classic')!;
    const tall = setCaption(caption('ปู่', 'ที่นี่'), FRAME, 'classic')!;
    expect(tall.size.height).toBeGreaterThan(plain.size.height);
  });

  it('is undefined where nothing of it can be set', () => {
    expect(setCaption(caption('😀 𒀀'), FRAME, 'classic')).toBeUndefined();
    expect(setCaption(caption('😀 no'), FRAME, 'classic')!.words).toHaveLength(2);
  });
});

describe('drawCaption', () => {
  it('points the tail of a balloon at the mouth', async () => {
    const set = setCaption(caption('Over there'), FRAME, 'balloon')!;
    const draw = (x: number, y: number) =>
      drawCaption(set, { x: 200, y: 150 }, { colour: 1, heard: 0, mouth: { x, y } });
    const [left, below] = [await draw(20, 170), await draw(260, 340)];
    expect(left.at.x).toBeLessThan(200 - set.em / 2);
    expect(left.at.y).toBe(150);
    expect(below.at).toEqual({ x: 200, y: 150 });
    expect(below.raster.height).toBeGreaterThan(set.size.height + set.em / 2);
    // The tail ends short of the mouth.
    expect(below.at.y + below.raster.height).toBeLessThan(340);
  });
});

describe('unsetSigns', () => {
  it('tells what is left out of captions and cards', async () => {
    const parsed = parseFilm({
      art: ['a.png'],
      scenes: [{ shots: [{ card: { title: '夜 𒀀' } }, { picture: 'a' }] }],
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { film } = parsed;
    const range = { start: rational(0, 24), duration: rational(24, 24) };
    const cue = (text: string) => ({
      line: id<'line'>('l'),
      lines: [[{ text, spaced: false, range }]],
      range,
    });
    expect(await unsetSigns(film, [cue('Oh 😀')])).toEqual(['😀', '𒀀']);
    const silent = { ...film, captions: { style: 'none' as const } };
    expect(await unsetSigns(silent, [cue('Oh 😀')])).toEqual(['𒀀']);
  });
});
