import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { StageAnswer, StageOrder } from './stage-worker.ts';

/** Threads that make stages, one a processor, started when first needed. */
export interface StageCrew {
  /** How many it works on at once. */
  readonly threads: number;
  /** Makes one stage; resolves when it is written. Waits for a free thread. */
  make(order: StageOrder): Promise<void>;
  close(): Promise<void>;
}

export function openStageCrew(threads = Math.min(4, availableParallelism())): StageCrew {
  const idle: Worker[] = [];
  const all: Worker[] = [];
  const waiting: { go: (worker: Worker) => void; stop: (error: Error) => void }[] = [];
  const busy = new Map<Worker, (error: Error) => void>();
  let closed = false;

  const take = (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return Promise.resolve(free);
    if (all.length < threads) {
      const worker = new Worker(new URL('./stage-worker.ts', import.meta.url));
      // A crew that has nothing to do must not keep the program alive.
      worker.unref();
      all.push(worker);
      return Promise.resolve(worker);
    }
    return new Promise((go, stop) => waiting.push({ go, stop }));
  };
  const giveBack = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next.go(worker);
    else idle.push(worker);
  };
  const giveUp = (worker: Worker) => {
    all.splice(all.indexOf(worker), 1);
    const next = waiting.shift();
    if (next) void take().then(next.go, next.stop);
  };

  return {
    threads,
    async make(order) {
      const worker = await take();
      if (closed) throw new FilmError('interrupted', 'Stopped before the stage was made.');
      worker.ref();
      let alive = true;
      try {
        const answer = await new Promise<StageAnswer>((resolve, reject) => {
          const settle = (act: () => void) => {
            worker.removeAllListeners('message');
            worker.removeAllListeners('error');
            worker.removeAllListeners('exit');
            act();
          };
          worker.once('message', (message: StageAnswer) => settle(() => resolve(message)));
          const die = (error: unknown) =>
            settle(() => {
              alive = false;
              reject(error);
            });
          busy.set(worker, die);
          worker.once('error', die);
          worker.once('exit', () =>
            die(new FilmError('interrupted', 'Stopped while a stage was made.')),
          );
          worker.postMessage(order);
        });
        if (answer.made) return;
        if (answer.code) {
          throw new FilmError(
            answer.code,
            answer.message,
            answer.file === undefined ? {} : { file: answer.file },
          );
        }
        throw Object.assign(new Error(answer.message), { stack: answer.stack ?? answer.message });
      } finally {
        busy.delete(worker);
        worker.unref();
        if (alive) giveBack(worker);
        else giveUp(worker);
      }
    },
    async close() {
      closed = true;
      const stopped = new FilmError('interrupted', 'Stopped while a stage was made.');
      for (const { stop } of waiting.splice(0)) stop(stopped);
      // A thread that is looking at a picture in native code must not be taken down: that aborts the
      // whole process. It holds nothing up and ends with the program.
      const done = all.filter((worker) => !busy.has(worker));
      for (const giveUpOn of [...busy.values()]) giveUpOn(stopped);
      await Promise.all(done.map((worker) => worker.terminate()));
    },
  };
}
