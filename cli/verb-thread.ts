import { parentPort, workerData } from 'node:worker_threads';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Desk, Verb } from './desk.ts';
import { plainError } from './plain-error.ts';
import type { VerbCall, VerbMessage } from './run-verb.ts';

/** The thread a verb works in; `run-verb.ts` is its other end. */
const port = parentPort!;
const post = (message: VerbMessage) => port.postMessage(message);
const stopper = new AbortController();
port.on('message', () => {
  stopper.abort(new FilmError('interrupted', 'Stopped.'));
});

const call = workerData as VerbCall;
const { verb, options } = call;
let isSilent = true;
const desk: Desk = {
  say(line) {
    isSilent = false;
    post({ kind: 'say', line });
  },
  progress: (progress) => post({ kind: 'progress', progress }),
  signal: stopper.signal,
};

try {
  const { run } = (await import(`./verbs/${verb}.ts`)) as { run: Verb<unknown> };
  const { grounds, ...answer } = await run(options, desk);
  // What was said beside the answer is to be said again: then the verb has to run again.
  if (grounds && isSilent) await (await import('./standing-answer.ts')).keepAnswer(call, grounds);
  post({ kind: 'answer', answer });
} catch (thrown) {
  const error = plainError(thrown);
  if (error instanceof FilmError) {
    const { code, message, file, stack } = error;
    post({ kind: 'film-error', code, message, file, stack });
  } else {
    post({
      kind: 'bug',
      stack: error instanceof Error ? (error.stack ?? error.message) : `${error}`,
    });
  }
} finally {
  port.close();
}
