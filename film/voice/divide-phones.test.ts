import { expect, it } from 'vitest';
import { dividePhones } from './divide-phones.ts';

const phones = (text: string) => text.split(' ');

it('gives each word its phones, though some sound otherwise in a sentence', () => {
  const heard = phones('pau dh iy ae p ax l pau f eh l pau');
  const spans = dividePhones(heard, [
    phones('dh ax'),
    phones('ae p ax l'),
    // Spoken alone it has a sound more.
    phones('f eh l t'),
  ]);
  expect(spans).toEqual([
    { from: 1, to: 3 },
    { from: 3, to: 7 },
    { from: 8, to: 11 },
  ]);
});

it('lets words between silences keep to their side', () => {
  const spans = dividePhones(phones('pau ay pau ay ay m pau'), [
    phones('ay'),
    phones('ay'),
    phones('ay m'),
  ]);
  expect(spans).toEqual([
    { from: 1, to: 2 },
    { from: 3, to: 4 },
    { from: 4, to: 6 },
  ]);
});
