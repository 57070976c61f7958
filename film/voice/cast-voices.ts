import type { CastMember, VoiceChoice } from '../cast/character.ts';
import { chanceAt } from '../grammar/seeded-chance.ts';
import type { Line } from '../story/line.ts';
import {
  AGES,
  BUILT_IN_VOICES,
  type BuiltInVoice,
  builtInVoice,
  NARRATOR,
  SIZES,
} from './built-in-voices.ts';
import { type KnownTraits, traitsOf } from './character-traits.ts';
import { isModelVoice, modelSettings } from './model-voice.ts';
import type { VoiceSettings } from './voice.ts';

/** Who somebody is heard as. */
export interface ChosenVoice {
  /** Of a built-in voice, with a number where several share it; or of a model's voice. */
  readonly name: string;
  readonly settings: VoiceSettings;
}

/** Where nobody knows who speaks: even, and not the one that tells the story. */
const UNKNOWN = builtInVoice('clara')!;
/** How much worse than the best a free voice may fit, before one that is taken is varied. */
const WORTH = 5;
/** Steps of pitch and formants by which a voice that is taken differs from itself. */
const VARIED: readonly (readonly [number, number])[] = [
  [1.12, 1.04],
  [0.89, 0.965],
  [1.06, 0.94],
  [0.94, 1.07],
];

/**
 * Gives every character a voice, by what their name and description say. It depends on the character
 * alone but where a voice is taken by one before it in the cast: who is added at the end changes nobody
 * else. What the cast itself says of a voice is obeyed, and a prop is given one as well, should it speak.
 * Voices of models are given to nobody who does not name one, and who names one keeps for itself the
 * built-in voice it had: nobody else is heard otherwise for it.
 *
 * @param cast in the order of the document
 */
export function castVoices(cast: readonly CastMember[]): ReadonlyMap<string, ChosenVoice> {
  const chosen = new Map<string, ChosenVoice>();
  const taken = new Map<string, number>();
  // Props seldom speak: they take what the characters leave.
  const order = [...cast].sort((a, b) => Number(a.kind === 'prop') - Number(b.kind === 'prop'));
  for (const member of order) {
    const { voice } = member;
    const named = typeof voice === 'string' ? voice : voice?.like;
    const base = (named && builtInVoice(named)) || bestFor(member, taken);
    const uses = taken.get(base.name) ?? 0;
    taken.set(base.name, uses + 1);
    const own =
      named !== undefined && isModelVoice(named)
        ? { name: named, settings: modelSettings(named) }
        : named === undefined
          ? varied(base, uses)
          : chosenAs(base, 0);
    chosen.set(member.id, typeof voice === 'object' ? withChoice(own, voice) : own);
  }
  return chosen;
}

/** Whose voice a line is heard in: its speaker's; the narrator's where it narrates; else an even one. */
export function voiceOfLine(
  { speaker, delivery }: Pick<Line, 'speaker' | 'delivery'>,
  chosen: ReadonlyMap<string, ChosenVoice>,
): ChosenVoice {
  const own = speaker === undefined ? undefined : chosen.get(speaker);
  return own ?? chosenAs(delivery === 'narration' ? NARRATOR : UNKNOWN, 0);
}

function bestFor(member: CastMember, taken: ReadonlyMap<string, number>): BuiltInVoice {
  const traits = traitsOf(member);
  const ranked = BUILT_IN_VOICES.map((voice, n) => ({
    voice,
    fit: fitOf(voice, traits) + 0.9 * chanceAt(seedOf(member.id), n),
  })).sort((a, b) => b.fit - a.fit);
  const best = ranked[0]!;
  const free = ranked.find(({ voice }) => !taken.has(voice.name));
  if (free && best.fit - free.fit <= WORTH) return free.voice;
  // The one of those that fit which is shared by the fewest.
  const fitting = ranked.filter(({ fit }) => best.fit - fit <= WORTH);
  const least = Math.min(...fitting.map(({ voice }) => taken.get(voice.name) ?? 0));
  return fitting.find(({ voice }) => (taken.get(voice.name) ?? 0) === least)!.voice;
}

/** How well a voice fits what is known: a wrong gender or age is heard at once, a temper hardly. */
function fitOf({ traits }: BuiltInVoice, known: KnownTraits): number {
  let fit = 0;
  if (known.gender !== undefined) {
    if (traits.gender === known.gender) fit += 4;
    // A child's voice says little of it.
    else if (traits.gender === 'neither') fit += traits.age === 'child' ? 2 : -4;
    else fit -= known.age === 'child' ? 4 : 7;
  } else if (traits.gender === 'neither' && known.age !== 'child') fit -= 3;
  const age = known.age ?? 'grown';
  const weight = known.age === undefined ? 1 : 2.5;
  fit -= weight * Math.abs(AGES.indexOf(traits.age) - AGES.indexOf(age));
  const size = known.size ?? 'middling';
  const steps = Math.abs(SIZES.indexOf(traits.size) - SIZES.indexOf(size));
  fit -= (known.size === undefined ? 0.7 : 2) * steps;
  if (known.temper !== undefined) fit += traits.temper === known.temper ? 2 : -0.5;
  return fit;
}

function varied(voice: BuiltInVoice, uses: number): ChosenVoice {
  if (uses === 0) return chosenAs(voice, 0);
  const [pitch, formants] = VARIED[(uses - 1) % VARIED.length]!;
  const { name, settings } = chosenAs(voice, uses);
  return {
    name,
    settings: {
      ...settings,
      pitch: settings.pitch * pitch,
      formants: Math.max(0.84, Math.min(1.24, settings.formants * formants)),
    },
  };
}

function chosenAs({ name, settings }: BuiltInVoice, uses: number): ChosenVoice {
  return { name: uses === 0 ? name : `${name} ${uses + 1}`, settings };
}

function withChoice({ name, settings }: ChosenVoice, { like: _, ...choice }: VoiceChoice) {
  return { name, settings: { ...settings, ...choice } };
}

/** A number for a name: the same on every machine. */
function seedOf(text: string): number {
  let seed = 0x811c9dc5;
  for (const letter of text) seed = Math.imul(seed ^ letter.codePointAt(0)!, 0x01000193);
  return seed >>> 0;
}
