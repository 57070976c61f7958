import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { CrewAnswer } from './crew-member.ts';

/** Threads that all do one kind of work, one a processor, started when first needed. */
export interface Crew<Order, Value> {
  /** How many orders it works on at once. */
  readonly threads: number;
  /** Has one order done; waits for a free thread. */
  make(order: Order): Promise<Value>;
  close(): Promise<void>;
}

/**
 * @param member the module each thread runs; it calls `answerOrders`.
 * @param doing what is said when it is stopped: `a stage was made`.
 */
export function openCrew<Order, Value>(
  member: URL,
  doing: string,
  threads: number = Math.min(4, availableParallelism()),
): Crew<Order, Value> {
  const idle: Worker[] = [];
  const all: Worker[] = [];
  const waiting: { go: (worker: Worker) => void; stop: (error: Error) => void }[] = [];
  const busy = new Map<Worker, (error: Error) => void>();
  let closed = false;

  const take = (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return Promise.resolve(free);
    if (all.length < threads) {
      const worker = new Worker(member);
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
      if (closed) throw new FilmError('interrupted', `Stopped before ${doing}.`);
      worker.ref();
      let alive = true;
      try {
        const answer = await new Promise<CrewAnswer<Value>>((resolve, reject) => {
          const settle = (act: () => void) => {
            worker.removeAllListeners('message');
            worker.removeAllListeners('error');
            worker.removeAllListeners('exit');
            act();
          };
          worker.once('message', (message: CrewAnswer<Value>) => settle(() => resolve(message)));
          const die = (error: unknown) =>
            settle(() => {
              alive = false;
              reject(error);
            });
          busy.set(worker, die);
          worker.once('error', die);
          worker.once('exit', () => die(new FilmError('interrupted', `Stopped while ${doing}.`)));
          worker.postMessage(order);
        });
        if (answer.made) return answer.value;
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
      const stopped = new FilmError('interrupted', `Stopped while ${doing}.`);
      for (const { stop } of waiting.splice(0)) stop(stopped);
      // A thread that is looking at a picture in native code must not be taken down: that aborts the
      // whole process. It holds nothing up and ends with the program.
      const done = all.filter((worker) => !busy.has(worker));
      for (const giveUpOn of [...busy.values()]) giveUpOn(stopped);
      await Promise.all(done.map((worker) => worker.terminate()));
    },
  };
}
