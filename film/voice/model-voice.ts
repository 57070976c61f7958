import type { VoiceSettings } from './voice.ts';

/** A voice of a model that its user added: it has a slash in its name, which no built-in voice has. */
export interface ModelVoice {
  /** What film.json calls it: `kokoro/af_heart`. */
  readonly name: string;
  /** For people: who it could be. */
  readonly description: string;
  /** In English: `English`, `Spanish`; empty where nobody knows. */
  readonly languages: readonly string[];
}

/** Whether a voice is one of a model by its name; whether it is there only the models themselves say. */
export function isModelVoice(name: string): boolean {
  return /^[^/\s]+\/[^/]+$/u.test(name);
}

/** How a model's voice speaks where nobody asks for anything: as the model does. */
export function modelSettings(name: string): VoiceSettings {
  return { base: name, pitch: 0, formants: 1, pace: 1, range: 1, breath: 0 };
}
