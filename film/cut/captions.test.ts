import { describe, expect, it } from 'vitest';
import { id } from '../grammar/id.ts';
import { compare, rational, toSeconds } from '../time/rational.ts';
import { endOf } from '../time/time-range.ts';
import { type CaptionCue, type CaptionWord, captionText } from './caption-cue.ts';
import { captionCues, type HeardLine } from './caption-cues.ts';
import { captionWidth } from './caption-words.ts';
import { subtitleFile } from './subtitle-file.ts';

const FRAME = { width: 720, height: 1280 };
const RULES = { widest: 37, rate: 24, end: rational(3700, 1) };

/** Words that are said one after the other, each letter taking as long, from `at` seconds on. */
function heard(text: string, at = 1, secondsALetter = 0.06): HeardLine {
  let now = at * 1000;
  const words = text.split(' ').map((word): CaptionWord => {
    const duration = Math.round(word.length * secondsALetter * 1000);
    const range = { start: rational(now, 1000), duration: rational(duration, 1000) };
    now += duration + 40;
    return { text: word, spaced: true, range };
  });
  return { id: id(text.slice(0, 8)), speaker: 'mara', words };
}

const said = ({ lines }: CaptionCue) => lines.map(captionText);

const LONG =
  'We have to go now, before the rain comes and takes the bridge away. ' +
  'Nobody will look for us on the other side of the river until the morning, ' +
  'and by then we shall have reached the sea, the ship, and whatever lies beyond the horizon.';

describe('captionCues', () => {
  it('keeps a short line on one line, long enough to be read', () => {
    const [cue] = captionCues([heard('No!')], RULES);
    expect(said(cue!)).toEqual(['No!']);
    expect(toSeconds(cue!.range.duration)).toBe(1);
    expect(toSeconds(cue!.range.start)).toBe(1);
  });

  it('sets all words in order, never more than two lines, none too wide', () => {
    const cues = captionCues([heard(LONG)], RULES);
    expect(cues.flatMap(said).join(' ')).toBe(LONG);
    for (const cue of cues) {
      expect(cue.lines.length).toBeLessThanOrEqual(2);
      for (const line of said(cue)) expect(captionWidth(line)).toBeLessThanOrEqual(37);
    }
  });

  it('ends captions where phrases end, and hangs no article on a line', () => {
    const cues = captionCues([heard(LONG)], RULES);
    const ends = cues.map((cue) => said(cue).at(-1)!);
    expect(ends.filter((end) => /[,.]$/.test(end)).length).toBeGreaterThan(ends.length / 2);
    for (const line of cues.flatMap(said)) expect(line).not.toMatch(/ (the|a|and|of|on)$/);
  });

  it('never runs into the next one', () => {
    const cues = captionCues([heard('Wait!', 1), heard(LONG, 1.5), heard('Yes.', 30)], RULES);
    cues.slice(1).forEach((cue, index) => {
      expect(compare(endOf(cues[index]!.range), cue.range.start)).toBeLessThan(0);
    });
  });

  it('breaks at a long silence', () => {
    const line = heard('I thought so much of you.');
    const words = line.words.map((word, index) =>
      index < 3
        ? word
        : {
            ...word,
            range: { ...word.range, start: rational(word.range.start.value + 3000, 1000) },
          },
    );
    const cues = captionCues([{ ...line, words }], RULES);
    expect(cues.map((cue) => said(cue).join(' '))).toEqual(['I thought so', 'much of you.']);
  });

  it('divides what is written without spaces', () => {
    const text = '昨日の夜、村の子供たちは川のそばで不思議な光を見たと言っていました。';
    const word = {
      text,
      spaced: true,
      range: { start: rational(0, 1000), duration: rational(6000, 1000) },
    };
    const cues = captionCues([{ id: id('x'), words: [word] }], RULES);
    expect(cues.flatMap(said).join('')).toBe(text);
    for (const line of cues.flatMap(said)) expect(captionWidth(line)).toBeLessThanOrEqual(37);
  });
});

describe('subtitleFile', () => {
  const cues = captionCues([heard('Is it <you> & me?', 3661.5)], RULES);
  const names = new Map([['mara', 'Mara']]);

  it('writes SubRip', () => {
    expect(subtitleFile(cues, 'srt', names, FRAME)).toMatch(
      /^1\n01:01:01,500 --> 01:01:0\d,\d{3}\nIs it <you> & me\?\n$/,
    );
  });

  it('writes WebVTT with the speaker, its own signs escaped', () => {
    const text = subtitleFile(cues, 'vtt', names, FRAME);
    expect(text.startsWith('WEBVTT\n\n01:01:01.500 --> ')).toBe(true);
    expect(text).toContain('<v Mara>Is it &lt;you> &amp; me?');
  });

  it('writes ASS whose words carry their times', () => {
    const event = subtitleFile(cues, 'ass', names, FRAME)
      .split('\n')
      .find((line) => line.startsWith('Dialogue'));
    expect(event).toContain('Dialogue: 0,1:01:01.50,');
    expect(event).toContain(',Mara,');
    expect(subtitleFile(cues, 'ass', names, FRAME)).toContain('PlayResY: 1280\n');
    expect(event).toMatch(/\{\\k12\}Is\{\\k4\} \{\\k12\}it/);
  });
});

describe('captions of lines that overlap, and at the end of the film', () => {
  it('keep their order and their time, whosever line is the longer', () => {
    const cues = captionCues([heard(LONG, 1), heard('No!', 3), heard('Yes!', 4)], RULES);
    const starts = cues.map(({ range }) => toSeconds(range.start));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const cue of cues) expect(toSeconds(cue.range.duration)).toBeGreaterThan(0.2);
    const words = cues.flatMap(said).join(' ').split(' ').sort();
    expect(words).toEqual([...LONG.split(' '), 'No!', 'Yes!'].sort());
  });

  it('show nothing beyond the film', () => {
    const [cue] = captionCues([heard('No!')], { ...RULES, end: rational(15, 10) });
    expect(toSeconds(endOf(cue!.range))).toBeLessThanOrEqual(1.5);
  });
});
