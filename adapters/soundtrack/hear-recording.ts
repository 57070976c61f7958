import { basename } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { alignRecording } from '@inkreel/film/voice/align-recording.ts';
import { levelled } from '@inkreel/film/voice/colour-speech.ts';
import type { SpokenLine, Voice } from '@inkreel/film/voice/voice.ts';
import { decodeSound } from '../ffmpeg/decode-sound.ts';
import { speakReferences } from './speak-references.ts';

/** A line as somebody recorded it. */
export interface HeardRecording extends SpokenLine {
  /** What its user should know, a sentence each: it is clipped, words are missing. */
  readonly notes: readonly string[];
}

/** Seconds: nobody speaks a line of 2,000 characters for longer. */
const LONGEST = 240;
/** Louder than this somewhere, or there is nobody: -50 dB below full scale. */
const SILENT = 10 ** (-50 / 20);
/** As near to full scale as this for so many samples in a row is clipped. */
const CLIPPED = 0.985;
const CLIPPED_RUN = 3;
/** A part of all samples. */
const CLIPPED_MUCH = 0.0005;
/** An alignment of this unlikeness might as well be another text. */
const NOTHING_LIKE = 0.9;

/**
 * Reads the recording of a line, whatever ffmpeg can read, and finds the words of the line in it.
 *
 * @param voice speaks the references
 * @throws FilmError `sound-unreadable` for one that is silent, as long as no line is, or no sound at all;
 *   `art-missing` where there is no file
 */
export async function hearRecording(
  file: string,
  text: string,
  voice: Voice,
  signal?: AbortSignal,
): Promise<HeardRecording> {
  const name = basename(file);
  const { channels } = await decodeSound(file, { channels: 1, most: LONGEST + 1, signal });
  const samples = channels[0]!;
  const refuse = (message: string) => new FilmError('sound-unreadable', message, { file });
  if (samples.length > LONGEST * SOUND_RATE) {
    throw refuse(
      `${name} is longer than ${LONGEST / 60} minutes, and it is the recording of one line. Cut that line out of it.`,
    );
  }
  if (samples.every((sample) => Math.abs(sample) < SILENT)) {
    throw refuse(`${name} is silent. Record the line again, or leave "recording" out.`);
  }
  const notes: string[] = [];
  if (clippedPart(samples) > CLIPPED_MUCH) {
    notes.push(`${name} is clipped: record it again, softer.`);
  }
  // A text in another language is spread over what is spoken.
  const references = await speakReferences(text, voice);
  const { sound, take, cost } = alignRecording(samples, references, text);
  if (cost !== undefined && (cost > NOTHING_LIKE || take.words.length === 0)) {
    notes.push(`${name} does not sound like its line: is it the right file, and in English?`);
  } else if (take.missing.length > 0) {
    notes.push(`${name} lacks words of its line: ${take.missing.join(' ')}`);
  }
  return { sound: { ...sound, channels: [levelled(sound.channels[0]!, take)] }, take, notes };
}

function clippedPart(samples: Float32Array): number {
  let clipped = 0;
  let run = 0;
  for (const sample of samples) {
    run = Math.abs(sample) >= CLIPPED ? run + 1 : 0;
    if (run === CLIPPED_RUN) clipped += CLIPPED_RUN;
    else if (run > CLIPPED_RUN) clipped++;
  }
  return clipped / Math.max(1, samples.length);
}
