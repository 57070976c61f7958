import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  attribute,
  BOOL,
  FLOAT,
  floats,
  INT64,
  longs,
  networkOf,
  node,
  tensor,
  value,
} from './tiny-onnx.ts';

// Models that sherpa can run, for tests. Real weights cannot be made by code; all else about them is real.

/** A word as a model says it. */
export interface ModelWord {
  /** In small letters. */
  readonly word: string;
  readonly samples: Float32Array;
}

type Written = Readonly<Record<string, string>>;

/**
 * Writes a model of VITS's shape, in which each token is a word that is said as it was given.
 *
 * @param folder is made
 * @param said what each speaker says the words as; the words are the same for all
 * @param written overwrites what is written in the network
 */
export async function writeModelOfWords(
  folder: string,
  said: readonly (readonly ModelWord[])[],
  rate: number,
  written: Written = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const words = said[0]!.map(({ word }) => word);
  const longest = Math.max(...said.flat().map(({ samples }) => samples.length));
  // Token 0 is the rest between words, and says nothing.
  const count = words.length + 1;
  const sounds = new Float32Array(said.length * count * longest);
  const masks = new Uint8Array(sounds.length);
  said.forEach((speaker, s) => {
    speaker.forEach(({ samples }, n) => {
      const at = (s * count + n + 1) * longest;
      sounds.set(samples, at);
      masks.fill(1, at, at + samples.length);
    });
  });
  // A line without a sign is that of the space.
  const signs = ['0', ...[',', '.', '!', '?'].map((mark) => `${mark} 0`)];
  const tokens = words.map((word, n) => `${word} ${n + 1}`);
  await writeFile(join(folder, 'tokens.txt'), [...signs, ...tokens].join('\n'));
  await writeFile(join(folder, 'lexicon.txt'), words.map((word) => `${word} ${word}`).join('\n'));
  const sides = [said.length * count, longest];
  const graph = [
    ...node('Mul', ['sid', 'count'], 'first'),
    ...node('Add', ['x', 'first'], 'row'),
    ...node('Gather', ['sounds', 'row'], 'spoken'),
    ...node('Gather', ['masks', 'row'], 'kept'),
    ...node('Reshape', ['spoken', 'flat'], 'all'),
    ...node('Reshape', ['kept', 'flat'], 'which'),
    ...node('Compress', ['all', 'which'], 'said'),
    ...node('Reshape', ['said', 'shape'], 'shaped'),
    ...node('Concat', ['ones', 'length_scale'], 'scales', attribute('axis', 0)),
    ...node('Resize', ['shaped', '', 'scales'], 'y', attribute('mode', 'linear')),
    ...tensor('sounds', sides, FLOAT, Buffer.from(sounds.buffer)),
    ...tensor('masks', sides, BOOL, Buffer.from(masks)),
    ...tensor('count', [1], INT64, longs(count)),
    ...tensor('flat', [1], INT64, longs(-1)),
    ...tensor('shape', [3], INT64, longs(1, 1, -1)),
    ...tensor('ones', [2], FLOAT, floats(1, 1)),
    ...value('input', 'x', INT64, ['N', 'T']),
    ...value('input', 'x_length', INT64, ['N']),
    ...value('input', 'noise_scale', FLOAT, [1]),
    ...value('input', 'length_scale', FLOAT, [1]),
    ...value('input', 'noise_scale_w', FLOAT, [1]),
    ...value('input', 'sid', INT64, [1]),
    ...value('output', 'y', FLOAT, [1, 1, 'L']),
  ];
  const about = {
    model_type: 'vits',
    comment: 'words',
    language: 'English',
    add_blank: '0',
    punctuation: ', . ! ?',
    n_speakers: String(said.length),
    sample_rate: String(rate),
    has_espeak: '0',
    ...written,
  };
  await writeFile(join(folder, 'model.onnx'), networkOf(graph, about));
}

/** Signs of sounds as espeak-ng writes them; sherpa passes over those that are not here. */
const SIGNS =
  '_^$ ;:,.!?—…"()“”abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔɕɖəɚɛɜɡɣɪɫɯɲɹɾʁʂʃʊʋʌʍʏʒʔʝʰˈˌːθχ';
/** Samples that are hummed for each sign. */
const EACH = 1200;

/**
 * Writes a model of the shape of Kokoro, Kitten or Matcha: it hums for as long as there are sounds to say,
 * at the pitch of its speaker. The folder espeak-ng-data, by which words are spelt, is still to be put
 * beside it.
 *
 * @param pitches of its speakers, in Hz; Matcha has one
 */
export async function writeHummingModel(
  folder: string,
  kind: 'kokoro' | 'kitten' | 'matcha',
  pitches: readonly number[],
  written: Written = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tokens = [...SIGNS].map((sign, n) => (sign === ' ' ? `${n}` : `${sign} ${n}`));
  await writeFile(join(folder, 'tokens.txt'), tokens.join('\n'));
  const rate = kind === 'matcha' ? 22_050 : 24_000;
  const about = {
    language: 'English',
    has_espeak: '1',
    sample_rate: String(rate),
    voice: 'en-us',
    n_speakers: String(pitches.length),
  };
  if (kind === 'matcha') {
    const own = { model_type: 'matcha-tts', version: '1', pad_id: '0', use_eos_bos: '1' };
    const network = networkOf(spectrumOf(pitches[0]!), { ...about, ...own, ...written });
    await writeFile(join(folder, 'model-steps-3.onnx'), network);
    const vocoder = networkOf(humOf('mel', rate), { model_type: 'hifigan' });
    await writeFile(join(folder, 'hifigan_v2.onnx'), vocoder);
    return;
  }
  // Kokoro has a style for each length of what is said.
  const longest = kind === 'kokoro' ? 510 : 1;
  const styles = new Float32Array(pitches.length * longest * WIDTH);
  pitches.forEach((pitch, s) => {
    styles.fill(pitch, s * longest * WIDTH, (s + 1) * longest * WIDTH);
  });
  await writeFile(join(folder, 'voices.bin'), Buffer.from(styles.buffer));
  const own = {
    model_type: kind === 'kokoro' ? 'kokoro' : 'kitten-tts',
    version: kind === 'kokoro' ? '2' : '1',
    style_dim: kind === 'kokoro' ? `${longest},1,${WIDTH}` : `1,${WIDTH}`,
    max_token_len: '510',
  };
  const graph = [
    ...node('Cast', ['tokens'], 'numbers', attribute('to', FLOAT)),
    ...node('Mul', ['numbers', 'nothing'], 'zeros'),
    ...node('Slice', ['style', 'from', 'until', 'last'], 'pitch'),
    ...node('Add', ['zeros', 'pitch'], 'pitches'),
    ...tensor('nothing', [1], FLOAT, floats(0)),
    ...value('input', 'tokens', INT64, [1, 'T']),
    ...value('input', 'style', FLOAT, [1, WIDTH]),
    ...value('input', 'speed', FLOAT, [1]),
    ...tensor('from', [1], INT64, longs(0)),
    ...tensor('until', [1], INT64, longs(1)),
    ...tensor('last', [1], INT64, longs(-1)),
    ...waves('pitches', rate, [-1]),
    ...value('output', 'audio', FLOAT, ['N']),
  ];
  await writeFile(join(folder, 'model.onnx'), networkOf(graph, { ...about, ...own, ...written }));
}

/** Of a style. */
const WIDTH = 256;
/** Bands of a spectrum. */
const BANDS = 80;

/** A spectrum whose bands all hold the pitch, one row for each sign. */
function spectrumOf(pitch: number) {
  return [
    ...node('Cast', ['x'], 'numbers', attribute('to', FLOAT)),
    ...node('Mul', ['numbers', 'nothing'], 'zeros'),
    ...node('Add', ['zeros', 'pitch'], 'pitches'),
    ...node('Reshape', ['pitches', 'row'], 'rows'),
    ...node('MatMul', ['bands', 'rows'], 'filled'),
    ...node('Reshape', ['filled', 'shape'], 'mel'),
    ...tensor('nothing', [1], FLOAT, floats(0)),
    ...tensor('pitch', [1], FLOAT, floats(pitch)),
    ...tensor('row', [2], INT64, longs(1, -1)),
    ...tensor('bands', [BANDS, 1], FLOAT, floats(...new Array<number>(BANDS).fill(1))),
    ...tensor('shape', [3], INT64, longs(1, BANDS, -1)),
    ...value('input', 'x', INT64, ['N', 'T']),
    ...value('input', 'x_length', INT64, ['N']),
    ...value('input', 'noise_scale', FLOAT, [1]),
    ...value('input', 'length_scale', FLOAT, [1]),
    ...value('output', 'mel', FLOAT, ['N', BANDS, 'L']),
  ];
}

/** What sounds as the first band of a spectrum says. */
function humOf(input: string, rate: number) {
  return [
    ...node('Slice', [input, 'from', 'until', 'side'], 'pitches'),
    ...tensor('from', [1], INT64, longs(0)),
    ...tensor('until', [1], INT64, longs(1)),
    ...tensor('side', [1], INT64, longs(1)),
    ...value('input', input, FLOAT, ['N', BANDS, 'T']),
    ...waves('pitches', rate, [1, 1, -1]),
    ...value('output', 'audio', FLOAT, ['N', 1, 'L']),
  ];
}

/** A sine for each of some pitches, one after the other. */
function waves(pitches: string, rate: number, shape: readonly number[]) {
  const angles = Array.from({ length: EACH }, (_, n) => (2 * Math.PI * n) / rate);
  return [
    ...node('Reshape', [pitches, 'column'], 'each'),
    ...node('MatMul', ['each', 'angles'], 'turned'),
    ...node('Sin', ['turned'], 'sines'),
    ...node('Reshape', ['sines', 'flat'], 'audio'),
    ...tensor('column', [2], INT64, longs(-1, 1)),
    ...tensor('angles', [1, EACH], FLOAT, floats(...angles)),
    ...tensor('flat', [shape.length], INT64, longs(...shape)),
  ];
}
