import { describe, expect, it } from 'vitest';
import { breakLines } from './break-lines.ts';
import { layOutText } from './lay-out-text.ts';

describe('layOutText', () => {
  it('sets text as outlines inside its own box', () => {
    const layout = layOutText({ text: 'HELLO', font: 'bangers', size: 100 });
    expect(layout.path).toMatch(/^M/);
    const xs = [...layout.path.matchAll(/[MLQC]([-\d. ]+)/g)].map((found) => parseFloat(found[1]!));
    expect(Math.min(...xs)).toBeGreaterThan(-5);
    expect(Math.max(...xs)).toBeLessThan(layout.width + 10);
    expect(layout.height).toBeGreaterThan(70);
    expect(layout.height).toBeLessThan(100);
  });

  it('kerns: AV is narrower than A and V apart', () => {
    const width = (text: string) => layOutText({ text, font: 'comic-neue', size: 1000 }).width;
    expect(width('AV')).toBeLessThan(width('A') + width('V') - 5);
  });

  it('keeps every line within the width and centres it', () => {
    const layout = layOutText({
      text: 'It was a dark and stormy night in the harbour town',
      font: 'comic-neue',
      size: 40,
      maxWidth: 400,
      align: 'centre',
    });
    expect(layout.lines.length).toBeGreaterThan(2);
    for (const line of layout.lines) {
      expect(line.width).toBeLessThanOrEqual(400);
      expect(line.x + line.width / 2).toBeCloseTo(layout.width / 2, 5);
    }
  });

  it('finds letters with accents in the other files of the typeface', () => {
    const layout = layOutText({ text: 'Žluťoučký kůň Việt', font: 'bangers', size: 40 });
    expect(layout.missing).toEqual([]);
  });

  it('leaves out what no font has, names it, and draws no box in its place', () => {
    const plain = layOutText({ text: 'AB', font: 'bangers', size: 40 });
    const mixed = layOutText({ text: 'A😀𒀀B\u200d', font: 'bangers', size: 40 });
    expect(mixed.missing).toEqual(['😀', '𒀀']);
    expect(mixed.path).toBe(plain.path);
    expect(layOutText({ text: '😀', font: 'bangers', size: 40 })).toMatchObject({
      path: '',
      lines: [],
      width: 0,
    });
  });

  it('sets every script it promises', () => {
    const texts = [
      'Ты слышишь? Море поёт.',
      'Ακούς; Η θάλασσα.',
      'האם שמעת את הים?',
      'هل سمعتَ البحرَ الليلة؟',
      'आवाज़ सुनी? श्री कृष्ण',
      'ได้ยินเสียงทะเลไหม',
      '昨日の夜、「不思議な光」を見た！',
      '你听见大海的歌声了吗？',
      '你聽見大海的歌聲了嗎？',
      '바다의 노래가 들리니?',
      'Příliš žluťoučký kůň',
    ];
    for (const text of texts) {
      const set = layOutText({ text, font: 'comic-neue', size: 40 });
      expect(set.missing, text).toEqual([]);
      expect(set.width, text).toBeGreaterThan(150);
    }
  });

  it('breaks what is written without spaces, and begins no line with a mark', () => {
    const text = '昨日の夜、村の子供たちは「不思議な光」を見たと言っていました。';
    const set = layOutText({ text, font: 'comic-neue', size: 40, maxWidth: 420 });
    expect(set.lines.length).toBeGreaterThan(2);
    expect(set.lines.map((line) => line.text).join('')).toBe(text);
    for (const line of set.lines) {
      expect(line.width).toBeLessThanOrEqual(420);
      expect(line.text).not.toMatch(/^[、。」っー]|「$/u);
    }
  });
});

describe('breakLines', () => {
  const byLetters = (text: string) => text.length;

  it('ends no line on an article where another break fits', () => {
    // Greedy breaking would leave "the" at the end of the first line.
    expect(breakLines('Riders of the storm', 13, byLetters)).toEqual(['Riders', 'of the storm']);
  });

  it('keeps the breaks it was given and breaks evenly', () => {
    expect(breakLines('one\ntwo', 40, byLetters)).toEqual(['one', 'two']);
    expect(breakLines('aaaa bbbb cccc dddd', 15, byLetters)).toEqual(['aaaa bbbb', 'cccc dddd']);
  });

  it('gives a word that is too wide a line of its own', () => {
    expect(breakLines('a Donaudampfschiff b', 6, byLetters)).toContain('Donaudampfschiff');
  });
});
