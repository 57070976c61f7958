import { expect, test } from 'vitest';
import { withLines } from './line-of-path.ts';
import { problem } from './problem.ts';

const TEXT = `{
  "title": "Ink",
  "scenes": [
    {
      "shots": [
        { "camera": { "move": "zoom" } },
        {
          "an odd name": 3
        }
      ]
    }
  ]
}`;

const lineOf = (...path: (string | number)[]) =>
  withLines(TEXT, [problem(path, 'is so.', 'Mend it.')])[0]!.line;

test('a mistake is told with its line', () => {
  expect(lineOf('scenes', 0, 'shots', 0, 'camera', 'move')).toBe(6);
  expect(lineOf('scenes', 0, 'shots', 1, 'an odd name')).toBe(8);
});

test('what is missing is told by the line of what ought to hold it', () => {
  expect(lineOf('scenes', 0, 'shots', 1, 'picture')).toBe(7);
  expect(lineOf('art')).toBe(1);
});

test('a mistake of the whole document has no line', () => {
  expect(lineOf()).toBeUndefined();
});
