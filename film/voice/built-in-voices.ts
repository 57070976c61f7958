import type { VoiceSettings } from './voice.ts';

export const AGES = ['child', 'young', 'grown', 'old'] as const;
export type Age = (typeof AGES)[number];
export const GENDERS = ['female', 'male', 'neither'] as const;
export type Gender = (typeof GENDERS)[number];
export const SIZES = ['small', 'middling', 'large'] as const;
export type BodySize = (typeof SIZES)[number];
export const TEMPERS = ['bright', 'calm', 'gentle', 'gruff', 'cold'] as const;
export type Temper = (typeof TEMPERS)[number];

/** What listeners hear in a voice, and what descriptions of characters tell. */
export interface VoiceTraits {
  readonly age: Age;
  readonly gender: Gender;
  readonly size: BodySize;
  readonly temper: Temper;
}

/** A voice that comes with Inkreel. */
export interface BuiltInVoice {
  /** What film.json calls it. */
  readonly name: string;
  /** For people: who it could be. */
  readonly description: string;
  readonly traits: VoiceTraits;
  readonly settings: VoiceSettings;
}

type Written = Pick<VoiceSettings, 'base' | 'pitch' | 'formants'> & Partial<VoiceSettings>;

function voice(
  name: string,
  description: string,
  [age, gender, size, temper]: readonly [Age, Gender, BodySize, Temper],
  settings: Written,
): BuiltInVoice {
  return {
    name,
    description,
    traits: { age, gender, size, temper },
    settings: { pace: 1, range: 1, breath: 0, ...settings },
  };
}

/**
 * The voices that come along. Each lies far from every other in pitch or formants, and near enough to its
 * base to be understood: beyond about a fifth of formants, speech turns into that of a toy.
 */
export const BUILT_IN_VOICES: readonly BuiltInVoice[] = [
  voice('clara', 'a woman, clear and even', ['grown', 'female', 'middling', 'calm'], {
    base: 'slt',
    pitch: 182,
    formants: 1,
    range: 1.15,
  }),
  voice('callum', 'a man, lively, from Scotland', ['grown', 'male', 'middling', 'bright'], {
    base: 'awb',
    pitch: 128,
    formants: 1,
    range: 1.1,
  }),
  voice('ivy', 'a young woman, bright and quick', ['young', 'female', 'small', 'bright'], {
    base: 'slt',
    pitch: 220,
    formants: 1.08,
    pace: 1.06,
    range: 1.25,
  }),
  voice('finn', 'a youth, light and eager', ['young', 'male', 'small', 'bright'], {
    base: 'awb',
    pitch: 168,
    formants: 1.13,
    pace: 1.06,
    range: 1.2,
  }),
  voice('robin', 'a child', ['child', 'neither', 'small', 'bright'], {
    base: 'slt',
    pitch: 300,
    formants: 1.19,
    range: 1.1,
  }),
  voice('gregor', 'a big man, deep and gruff', ['grown', 'male', 'large', 'gruff'], {
    base: 'awb',
    pitch: 75,
    formants: 0.89,
    pace: 0.95,
    range: 0.9,
  }),
  voice('maud', 'an old woman, low and slow', ['old', 'female', 'middling', 'gentle'], {
    base: 'slt',
    pitch: 146,
    formants: 0.92,
    pace: 0.88,
    breath: 0.2,
  }),
  voice('amos', 'an old man, thin and slow', ['old', 'male', 'middling', 'gentle'], {
    base: 'kal16',
    pitch: 120,
    formants: 1.1,
    pace: 0.86,
    range: 1.3,
    breath: 0.2,
  }),
  voice('boris', 'a giant, very deep', ['grown', 'male', 'large', 'cold'], {
    base: 'rms',
    pitch: 90,
    formants: 0.85,
    pace: 0.94,
  }),
  voice('tin', 'a machine, dry and without a tune', ['grown', 'neither', 'middling', 'cold'], {
    base: 'kal16',
    pitch: 110,
    formants: 0.93,
    range: 0.1,
  }),
  voice('pip', 'a small creature, quick and high', ['young', 'neither', 'small', 'gruff'], {
    base: 'kal16',
    pitch: 215,
    formants: 1.22,
    pace: 1.05,
    range: 1.5,
  }),
];

/** Who tells the story, and who speaks where nobody is known to: never cast as a character. */
export const NARRATOR: BuiltInVoice = voice(
  'narrator',
  'who tells the story: a man, calm and near',
  ['grown', 'male', 'middling', 'calm'],
  { base: 'rms', pitch: 105, formants: 1, pace: 0.97 },
);

/** A built-in voice by its name, the narrator among them. */
export function builtInVoice(name: string): BuiltInVoice | undefined {
  return [...BUILT_IN_VOICES, NARRATOR].find((each) => each.name === name.toLowerCase());
}
