import { relative } from 'node:path';
import { canonicalJson } from '@inkreel/film/grammar/canonical-json.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { isModelVoice } from '@inkreel/film/voice/model-voice.ts';
import type { VoiceSettings } from '@inkreel/film/voice/voice.ts';
import type { AddedModels } from '../models/added-model.ts';
import { findModelVoice } from '../models/model-voices.ts';
import { hashOf, hashOfFile } from '../storage/hash.ts';
import { soundMadeBy } from './made-by.ts';

/**
 * What the models are that speak some voices, by the voice: it changes with their files, with the
 * recording that a voice is made like, and with the code that asks them.
 *
 * @throws FilmError `weights-missing` for a model that is not here, `usage` for a voice it does not have
 */
export async function knowModels(
  voices: Iterable<VoiceSettings>,
  added: () => Promise<AddedModels>,
): Promise<ReadonlyMap<string, ContentHash>> {
  const known = new Map<string, ContentHash>();
  for (const { base } of voices) {
    if (!isModelVoice(base) || known.has(base)) continue;
    const { model, speaker } = findModelVoice(base, await added());
    const sample = speaker.sample === undefined ? null : await hashOfFile(speaker.sample);
    const { kind, stamp, folder, files, lexicons, rules } = model;
    const inFolder = (path: string) => relative(folder, path);
    const parts = Object.entries(files).map(([part, path]) => [part, inFolder(path)]);
    const made = {
      by: soundMadeBy().model,
      ...{ kind, stamp, speaker: speaker.id, code: speaker.code ?? null, sample },
      // Which of its files it is opened with: other code may choose others.
      ...{ parts, lexicons: lexicons.map(inFolder), rules: rules.map(inFolder) },
    };
    known.set(base, hashOf(canonicalJson(made)));
  }
  return known;
}
