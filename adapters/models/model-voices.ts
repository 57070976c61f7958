import { nameRemedy } from '@inkreel/film/document/nearest-name.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ModelVoice } from '@inkreel/film/voice/model-voice.ts';
import type { AddedModel, AddedModels } from './added-model.ts';
import { catalogueModel, MODEL_CATALOGUE } from './model-catalogue.ts';
import type { ModelSpeaker } from './model-speakers.ts';

/** All voices of the user's models. */
export function modelVoices({ models }: Pick<AddedModels, 'models'>): readonly ModelVoice[] {
  return models.flatMap((model) =>
    model.speakers.map(({ name, description, languages }) => ({
      name: `${model.name}/${name}`,
      description,
      languages,
    })),
  );
}

/**
 * The model and the speaker that a voice is.
 *
 * @param voice `kokoro/af_heart`; a speaker's number will do
 * @throws FilmError `weights-missing` where the model is not there or lacks a part, `usage` where it has
 *   no such speaker
 */
export function findModelVoice(
  voice: string,
  { models, faults }: AddedModels,
): { readonly model: AddedModel; readonly speaker: ModelSpeaker } {
  const slash = voice.indexOf('/');
  const [named, called] = [voice.slice(0, slash), voice.slice(slash + 1).toLowerCase()];
  const model = models.find(({ name }) => name === named);
  if (!model) {
    const fault = faults.find(({ name }) => name === named);
    if (fault) throw fault.error;
    const remedy = catalogueModel(named)
      ? `Run inkreel models add ${named}, or choose another voice.`
      : 'Put its folder among your models (inkreel models says where), or choose another voice.';
    throw new FilmError(
      'weights-missing',
      `The voice "${voice}" is of the model "${named}", which is not here. ${remedy}`,
    );
  }
  const { speakers } = model;
  const byNumber = /^\d+$/.test(called)
    ? speakers.find(({ id, sample }) => id === Number(called) && sample === undefined)
    : undefined;
  const speaker = speakers.find(({ name }) => name.toLowerCase() === called) ?? byNumber;
  if (speaker) return { model, speaker };
  const names = speakers.map(({ name }) => `${model.name}/${name}`);
  const none = `Put a recording into ${model.folder}/voices: its name becomes a voice.`;
  throw new FilmError('usage', `There is no voice "${voice}". ${nameRemedy(voice, names, none)}`);
}

/** Who could say a line in some language: a voice that is here, else a model that could be added. */
export function offerVoice(language: string, added: Pick<AddedModels, 'models'>): string {
  const speaks = (languages: readonly string[]) =>
    languages.some((each) => language.includes(each));
  const here = modelVoices(added).find(({ languages }) => speaks(languages));
  if (here) return `The voice "${here.name}" speaks it: give it to who says the line.`;
  const other = MODEL_CATALOGUE.filter(({ languages }) => speaks(languages)).at(-1);
  return other ? `inkreel models add ${other.name} adds a voice that speaks it.` : '';
}
