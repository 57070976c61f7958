import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SherpaConfig } from './sherpa-config.ts';

/** What the process is told. */
export type SherpaOrder =
  | { readonly kind: 'open'; readonly folder: string; readonly config: SherpaConfig }
  | { readonly kind: 'speak'; readonly id: number; readonly order: SpeakOrder };

export interface SpeakOrder {
  readonly text: string;
  /** Number of the speaker, from 0. */
  readonly speaker: number;
  /** Above 1 is faster. */
  readonly pace: number;
  /** A recording to speak like, mono. */
  readonly like?: { readonly samples: Float32Array; readonly rate: number };
}

/** What it says. */
export type SherpaAnswer =
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'spoken';
      readonly id: number;
      readonly samples: Float32Array;
      readonly rate: number;
    }
  | { readonly kind: 'failed'; readonly id?: number; readonly message: string }
  /** The program itself does not start. */
  | { readonly kind: 'broken'; readonly message: string };

/** As much of sherpa-onnx-node as is used. */
interface Sherpa {
  readonly OfflineTts: new (
    config: SherpaConfig,
  ) => {
    generate(order: unknown): { readonly samples: Float32Array; readonly sampleRate: number };
  };
  readonly GenerationConfig: new (options: unknown) => unknown;
}

/**
 * A process of its own, with nothing in it but the user's sherpa-onnx-node: that library holds espeak-ng
 * (GPL-3.0-or-later), so it is never loaded beside Inkreel; and where it gives up, it ends its process.
 */
let sherpa: Sherpa | undefined;
let speaking: InstanceType<Sherpa['OfflineTts']> | undefined;
const say = (answer: SherpaAnswer) => void process.send?.(answer);

process.on('message', (order: SherpaOrder) => {
  try {
    if (order.kind === 'open') {
      try {
        sherpa = createRequire(join(order.folder, 'any.js'))(order.folder) as Sherpa;
      } catch (error) {
        say({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
        return;
      }
      speaking = new sherpa.OfflineTts(order.config);
      say({ kind: 'opened' });
      return;
    }
    const { text, speaker, pace, like } = order.order;
    // A recording of 12 seconds and 5 steps are what Pocket's own example uses.
    const cloned = like && {
      referenceAudio: like.samples,
      referenceSampleRate: like.rate,
      numSteps: 5,
      extra: { max_reference_audio_len: 12 },
    };
    const generationConfig = new sherpa!.GenerationConfig({ sid: speaker, speed: pace, ...cloned });
    const heard = speaking!.generate({ text, enableExternalBuffer: false, generationConfig });
    say({ kind: 'spoken', id: order.id, samples: heard.samples, rate: heard.sampleRate });
  } catch (error) {
    const id = order.kind === 'speak' ? { id: order.id } : {};
    say({ kind: 'failed', ...id, message: error instanceof Error ? error.message : String(error) });
  }
});
// Whoever started it is gone: nobody listens.
process.on('disconnect', () => process.exit(0));
