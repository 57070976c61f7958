import { expect, it } from 'vitest';
import { id } from '../grammar/id.ts';
import type { Line } from '../story/line.ts';
import { readingSeconds } from '../story/reading-time.ts';
import { fromSeconds, rational, toSeconds } from '../time/rational.ts';
import type { CameraMoveName } from './camera-move.ts';
import { lineTimes, secondsForLines } from './line-times.ts';
import type { Shot } from './shot.ts';

const TEXTS = [
  'Who is there?',
  'Nobody but the sea, and the sea has never been afraid of the dark.',
];

function linesOf(texts: readonly string[]): readonly Line[] {
  return texts.map((text, i) => ({ id: id<'line'>(`line-${i}`), text, delivery: 'speech' }));
}

function shotOf(
  texts: readonly string[],
  seconds: number,
  move: CameraMoveName = 'static',
): Pick<Shot, 'lines' | 'length' | 'camera'> {
  return {
    camera: { move },
    length: fromSeconds(seconds, 24),
    lines: linesOf(texts),
  };
}

const NO_EDGES = { before: 0, after: 0 };

it('leaves 0.3 s before the first line and 0.5 s after the last', () => {
  const seconds = secondsForLines(linesOf(TEXTS));
  const [first, second] = lineTimes(shotOf(TEXTS, seconds), NO_EDGES).map(toSeconds);
  expect(first).toBeCloseTo(0.3, 1);
  expect(second).toBeGreaterThanOrEqual(first! + readingSeconds(TEXTS[0]!));
  expect(seconds - second! - readingSeconds(TEXTS[1]!)).toBeCloseTo(0.5, 1);
  expect(secondsForLines([])).toBe(0);
});

it('says nothing while the neighbours are still seen', () => {
  const [first] = lineTimes(shotOf(TEXTS, 12), { before: 18, after: 12 });
  expect(first!.value).toBeGreaterThanOrEqual(18 + 7);
});

it('says everything in a shot that is too short, in order and inside it', () => {
  const times = lineTimes(shotOf([...TEXTS, ...TEXTS], 1), { before: 6, after: 6 });
  const frames = times.map(({ value }) => value);
  expect(frames).toEqual([...frames].sort((a, b) => a - b));
  for (const frame of frames) {
    expect(frame).toBeGreaterThanOrEqual(0);
    expect(frame).toBeLessThan(24);
  }
});

it('keeps to a time that is written, and goes on from it', () => {
  const shot = shotOf(TEXTS, 12);
  const [line, next] = shot.lines;
  const times = lineTimes(
    { ...shot, lines: [{ ...line!, at: rational(48, 24) }, next!] },
    NO_EDGES,
  );
  expect(times[0]).toEqual(rational(48, 24));
  expect(times[1]!.value).toBeGreaterThan(48 + 24 * readingSeconds(TEXTS[0]!));
});

it('gives a camera that travels time to go on after each line', () => {
  const lines = linesOf(TEXTS);
  const seconds = secondsForLines(lines, { move: 'pan' });
  expect(seconds).toBeGreaterThan(secondsForLines(lines) + 2);
  const pauseIn = (move: CameraMoveName) => {
    const [first, second] = lineTimes(shotOf(TEXTS, seconds, move), NO_EDGES).map(toSeconds);
    return second! - first! - readingSeconds(TEXTS[0]!);
  };
  expect(pauseIn('static')).toBeLessThan(0.3);
  expect(pauseIn('pan')).toBeGreaterThan(1.2);
});
