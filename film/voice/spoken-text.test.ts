import { describe, expect, it } from 'vitest';
import type { Lexicon } from '../comic/lexicon.ts';
import { plainText, spokenText } from './spoken-text.ts';

const WORDS = new Set('no good help stop the it so oh us'.split(' '));
const LEXICON: Lexicon = { has: (word) => WORDS.has(word), isCommon: () => false };

const said = (text: string): string =>
  spokenText(text, LEXICON)
    .map((sentence) => sentence.words.flatMap(({ says }) => says).join(' '))
    .filter((words) => words !== '')
    .join(' | ');

describe('what is said of a written line', () => {
  it.each([
    ['I have 21 cats.', 'i have twenty one cats'],
    ['It cost $5.50, or £1!', 'it cost five dollars fifty cents or one pound'],
    [
      'In 1984 and 2005, 1,000 people',
      'in nineteen eighty four and two thousand five one thousand people',
    ],
    ['the 3rd, 22nd and 40th', 'the third twenty second and fortieth'],
    ['Agent 007 at 10:30', 'agent oh oh seven at ten thirty'],
    ['3.14% of 1/2', 'three point one four percent of one half'],
    ['R2-D2 & 24/7', 'r two d two and twenty four seven'],
    ['the 1980s', 'the nineteen eighties'],
    ['The FBI and a UFO', 'the F B I and a U F O'],
    ['STOP IT, NO!', 'stop it no'],
    ['Dr. Who met St. Mary on Main St.', 'doctor who met saint mary on main street'],
    ['Nooooo! Heeeelp! Goood', 'no | help | good'],
    ['B-but I-I', 'buh but i i'],
    ['Hmmm... shhh!', 'hum | shush'],
    ['café — naïve', 'cafe | naive'],
    ['Yes 🙂🎉 ok', 'yes ok'],
    ['@#$%&! off', 'off'],
    ['wait--what', 'wait | what'],
    ['well-known co-op', 'well known co op'],
    ['Don’t! ‘Tis mine', "don't | tis mine"],
    ['3000000000 ways', 'three billion ways'],
  ])('%s', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it('knows where each word stands', () => {
    const text = ' Well,\n“you” — there…  no?';
    for (const { words } of spokenText(text)) {
      for (const { text: word, from, to } of words) expect(text.slice(from, to)).toBe(word);
    }
    expect(spokenText(text).flatMap(({ words }) => words.map((word) => word.text))).toEqual([
      'Well,',
      '“you”',
      '—',
      'there…',
      'no?',
    ]);
  });

  it('ends sentences by their marks, and not at a title or an initial', () => {
    const ends = (text: string) => spokenText(text).map(({ end }) => end);
    expect(ends('Mr. J. Brown went. Why?! Oh! Well...')).toEqual(['.', '?', '!', '…']);
    expect(ends('no mark')).toEqual(['.']);
  });

  it('divides a breath that is too long', () => {
    const sentences = spokenText(`${'so it goes on and on, '.repeat(20)}end.`);
    expect(sentences.length).toBeGreaterThan(3);
    for (const { words } of sentences) expect(words.length).toBeLessThanOrEqual(36);
  });

  it('gives a synthesiser commas where the voice rests', () => {
    expect(plainText(spokenText('Oh, you; there: go!')[0]!)).toBe('oh, you, there, go!');
  });
});
