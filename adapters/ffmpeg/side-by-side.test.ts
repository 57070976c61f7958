import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.ts';

it('keeps the order of results and never runs more than it may', async () => {
  let running = 0;
  let most = 0;
  const results = await sideBySide([30, 1, 20, 1, 1], async (length, _, index) => {
    most = Math.max(most, ++running);
    await wait(length);
    running--;
    return index;
  });
  expect(results).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

it('stops the others at the first failure, begins no more, and throws that failure', async () => {
  const begun: number[] = [];
  const running = sideBySide([0, 1, 2, 3], async (piece, signal) => {
    begun.push(piece);
    if (piece === 1) throw new Error('broken');
    await new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('x'))),
    );
  });
  await expect(running).rejects.toThrow('broken');
  expect(begun).toEqual([0, 1]);
});

it('begins nothing once it was called off', async () => {
  const signal = AbortSignal.abort();
  const never = () => Promise.reject(new Error('ran'));
  await expect(sideBySide([1], never, { signal })).rejects.toMatchObject({ code: 'interrupted' });
  expect(await sideBySide([], never, { signal })).toEqual([]);
});
