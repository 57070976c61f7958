import type { PlateStep } from '@inkreel/film/production/plate-step.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { openCrew } from '../crew/crew.ts';
import { sideBySide } from '../ffmpeg/side-by-side.ts';
import type { PlateOrder } from './plate-worker.ts';

/** Takes the lettering off pages, one a thread; each is kept by its key. */
export async function makePlates(
  steps: readonly PlateStep[],
  how: {
    readonly base: string;
    readonly store: Store;
    readonly onPlate: () => void;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  if (steps.length === 0) return;
  const { base, store, onPlate, signal } = how;
  const member = new URL('./plate-worker.ts', import.meta.url);
  const crew = openCrew<PlateOrder, void>(member, 'a page was cleaned');
  const stop = () => void crew.close();
  signal?.addEventListener('abort', stop);
  try {
    await sideBySide(
      steps,
      async ({ key, input, reference }) => {
        await store.keep(key, '.plate', (path) => crew.make({ input, reference, base, path }));
        onPlate();
      },
      { concurrency: crew.threads, ...(signal && { signal }) },
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    await crew.close();
  }
}
