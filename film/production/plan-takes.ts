import type { Film } from '../document/film-document.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { MediaReference } from '../media/art.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import type { Line, LineId } from '../story/line.ts';
import type { Mood } from '../story/mood.ts';
import type { SpeechRequest, VoiceSettings } from '../voice/voice.ts';
import type { Step } from './step.ts';

/** What a take is made from: a line that a voice speaks, or a recording that is laid against its words. */
export interface TakeRecipe {
  readonly madeBy: ContentHash;
  readonly speech: SpeechRequest;
  /** The recording's content; missing where a voice speaks. */
  readonly recording?: ContentHash;
  /** The model that speaks, and how it is asked to; missing for built-in voices and recordings. */
  readonly model?: ContentHash;
}

export interface TakeStep extends Step<'take', TakeRecipe> {
  readonly line: LineId;
  /** Where the recording is found today; not part of the key, for it may move. */
  readonly reference?: MediaReference;
}

/** What is not the film's and still decides its takes. */
export interface TakeTools {
  readonly hash: Hasher;
  readonly madeBy: ContentHash;
  /** The voice that each line is spoken by. */
  readonly voices: ReadonlyMap<LineId, VoiceSettings>;
  /** Content of the recordings, by their file. */
  readonly recordings: ReadonlyMap<string, ContentHash>;
  /** Content of the models, by the voice: a setting's `base`. */
  readonly models?: ReadonlyMap<string, ContentHash>;
}

/** One step for each line that is heard, in the order of the film. */
export function planTakes(film: Film, tools: TakeTools): readonly TakeStep[] {
  return film.scenes.flatMap(({ mood, shots }) =>
    shots.flatMap(({ lines }) => lines.flatMap((line) => takeStep(line, mood, film, tools))),
  );
}

function takeStep(
  { id, text, delivery, recording }: Line,
  mood: Mood | undefined,
  { sound }: Film,
  { hash, madeBy, voices, recordings, models }: TakeTools,
): readonly TakeStep[] {
  const settings = voices.get(id);
  if (!settings || !sound.voices) return [];
  const content = recording && recordings.get(recording.file);
  const model = recording ? undefined : models?.get(settings.base);
  const input: TakeRecipe = {
    madeBy,
    speech: { text, settings, delivery, ...(mood && { mood }) },
    ...(content && { recording: content }),
    ...(model && { model }),
  };
  const key = hash(canonicalJson({ take: input }));
  return [{ kind: 'take', line: id, key, input, ...(recording && { reference: recording }) }];
}
