import { expect, it } from 'vitest';
import { directionOf, directionVote } from './reading-direction.ts';

const block = (runs: 'level' | 'upright' | 'unclear', letters: number, plain = 1) => ({
  box: { x: 0, y: 0, width: 9, height: 9 },
  runs,
  letters,
  plain,
});

it('reads from the right where lettering stands in columns', () => {
  expect(directionOf([directionVote([block('upright', 20), block('level', 8)])])).toBe('rtl');
  expect(directionOf([directionVote([block('upright', 8), block('level', 20)])])).toBe('ltr');
});

it('lets a silent or doubtful page follow its siblings', () => {
  const book = [directionVote([block('upright', 30)]), directionVote([block('level', 9)])];
  expect(directionOf([...book, directionVote([])])).toBe('rtl');
});

it('reads from the left when nothing is lettered', () => {
  expect(directionOf([])).toBe('ltr');
});

it('does not let hatching vote', () => {
  const marks = [block('upright', 40, 0.3), block('level', 10)];
  expect(directionOf([directionVote(marks)])).toBe('ltr');
});
