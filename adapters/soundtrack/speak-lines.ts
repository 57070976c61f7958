import type { Film } from '@inkreel/film/document/film-document.ts';
import { planTakes, type TakeStep } from '@inkreel/film/production/plan-takes.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { LineId } from '@inkreel/film/story/line.ts';
import type { VoiceSettings } from '@inkreel/film/voice/voice.ts';
import { voicesOfLines } from '@inkreel/film/voice/voices-of-lines.ts';
import { type AddedModels, addedModels } from '../models/added-model.ts';
import { modelsFolder } from '../models/models-folder.ts';
import { hashOf } from '../storage/hash.ts';
import { knowModels } from './known-models.ts';
import { knowRecordings } from './known-recordings.ts';
import { soundMadeBy } from './made-by.ts';
import { type MadeTakes, makeTakes } from './make-takes.ts';

export interface LinesOrder {
  readonly film: Film;
  /** The folder that the film's references are relative to. */
  readonly base: string;
  readonly store: Store;
  readonly signal?: AbortSignal;
  readonly onTake?: (made: number, of: number) => void;
  /** What somebody should know of a recording. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** The takes of a film's lines, with the steps that make them in the order of the film. */
export interface SpokenLines extends MadeTakes {
  readonly steps: readonly TakeStep[];
}

/**
 * Has all lines of a film spoken, or their recordings heard. Takes that are in the store are not made again.
 *
 * @throws FilmError for a recording that cannot be used, for a model that speaks and is not here or does
 *   not run, for a full disk, and 'interrupted'
 */
export async function speakLines(order: LinesOrder): Promise<SpokenLines> {
  const { film, base, store, signal, onTake = () => {}, onNote } = order;
  const voices = voicesOfLines(film.cast, film.scenes);
  let looked: Promise<AddedModels> | undefined;
  const added = () => {
    looked ??= addedModels(modelsFolder());
    return looked;
  };
  const steps = planTakes(film, {
    hash: hashOf,
    madeBy: soundMadeBy().take,
    voices,
    models: await knowModels(film.sound.voices ? spoken(film, voices) : [], added),
    recordings: await knowRecordings(film.scenes, base),
  });
  const made = await makeTakes({ base, steps, store, onTake, onNote, ...(signal && { signal }) });
  return { ...made, steps };
}

/** Who speaks the lines that have no recording. */
function spoken(film: Film, voices: ReadonlyMap<LineId, VoiceSettings>): VoiceSettings[] {
  const lines = film.scenes.flatMap(({ shots }) => shots.flatMap((shot) => shot.lines));
  return lines.flatMap(({ id, recording }) => (recording ? [] : (voices.get(id) ?? [])));
}
