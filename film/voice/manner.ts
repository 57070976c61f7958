import type { Delivery } from '../story/line.ts';
import type { Mood } from '../story/mood.ts';

/** How a line is spoken, against the speaker's plain speech. */
export interface Manner {
  /** Factors upon the settings of the voice. */
  readonly pitch: number;
  readonly range: number;
  readonly pace: number;
  /** Factor upon pauses between sentences. */
  readonly rest: number;
  /** Decibels against plain speech. */
  readonly level: number;
  /** Decibels of what lies above 2 kHz: effort makes a voice brighter. */
  readonly bright: number;
  /** 0 to 1: how much of the voice is breath; 1 has no pitch at all. */
  readonly breath: number;
  /** 0 to 1: how much of the room is heard. */
  readonly room: number;
  /** Hz above which nothing is heard, as through a wall; undefined where the speaker is in view. */
  readonly muffled?: number;
}

const PLAIN: Manner = {
  pitch: 1,
  range: 1,
  pace: 1,
  rest: 1,
  level: 0,
  bright: 0,
  breath: 0,
  room: 0,
};

const DELIVERED: Readonly<Record<Delivery, Partial<Manner>>> = {
  speech: {},
  // Near, low and to oneself; a little room tells it from what is said aloud.
  thought: {
    pitch: 0.96,
    range: 0.75,
    pace: 0.92,
    rest: 1.2,
    level: -3,
    bright: -3,
    breath: 0.35,
    room: 0.55,
  },
  // Effort: higher and wider, vowels no faster, the upper part of the spectrum far stronger.
  shout: { pitch: 1.32, range: 1.5, pace: 1.06, rest: 0.8, level: 5, bright: 7, room: 0.12 },
  whisper: { pace: 0.88, rest: 1.1, level: -7, breath: 1 },
  narration: { pitch: 0.98, range: 0.9, pace: 0.94, rest: 1.25, level: -1 },
  'off-panel': { pitch: 1.04, level: -4, room: 0.4, muffled: 2600 },
};

const FELT: Readonly<Record<Mood, Partial<Manner>>> = {
  calm: { range: 0.85, pace: 0.94, rest: 1.15 },
  joyful: { pitch: 1.1, range: 1.4, pace: 1.06, bright: 1 },
  tense: { pitch: 1.07, range: 1.15, pace: 1.14, rest: 0.75, bright: 1.5, level: 0.5 },
  sad: { pitch: 0.93, range: 0.6, pace: 0.84, rest: 1.35, level: -1.5, bright: -2, breath: 0.15 },
  mysterious: { pitch: 0.95, range: 0.85, pace: 0.88, rest: 1.3, breath: 0.2 },
  heroic: { pitch: 1.04, range: 1.25, pace: 0.97, level: 1, bright: 2 },
  comic: { pitch: 1.1, range: 1.6, pace: 1.08 },
  eerie: { pitch: 0.9, range: 0.7, pace: 0.82, rest: 1.4, breath: 0.3, room: 0.15 },
};

/** How a line is spoken: what it is meant to be heard as, coloured by the mood of its scene. */
export function mannerOf(delivery: Delivery, mood?: Mood): Manner {
  const delivered = { ...PLAIN, ...DELIVERED[delivery] };
  if (mood === undefined) return delivered;
  const felt = { ...PLAIN, ...FELT[mood] };
  // Who narrates stands outside the scene: half of its mood is heard.
  const share = delivery === 'narration' ? 0.5 : 1;
  const times = (key: 'pitch' | 'range' | 'pace' | 'rest') => delivered[key] * felt[key] ** share;
  return {
    ...delivered,
    pitch: times('pitch'),
    range: times('range'),
    pace: times('pace'),
    rest: times('rest'),
    level: delivered.level + felt.level * share,
    bright: delivered.bright + felt.bright * share,
    breath: Math.min(1, delivered.breath + felt.breath * share),
    room: Math.min(1, delivered.room + felt.room * share),
  };
}
