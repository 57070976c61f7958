import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { builtInVoice } from '@inkreel/film/voice/built-in-voices.ts';
import {
  canSay,
  foreignLanguage,
  languageOf,
  requireEnglish,
  unfitVoice,
} from '@inkreel/film/voice/language.ts';
import { isModelVoice } from '@inkreel/film/voice/model-voice.ts';
import type { Voice } from '@inkreel/film/voice/voice.ts';
import { openFliteVoice } from '../flite/flite-voice.ts';
import { englishLexicon } from '../lexicon/english-lexicon.ts';
import { type AddedModels, addedModels } from '../models/added-model.ts';
import { findModelVoice, offerVoice } from '../models/model-voices.ts';
import { modelsFolder } from '../models/models-folder.ts';
import type { SherpaProgram } from '../sherpa/find-sherpa.ts';
import { openSherpa, type SpeakingModel } from '../sherpa/open-sherpa.ts';
import { speakWithModel } from './speak-with-model.ts';

export interface VoicesAtHand {
  /** Threads of the built-in voices. */
  readonly threads?: number | undefined;
  /** The user's models; those of their folder where they are missing. */
  readonly added?: AddedModels | undefined;
  /** The program that runs models; looked for where it is missing. */
  readonly program?: SherpaProgram | undefined;
}

/**
 * Opens all voices there are: the built-in ones, and those of the user's models by their names. A model is
 * opened when its first line is spoken.
 */
export function openVoices({ threads, added, program }: VoicesAtHand = {}): Voice {
  const flite = openFliteVoice(threads);
  const opened = new Map<string, Promise<SpeakingModel>>();
  let models = added && Promise.resolve(added);
  let closed = false;
  return {
    async speak(request) {
      const { text, settings } = request;
      const { base } = settings;
      if (!isModelVoice(base)) {
        // Only what nobody here can say is worth a look at the models.
        if (foreignLanguage(text) !== undefined) {
          models ??= addedModels(modelsFolder());
          requireEnglish(text, offerVoice(languageOf(text), await models));
        }
        return flite.speak(request);
      }
      models ??= addedModels(modelsFolder());
      const { model, speaker } = findModelVoice(base, await models);
      if (!canSay(text, speaker.languages)) {
        const who = `the voice "${base}" speaks ${speaker.languages.join(' and ')} only`;
        throw unfitVoice(text, who, offerOther(text, await models));
      }
      // Speakers that are told apart by language need a model of their own each.
      const key = `${model.name} ${speaker.code ?? ''}`;
      const before = opened.get(key);
      const speaking = before ?? openSherpa(model, speaker, program);
      opened.set(key, speaking);
      const voice = await speaking;
      if (closed) {
        voice.close();
        throw new FilmError('interrupted', 'Stopped before a line was spoken.');
      }
      return speakWithModel(request, { voice, speaker, flite, lexicon: englishLexicon() });
    },
    async close() {
      closed = true;
      for (const each of opened.values()) await each.then((voice) => voice.close()).catch(() => {});
      await flite.close();
    },
  };
}

function offerOther(text: string, added: AddedModels): string {
  const language = languageOf(text);
  if (language !== 'English') return offerVoice(language, added);
  return `A built-in voice speaks it, such as "${builtInVoice('clara')!.name}".`;
}
