import { describe, expect, it } from 'vitest';
import { progressBar } from './progress-bar.ts';

function drawn(isTTY: boolean, steps: readonly [at: number, done: number][]): string[] {
  const written: string[] = [];
  let clock = 0;
  const target = { isTTY, columns: 100, write: (text: string) => void written.push(text) };
  const bar = progressBar(target, () => clock);
  for (const [at, done] of steps) {
    clock = at;
    bar.show({ label: 'Rendering', done, total: 100 });
  }
  return written;
}

describe('progress', () => {
  it('is one plain line a tenth where nobody watches', () => {
    const lines = drawn(false, [
      [0, 0],
      [10, 1],
      [5000, 50],
      [5001, 51],
      [10_000, 100],
    ]);
    expect(lines).toEqual(['Rendering: 50 %, 5 s left\n', 'Rendering: 100 %\n']);
  });

  it('is drawn over on a terminal, with the time left', () => {
    const lines = drawn(true, [
      [0, 0],
      [60_000, 25],
    ]);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.replace('\r\u001b[2K', '')).toMatch(
      /^Rendering +█{7}░{21} {2}25 % {2}3 min 0 s left$/,
    );
  });
});
