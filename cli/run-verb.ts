import { Worker } from 'node:worker_threads';
import { FilmError, type FilmErrorCode } from '@inkreel/film/grammar/film-error.ts';
import type { Answer, Progress } from './desk.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { leave } from './leave.ts';
import { progressBar } from './progress-bar.ts';

/** What the verb's thread is told at its start. */
export interface VerbCall {
  /** A file of `verbs/`. */
  readonly verb: string;
  readonly options: unknown;
  /** When it was called, in ms: nothing it rests on was read before. */
  readonly begun: number;
}

/** What the verb's thread says. */
export type VerbMessage =
  | { readonly kind: 'say'; readonly line: string }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | {
      readonly kind: 'film-error';
      readonly code: FilmErrorCode;
      readonly message: string;
      readonly file: string | undefined;
      readonly stack: string | undefined;
    }
  | { readonly kind: 'bug'; readonly stack: string };

/** Work that ends within this after Ctrl-C ends by itself; a longer one is cut off. */
const PATIENCE_MS = 600;

const STOPPED = 'Stopped. What was finished is kept; the same command goes on from there.';

/**
 * Runs a verb in a thread of its own. Painting and finding panels keep a thread busy for longer than
 * anyone waits after Ctrl-C; this thread stays free to hear it, and nothing half-made has a name yet.
 */
export async function runVerb(call: VerbCall, shown: { readonly quiet: boolean }): Promise<Answer> {
  const { stderr } = process;
  const bar = progressBar(
    {
      isTTY: stderr.isTTY === true,
      columns: stderr.columns ?? 100,
      write: (text) => void stderr.write(text),
    },
    () => performance.now(),
  );
  const worker = new Worker(new URL('./verb-thread.js', import.meta.url), { workerData: call });
  let stopped = false;
  const stop = () => {
    bar.clear();
    if (stopped) leave(EXIT_CODES.interrupted);
    stopped = true;
    worker.postMessage('stop');
    setTimeout(() => {
      stderr.write(`inkreel: ${STOPPED}\n`);
      leave(EXIT_CODES.interrupted);
    }, PATIENCE_MS);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.on('message', (message: VerbMessage) => {
        switch (message.kind) {
          case 'say':
            bar.clear();
            stderr.write(`${message.line}\n`);
            return;
          case 'progress':
            if (!shown.quiet && !stopped) bar.show(message.progress);
            return;
          case 'answer':
            resolve(message.answer);
            return;
          case 'film-error': {
            const error = new FilmError(
              message.code,
              message.message,
              message.file === undefined ? {} : { file: message.file },
            );
            if (message.stack !== undefined) error.stack = message.stack;
            reject(error);
            return;
          }
          case 'bug': {
            const bug = new Error('Inkreel broke');
            bug.stack = message.stack;
            reject(bug);
          }
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The thread of ${call.verb} ended (${code}).`)));
    });
  } catch (error) {
    throw stopped ? new FilmError('interrupted', STOPPED, { cause: error }) : error;
  } finally {
    bar.clear();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
