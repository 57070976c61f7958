import type { Sound } from '../media/sound.ts';
import type { Delivery } from '../story/line.ts';
import type { Mood } from '../story/mood.ts';
import type { Take } from './take.ts';

/** How one person sounds, whatever they say. Plain data: it is part of the key of what they say. */
export interface VoiceSettings {
  /** What speaks: one of the recorded speakers inside the built-in voices, or a model and its speaker. */
  readonly base: string;
  /** Mean pitch in Hz; 0 where a model speaks, whose pitch is its own. */
  readonly pitch: number;
  /** Where the formants lie against those of the base: above 1 a smaller body, below 1 a larger. */
  readonly formants: number;
  /** How fast against the base: above 1 is faster. */
  readonly pace: number;
  /** How far the pitch strays from its mean against the base: 0 drones, above 1 sings. */
  readonly range: number;
  /** 0 to 1: how much breath is in it. */
  readonly breath: number;
}

/** What a voice is asked to say. */
export interface SpeechRequest {
  /** As it is written in the script. */
  readonly text: string;
  readonly settings: VoiceSettings;
  readonly delivery: Delivery;
  readonly mood?: Mood;
}

/** A line as it was spoken: mono at `SOUND_RATE`, without silence at its ends. */
export interface SpokenLine {
  readonly sound: Sound;
  readonly take: Take;
}

/** Who speaks lines. The same request gives the same sound. */
export interface Voice {
  /** @throws FilmError `voice-unfit` where it lacks the language of the text: it says so and reads nothing. */
  speak(request: SpeechRequest): Promise<SpokenLine>;
  close(): Promise<void>;
}
