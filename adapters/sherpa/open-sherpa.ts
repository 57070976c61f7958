import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { AddedModel } from '../models/added-model.ts';
import type { ModelSpeaker } from '../models/model-speakers.ts';
import { findSherpa, type SherpaProgram } from './find-sherpa.ts';
import { sherpaConfig } from './sherpa-config.ts';
import type { SherpaAnswer, SherpaOrder, SpeakOrder } from './sherpa-process.ts';

/** A model that speaks, in a process of its own. */
export interface SpeakingModel {
  /** Mono, at whatever rate the model speaks. Lines wait for each other. */
  speak(order: SpeakOrder): Promise<{ readonly samples: Float32Array; readonly rate: number }>;
  close(): void;
}

/** Lines of what it said last that are kept for when it gives up. */
const LAST_LINES = 3;

/**
 * Starts the process that a model speaks in.
 *
 * @throws FilmError `program-missing` where sherpa is not installed, or not for this kind of machine;
 *   `weights-missing` where it cannot open the model
 */
export async function openSherpa(
  model: AddedModel,
  speaker: ModelSpeaker,
  program: SherpaProgram = findSherpa(),
): Promise<SpeakingModel> {
  const path = fileURLToPath(new URL('./sherpa-process.ts', import.meta.url));
  const child = fork(path, [], {
    execArgv: ['--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const waiting = new Map<number | 'open', Waiting>();
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-4000);
  });
  let closed = false;
  const fault = (message: string) => {
    const lines = message.trim().split('\n').slice(-LAST_LINES).join(' ').slice(-400);
    return new FilmError(
      'weights-missing',
      `The model "${model.name}" does not speak: ${lines || 'its program ended without a word'}. Add it again (inkreel models remove ${model.name}, then add), or choose another voice.`,
      { file: model.folder },
    );
  };
  const endAll = (error: Error) => {
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  child.on('message', (answer: SherpaAnswer) => {
    const id = answer.kind === 'spoken' || answer.kind === 'failed' ? answer.id : undefined;
    const who = waiting.get(id ?? 'open');
    waiting.delete(id ?? 'open');
    if (answer.kind === 'broken') who?.fail(brokenProgram(program, answer.message));
    else if (answer.kind === 'failed') who?.fail(fault(answer.message));
    else who?.give(answer);
  });
  child.on('exit', () =>
    endAll(
      closed ? new FilmError('interrupted', 'Stopped before a line was spoken.') : fault(said),
    ),
  );
  // It could not be started, or was gone when it was asked.
  child.on('error', ({ message }) => endAll(fault(said || message)));
  child.unref();
  child.channel?.unref();
  const ask = (id: number | 'open', order: SherpaOrder) =>
    new Promise<SherpaAnswer>((give, fail) => {
      if (child.exitCode !== null || child.signalCode !== null || closed) {
        fail(
          closed ? new FilmError('interrupted', 'Stopped before a line was spoken.') : fault(said),
        );
        return;
      }
      waiting.set(id, { give, fail });
      // Only while somebody waits does the process keep this one alive.
      hold(child, waiting.size > 0);
      child.send(order);
    }).finally(() => hold(child, waiting.size > 0));
  const close = () => {
    closed = true;
    child.kill('SIGKILL');
  };
  try {
    await ask('open', {
      kind: 'open',
      folder: program.folder,
      config: sherpaConfig(model, speaker),
    });
  } catch (error) {
    close();
    throw error;
  }
  let last = 0;
  return {
    async speak(order) {
      const id = ++last;
      const answer = await ask(id, { kind: 'speak', id, order });
      if (answer.kind !== 'spoken') throw fault('it answered something else');
      return { samples: answer.samples, rate: answer.rate };
    },
    close,
  };
}

interface Waiting {
  readonly give: (answer: SherpaAnswer) => void;
  readonly fail: (error: Error) => void;
}

function hold(child: ChildProcess, held: boolean): void {
  if (held) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

function brokenProgram({ folder }: SherpaProgram, message: string): FilmError {
  const fact = message.trim().split('\n')[0];
  return new FilmError(
    'program-missing',
    `sherpa-onnx-node in ${folder} does not start on this machine: ${fact} Install it again, on this machine.`,
    { file: folder },
  );
}
