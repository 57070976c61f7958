import { parentPort } from 'node:worker_threads';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** What a member of a crew answers. A FilmError does not survive the passage between threads, so its parts travel. */
export type CrewAnswer<Value> =
  | { readonly made: true; readonly value: Value }
  | {
      readonly made: false;
      readonly code?: FilmError['code'];
      readonly message: string;
      readonly file?: string | undefined;
      readonly stack?: string | undefined;
    };

/** Answers the orders of the crew that this thread belongs to, one after the other. */
export function answerOrders<Order, Value>(work: (order: Order) => Promise<Value>): void {
  parentPort?.on('message', async (order: Order) => {
    let answer: CrewAnswer<Value>;
    try {
      answer = { made: true, value: await work(order) };
    } catch (error) {
      answer =
        error instanceof FilmError
          ? { made: false, code: error.code, message: error.message, file: error.file }
          : { made: false, message: String(error), stack: (error as Error)?.stack };
    }
    parentPort!.postMessage(answer);
  });
}
