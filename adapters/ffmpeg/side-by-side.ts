import { interrupted } from './run-ffmpeg.ts';

/**
 * Runs work for each piece, at most `concurrency` at a time, begun in order. The first failure aborts
 * the others and is thrown once all have stopped.
 *
 * @param work is given a signal of its own to stop by; `index` is the piece's place
 * @returns results in the order of the pieces
 */
export async function sideBySide<Piece, Result>(
  pieces: readonly Piece[],
  work: (piece: Piece, signal: AbortSignal, index: number) => Promise<Result>,
  options: { readonly concurrency?: number; readonly signal?: AbortSignal } = {},
): Promise<readonly Result[]> {
  const { concurrency = 2, signal } = options;
  const stop = new AbortController();
  const own = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const results: Result[] = [];
  let failed: { error: unknown } | undefined;
  let next = 0;
  const lane = async () => {
    while (next < pieces.length && failed === undefined) {
      const index = next++;
      try {
        if (own.aborted) throw interrupted();
        results[index] = await work(pieces[index]!, own, index);
      } catch (error) {
        failed ??= { error };
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, lane));
  if (failed !== undefined) throw failed.error;
  return results;
}
