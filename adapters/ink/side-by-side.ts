import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/**
 * Does `work` on everything, at most `lanes` at once, in order. After the first failure nothing new is
 * begun; what was under way is waited for, then the failure is thrown.
 *
 * @throws FilmError 'interrupted' when `signal` fires
 */
export async function sideBySide<One>(
  all: readonly One[],
  lanes: number,
  signal: AbortSignal | undefined,
  work: (one: One) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const lane = async () => {
    while (next < all.length && !failure) {
      const one = all[next++]!;
      try {
        if (signal?.aborted) throw new FilmError('interrupted', 'Stopped.');
        await work(one);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, all.length) }, lane));
  if (failure) throw failure.error;
}
