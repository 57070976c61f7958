import type { Lexicon } from '@inkreel/film/comic/lexicon.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { resampleSound } from '@inkreel/film/media/resample-sound.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { readingSeconds } from '@inkreel/film/story/reading-time.ts';
import { rational } from '@inkreel/film/time/rational.ts';
import { alignSpeech } from '@inkreel/film/voice/align-speech.ts';
import { breathe } from '@inkreel/film/voice/breathe.ts';
import { colourSpeech } from '@inkreel/film/voice/colour-speech.ts';
import { silentTake } from '@inkreel/film/voice/join-breaths.ts';
import { foreignLanguage } from '@inkreel/film/voice/language.ts';
import { mannerOf } from '@inkreel/film/voice/manner.ts';
import { ROOM_TAIL } from '@inkreel/film/voice/small-room.ts';
import { isSaid, spokenText } from '@inkreel/film/voice/spoken-text.ts';
import type { Take } from '@inkreel/film/voice/take.ts';
import type { SpeechRequest, SpokenLine, Voice } from '@inkreel/film/voice/voice.ts';
import { decodeSound } from '../ffmpeg/decode-sound.ts';
import type { ModelSpeaker } from '../models/model-speakers.ts';
import type { SpeakingModel } from '../sherpa/open-sherpa.ts';
import { speakReferences } from './speak-references.ts';

export interface ModelAtHand {
  readonly voice: SpeakingModel;
  readonly speaker: ModelSpeaker;
  /** Tells what is heard when, by saying the same. */
  readonly flite: Voice;
  readonly lexicon: Lexicon;
}

/** Louder than this somewhere, or nothing was said: -50 dB below full scale. */
const SILENT = 10 ** (-50 / 20);
/** Seconds of a recording that a voice is made like; what comes after it is not listened to. */
const LIKENESS = 20;
/** Rate at which breath is made: models speak at 16 to 24 kHz. */
const BREATH_RATE = 24_000;
/** Rate such recordings are read at. */
const LIKENESS_RATE = 24_000;

/**
 * Has a model say a line, in its manner as far as the model follows: pace, level, breath, effort and room
 * are heard, and the tune is the model's own. Where the words lie is found by voices that say the same.
 *
 * @throws FilmError `weights-missing` where the model says nothing or gives up
 */
export async function speakWithModel(
  { text, settings, delivery, mood }: SpeechRequest,
  { voice, speaker, flite, lexicon }: ModelAtHand,
): Promise<SpokenLine> {
  const isEnglish = saysEnglish(text, speaker);
  const said = isEnglish ? englishText(text, lexicon) : plainWriting(text);
  if (said === '') {
    const { samples, take } = silentTake(readingSeconds(text));
    return { sound: { rate: SOUND_RATE, channels: [samples] }, take };
  }
  const manner = mannerOf(delivery, mood);
  // Read faster than it was made, speech rises in formants: it is made that much slower.
  const spoken = await voice.speak({
    text: said,
    speaker: speaker.id,
    pace: (settings.pace * manner.pace) / settings.formants,
    ...(speaker.sample !== undefined && { like: await likeness(speaker.sample) }),
  });
  if (!spoken.samples.some((sample) => Math.abs(sample) >= SILENT)) {
    throw new FilmError(
      'weights-missing',
      `The voice "${settings.base}" says nothing for "${text.slice(0, 40)}". Write the line otherwise, or choose another voice.`,
    );
  }
  const heard = resampleSound(spoken.samples, spoken.rate * settings.formants, SOUND_RATE);
  const references = isEnglish ? await speakReferences(text, flite) : [];
  const aligned = alignSpeech(heard, references, text);
  const { samples, take } = withTail(aligned, manner.room > 0 ? ROOM_TAIL : 0);
  const breathy = withBreath(samples, Math.max(settings.breath, manner.breath));
  const coloured = colourSpeech(breathy, take, manner);
  return { sound: { rate: SOUND_RATE, channels: [coloured] }, take };
}

/** Whether a line is said in English: a few words that could be anything are in the speaker's language. */
function saysEnglish(text: string, { languages }: ModelSpeaker): boolean {
  if (foreignLanguage(text) !== undefined) return false;
  return languages.length === 0 || languages.includes('English');
}

/** English with its numbers and signs written out; empty where there is nothing to say. */
function englishText(text: string, lexicon: Lexicon): string {
  const sentences = spokenText(text, lexicon).filter((sentence) => isSaid(sentence));
  return sentences
    .map(({ words, end }) => {
      const parts = words.filter(({ says }) => says.length > 0);
      const last = parts.length - 1;
      const written = parts.map(
        ({ says, mark }, n) => says.join(' ') + (mark !== '' && n < last ? ',' : ''),
      );
      const closed = end === '…' ? '...' : end === '—' ? ',' : end;
      const sentence = written.join(' ');
      return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}${closed}`;
    })
    .join(' ');
}

/** Other languages as they are written, without what is no writing. */
function plainWriting(text: string): string {
  const plain = text.replace(/[^\p{L}\p{M}\p{N}\p{P}\s]/gu, ' ').replace(/\s+/g, ' ');
  return /[\p{L}\p{N}]/u.test(plain) ? plain.trim() : '';
}

async function likeness(file: string) {
  const { rate, channels } = await decodeSound(file, { channels: 1, most: LIKENESS });
  const samples = channels[0]!;
  if (!samples.some((sample) => Math.abs(sample) >= SILENT)) {
    const remedy = 'Put a recording of one person speaking there.';
    throw new FilmError('sound-unreadable', `${file} is silent. ${remedy}`, { file });
  }
  return { samples: resampleSound(samples, rate, LIKENESS_RATE), rate: LIKENESS_RATE };
}

/**
 * Breath in all of it, at a rate near the model's own. Where its sounds lie is known too roughly to tell
 * those that have a voice from those that have none; breath leaves the latter as they are, near enough.
 */
function withBreath(samples: Float32Array, share: number): Float32Array {
  if (share <= 0) return samples;
  const low = resampleSound(samples, SOUND_RATE, BREATH_RATE);
  const breathed = breathe(low, BREATH_RATE, [{ phone: 'ah', to: low.length }], share);
  const out = new Float32Array(samples.length);
  out.set(resampleSound(breathed, BREATH_RATE, SOUND_RATE).subarray(0, out.length));
  return out;
}

/** Room behind the last word, for what the walls answer. */
function withTail({ sound, take }: SpokenLine, seconds: number) {
  const samples = sound.channels[0]!;
  if (seconds === 0) return { samples, take };
  const longer = new Float32Array(samples.length + Math.round(seconds * SOUND_RATE));
  longer.set(samples);
  const length = rational(longer.length, SOUND_RATE);
  const last = take.phones.at(-1);
  const phones: Take['phones'] = last
    ? [
        ...take.phones,
        {
          phone: 'pau',
          range: {
            start: rational(samples.length, SOUND_RATE),
            duration: rational(longer.length - samples.length, SOUND_RATE),
          },
        },
      ]
    : [];
  return { samples: longer, take: { ...take, length, phones } };
}
