import { availableParallelism } from 'node:os';
import type { AddedModel } from '../models/added-model.ts';
import type { ModelSpeaker } from '../models/model-speakers.ts';

/** What `OfflineTts` of sherpa-onnx-node is opened with (its `OfflineTtsConfig`). */
export interface SherpaConfig {
  readonly model: Readonly<Record<string, unknown>>;
  readonly maxNumSentences: number;
  readonly ruleFsts: string;
}

/** Threads it computes with; two voices may speak at once. */
const THREADS = Math.max(1, Math.min(4, availableParallelism()));

/** How sherpa opens a model to speak as one of its speakers. */
export function sherpaConfig(model: AddedModel, speaker: ModelSpeaker): SherpaConfig {
  const { kind, files, lexicons, rules } = model;
  const tongue = kind === 'kokoro' ? kokoroTongue(lexicons, speaker) : undefined;
  const own = {
    ...renamed(model),
    ...(kind === 'vits' || kind === 'matcha' ? { lexicon: lexicons.join(',') } : tongue),
    dataDir: files.dataDir ?? '',
  };
  // Rules write numbers and dates out for the language of the model; of several, they are Chinese.
  const ruled = kind !== 'kokoro' || speaker.code === 'zh' ? rules : [];
  return {
    model: { [kind]: own, numThreads: THREADS, provider: 'cpu', debug: false },
    maxNumSentences: 1,
    ruleFsts: ruled.join(','),
  };
}

/** Files under the names that sherpa gives them. */
function renamed({ kind, files }: AddedModel): Readonly<Record<string, string>> {
  const { dataDir: _, ...parts } = files;
  if (kind !== 'matcha') return parts;
  const { model, ...others } = parts;
  return { acousticModel: model!, ...others };
}

/** English and Chinese have lists of words; the others are told by a code. */
function kokoroTongue(
  lexicons: readonly string[],
  { code = 'en-us' }: ModelSpeaker,
): Readonly<Record<string, string>> {
  const list = (name: string) => lexicons.find((each) => each.endsWith(`lexicon-${name}.txt`));
  const english = list(code === 'en-gb' ? 'gb-en' : 'us-en');
  const chinese = list('zh');
  if (code === 'zh' && chinese) {
    return { lexicon: [english, chinese].filter((each) => each !== undefined).join(',') };
  }
  return code.startsWith('en') && english ? { lexicon: english } : { lang: code };
}
