import { type FileHandle, open } from 'node:fs/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** Field of ONNX's ModelProto that holds pairs of key and value, and their fields (onnx.proto). */
const METADATA = 14;
const KEY = 1;
const VALUE = 2;
/** Bytes: no pair of a network that speaks is longer. */
const LONGEST_PAIR = 1 << 20;

/**
 * What the makers of a network wrote into it: `model_type`, `n_speakers`, `voice`. Only the heads of its
 * parts are read, however large its weights are.
 *
 * @param path of an `.onnx` file
 * @throws FilmError `weights-missing` for a file that is none, or is cut off
 */
export async function onnxMetadata(path: string): Promise<ReadonlyMap<string, string>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const found = new Map<string, string>();
    let at = 0;
    while (at < size) {
      const tag = await varintAt(file, at, size);
      const field = Math.floor(tag.value / 8);
      const kind = tag.value % 8;
      at = tag.next;
      if (field === 0 || field > 30) throw new RangeError('no field of a model');
      if (kind === 0) at = (await varintAt(file, at, size)).next;
      else if (kind === 2) {
        const length = await varintAt(file, at, size);
        const end = length.next + length.value;
        if (end > size) throw new RangeError('cut off');
        if (field === METADATA && length.value <= LONGEST_PAIR) {
          const bytes = Buffer.alloc(length.value);
          await file.read(bytes, 0, length.value, length.next);
          const pair = stringsOf(bytes);
          found.set(pair.get(KEY) ?? '', pair.get(VALUE) ?? '');
        }
        at = end;
      } else throw new RangeError('no part of a model');
    }
    if (size === 0) throw new RangeError('empty');
    return found;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const remedy = 'It may have been copied or downloaded in part: put it there again.';
    throw new FilmError('weights-missing', `${path} is no whole ONNX file. ${remedy}`, {
      file: path,
      cause,
    });
  } finally {
    await file.close();
  }
}

/** A number of 7 bits a byte, and where what follows it begins. */
async function varintAt(file: FileHandle, at: number, size: number) {
  const bytes = Buffer.alloc(Math.min(10, size - at));
  await file.read(bytes, 0, bytes.length, at);
  return varintIn(bytes, 0, at);
}

function varintIn(bytes: Buffer, from: number, offset = 0) {
  let value = 0;
  for (let n = from; n < bytes.length && n < from + 8; n++) {
    value += (bytes[n]! & 0x7f) * 2 ** (7 * (n - from));
    if (bytes[n]! < 0x80) return { value, next: offset + n + 1 };
  }
  throw new RangeError('cut off');
}

/** The texts of a message, by their field. */
function stringsOf(bytes: Buffer): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let at = 0;
  while (at < bytes.length) {
    const tag = varintIn(bytes, at);
    if (tag.value % 8 !== 2) throw new RangeError('no pair of texts');
    const length = varintIn(bytes, tag.next);
    const end = length.next + length.value;
    if (end > bytes.length) throw new RangeError('cut off');
    found.set(Math.floor(tag.value / 8), bytes.toString('utf8', length.next, end));
    at = end;
  }
  return found;
}
