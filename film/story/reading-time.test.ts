import { expect, it } from 'vitest';
import { readingSeconds } from './reading-time.ts';

it('reads 15 to 17 characters a second, and nothing in less than one', () => {
  const text = 'Everything that the light had ever touched came back to the rock that night.';
  expect(text.length / readingSeconds(text)).toBeGreaterThanOrEqual(15);
  expect(text.length / readingSeconds(text)).toBeLessThanOrEqual(17);
  expect(readingSeconds('No!')).toBe(1);
  expect(readingSeconds('  No!\n')).toBe(1);
});

it('takes longer over signs that stand for syllables and words', () => {
  expect(readingSeconds('鳥の目で見た世界はとても広かった')).toBeGreaterThan(2.5);
});
