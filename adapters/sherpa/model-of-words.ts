import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A word as a model says it. */
export interface ModelWord {
  /** In small letters. */
  readonly word: string;
  readonly samples: Float32Array;
}

/**
 * Writes a model that sherpa can run, for tests: a network of VITS's shape, in which each token is a word
 * that is said as it was given. Real weights cannot be made by code; all else about it is real.
 *
 * @param folder is made
 * @param said what each speaker says the words as; the words are the same for all
 * @param written overwrites what is written in the network
 */
export async function writeModelOfWords(
  folder: string,
  said: readonly (readonly ModelWord[])[],
  rate: number,
  written: Readonly<Record<string, string>> = {},
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
  const about = {
    model_type: 'vits',
    comment: 'model-of-words',
    language: 'English',
    add_blank: '0',
    punctuation: ', . ! ?',
    n_speakers: String(said.length),
    sample_rate: String(rate),
    has_espeak: '0',
    ...written,
  };
  await writeFile(join(folder, 'model.onnx'), networkOf(sounds, masks, count, longest, about));
}

function networkOf(
  sounds: Float32Array,
  masks: Uint8Array,
  count: number,
  longest: number,
  about: Readonly<Record<string, string>>,
): Buffer {
  const rows = sounds.length / longest;
  const floats = Buffer.from(sounds.buffer, sounds.byteOffset, sounds.byteLength);
  const graph = message(
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
    text(2, 'words'),
    ...tensor('sounds', [rows, longest], FLOAT, floats),
    ...tensor('masks', [rows, longest], BOOL, Buffer.from(masks)),
    ...tensor('count', [1], INT64, longs(count)),
    ...tensor('flat', [1], INT64, longs(-1)),
    ...tensor('shape', [3], INT64, longs(1, 1, -1)),
    ...tensor('ones', [2], FLOAT, Buffer.from(new Float32Array([1, 1]).buffer)),
    ...value(11, 'x', INT64, ['N', 'T']),
    ...value(11, 'x_length', INT64, ['N']),
    ...value(11, 'noise_scale', FLOAT, [1]),
    ...value(11, 'length_scale', FLOAT, [1]),
    ...value(11, 'noise_scale_w', FLOAT, [1]),
    ...value(11, 'sid', INT64, [1]),
    ...value(12, 'y', FLOAT, [1, 1, 'L']),
  );
  const pairs = Object.entries(about).map(([key, told]) =>
    part(14, message(text(1, key), text(2, told))),
  );
  const opset = part(8, message(text(1, ''), number(2, 17)));
  return message(number(1, 8), opset, part(7, graph), ...pairs);
}

// What follows writes ONNX's own format (onnx.proto): fields of numbers and of parts with a length.

const FLOAT = 1;
const INT64 = 7;
const BOOL = 9;

function message(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}

function varint(whole: number): Buffer {
  const bytes: number[] = [];
  let left = whole;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  bytes.push(left);
  return Buffer.from(bytes);
}

function number(field: number, whole: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(whole)]);
}

function part(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

function text(field: number, content: string): Buffer {
  return part(field, Buffer.from(content));
}

function node(type: string, inputs: readonly string[], output: string, ...attributes: Buffer[]) {
  const named = inputs.map((input) => text(1, input));
  return [part(1, message(...named, text(2, output), text(4, type), ...attributes))];
}

function attribute(name: string, told: number | string): Buffer {
  const [field, kind] = typeof told === 'number' ? [number(3, told), 2] : [text(4, told), 3];
  return part(5, message(text(1, name), field, number(20, kind)));
}

function tensor(name: string, sides: readonly number[], type: number, raw: Buffer) {
  return [
    part(
      5,
      message(
        ...sides.map((side) => number(1, side)),
        number(2, type),
        text(8, name),
        part(9, raw),
      ),
    ),
  ];
}

function value(field: number, name: string, type: number, sides: readonly (number | string)[]) {
  const shape = sides.map((side) =>
    part(1, typeof side === 'number' ? number(1, side) : text(2, side)),
  );
  const typed = message(number(1, type), part(2, message(...shape)));
  return [part(field, message(text(1, name), part(2, part(1, typed))))];
}

function longs(...all: readonly number[]): Buffer {
  return Buffer.from(new BigInt64Array(all.map(BigInt)).buffer);
}
