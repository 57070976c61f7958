import type { Lexicon } from '@inkreel/film/comic/lexicon.ts';
import { resampleSound } from '@inkreel/film/media/resample-sound.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { readingSeconds } from '@inkreel/film/story/reading-time.ts';
import { breathe } from '@inkreel/film/voice/breathe.ts';
import { colourSpeech } from '@inkreel/film/voice/colour-speech.ts';
import { dividePhones } from '@inkreel/film/voice/divide-phones.ts';
import { heardStart } from '@inkreel/film/voice/heard-start.ts';
import { joinBreaths, type SpokenBreath, silentTake } from '@inkreel/film/voice/join-breaths.ts';
import { requireEnglish } from '@inkreel/film/voice/language.ts';
import { type Manner, mannerOf } from '@inkreel/film/voice/manner.ts';
import { ROOM_TAIL } from '@inkreel/film/voice/small-room.ts';
import { isSaid, plainText, type Sentence, spokenText } from '@inkreel/film/voice/spoken-text.ts';
import type { SpeechRequest, SpokenLine, VoiceSettings } from '@inkreel/film/voice/voice.ts';
import { FLITE_SPEAKERS } from './flite-speakers.ts';
import { fliteSounds, runFlite } from './run-flite.ts';

/** Seconds of silence after what ends so; a comma ends a breath that was too long. */
const RESTS: Readonly<Record<Sentence['end'], number>> = {
  '.': 0.32,
  '!': 0.28,
  '?': 0.36,
  '…': 0.55,
  '—': 0.2,
  ',': 0.12,
};

/** What words sound like by themselves: the same in every line. */
const heard = new Map<string, readonly string[]>();

/** Speaks a line with flite: sentence by sentence, with rests between them, in the manner it asks for. */
export function speakLine(request: SpeechRequest, lexicon: Lexicon): SpokenLine {
  const { text, settings, delivery, mood } = request;
  requireEnglish(text);
  const manner = mannerOf(delivery, mood);
  const sentences = spokenText(text, lexicon).filter((sentence) => isSaid(sentence));
  const { samples, take } =
    sentences.length === 0
      ? silentTake(readingSeconds(text))
      : joinBreaths(
          sentences.map((sentence) => breathOf(sentence, settings, manner)),
          manner.room > 0 ? Math.round(ROOM_TAIL * SOUND_RATE) : 0,
        );
  const coloured = colourSpeech(samples, take, manner);
  return { sound: { rate: SOUND_RATE, channels: [coloured] }, take };
}

function breathOf(sentence: Sentence, settings: VoiceSettings, manner: Manner): SpokenBreath {
  const speaker = FLITE_SPEAKERS[settings.base];
  if (!speaker) throw new RangeError(`flite has no ${settings.base}`);
  // What is cried out is higher and wider, whoever cries.
  const cried = sentence.end === '!' ? { pitch: 1.05, range: 1.2 } : { pitch: 1, range: 1 };
  // Read faster than it was made, speech rises in pitch and in formants: it is made slower and lower.
  const { formants } = settings;
  const pitch = (settings.pitch * manner.pitch * cried.pitch) / formants;
  const range = settings.range * manner.range * cried.range;
  const spoken = runFlite({
    base: settings.base,
    text: plainText(sentence),
    pitch,
    spread: speaker.spread * (pitch / speaker.pitch) * range,
    stretch: (speaker.stretch * formants) / (settings.pace * manner.pace),
  });
  const breath = Math.max(settings.breath, manner.breath);
  const breathed = breathe(
    spoken.samples,
    spoken.rate,
    spoken.phones.map(({ phone, end }) => ({ phone, to: Math.round(end * spoken.rate) })),
    breath,
  );
  const rate = spoken.rate * formants;
  const at = (seconds: number) => Math.round(((seconds * spoken.rate) / rate) * SOUND_RATE);
  let begin = 0;
  const phones = spoken.phones.map(({ phone, end }) => {
    const from = begin;
    begin = at(end);
    return { phone, from, to: begin };
  });
  const said = sentence.words.filter(({ says }) => says.length > 0);
  const sounds = soundsOf(said.flatMap(({ says }) => says));
  let next = 0;
  const spans = dividePhones(
    phones.map(({ phone }) => phone),
    said.map(({ says }) => {
      const own = sounds.slice(next, next + says.length).flat();
      next += says.length;
      return own;
    }),
  );
  const samples = resampleSound(breathed, rate, SOUND_RATE);
  const words = said.flatMap((word, n) => {
    const { from, to } = spans[n]!;
    if (to <= from) return [];
    const begins = heardStart(samples, phones, from, to - 1);
    return [{ word, from: begins, to: phones[to - 1]!.to }];
  });
  return {
    samples,
    phones,
    words,
    rest: at(RESTS[sentence.end] * formants * (manner.rest / settings.pace)),
  };
}

function soundsOf(words: readonly string[]): readonly (readonly string[])[] {
  const unknown = [...new Set(words)].filter((word) => !heard.has(word));
  fliteSounds(unknown).forEach((sounds, n) => {
    heard.set(unknown[n]!, sounds);
  });
  return words.map((word) => heard.get(word)!);
}
