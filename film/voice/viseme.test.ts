import { describe, expect, it } from 'vitest';
import { rational } from '../time/rational.ts';
import type { Take } from './take.ts';
import { visemesOf } from './viseme.ts';

/** `m:100 aa:200`: phones and how long each is, in thousandths of a second. */
function takeOf(written: string, words: Take['words'] = []): Take {
  let at = 0;
  const phones = written
    .split(' ')
    .filter(Boolean)
    .map((each) => {
      const [phone, long] = each.split(':');
      const start = rational(at, 48_000);
      at += Number(long) * 48;
      return { phone: phone!, range: { start, duration: rational(Number(long) * 48, 48_000) } };
    });
  return { source: 'voice', length: rational(at, 48_000), words, phones, missing: [] };
}

const mouths = (take: Take) => visemesOf(take).map(({ mouth }) => mouth);

describe('the mouth of who speaks', () => {
  it('closes on m, opens on aa, rests on silence', () => {
    expect(mouths(takeOf('pau:200 m:90 aa:150 p:60 ow:150 pau:300'))).toEqual([
      'rest',
      'closed',
      'wide',
      'closed',
      'round',
      'rest',
    ]);
  });

  it('is held between words, and rests at the end', () => {
    expect(mouths(takeOf('aa:150 pau:80 iy:120 pau:90'))).toEqual(['wide', 'narrow', 'rest']);
  });

  it('does not flutter over sounds that nobody sees, and always shows closed lips', () => {
    expect(mouths(takeOf('aa:200 t:30 ae:100 b:45 ih:40 aa:200'))).toEqual([
      'wide',
      'closed',
      'wide',
    ]);
  });

  it('covers the take from end to end', () => {
    const take = takeOf('pau:15 hh:60 eh:80 l:70 ow:200 pau:400 dh:30 eh:120 r:90 pau:50');
    let at = 0;
    for (const { range } of visemesOf(take)) {
      expect(range.start.value).toBe(at);
      expect(range.duration.value).toBeGreaterThan(0);
      at += range.duration.value;
    }
    expect(at).toBe(take.length.value);
  });

  it('moves with the words where nobody knows the phones', () => {
    const range = { start: rational(9600, 48_000), duration: rational(24_000, 48_000) };
    const take = takeOf('', [{ text: 'hello', from: 0, to: 5, range }]);
    const silent = { ...take, length: rational(48_000, 48_000) };
    const seen = visemesOf(silent);
    expect(seen[0]!.mouth).toBe('rest');
    expect(new Set(seen.map(({ mouth }) => mouth)).size).toBeGreaterThan(2);
    expect(seen.at(-1)!.mouth).toBe('rest');
  });
});
