import { type FileHandle, open } from 'node:fs/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Sound } from '@inkreel/film/media/sound.ts';
import { writeAll } from '../storage/write-all.ts';

/** A WAV file that is open to be read, a stretch at a time. */
export interface WavFile {
  readonly rate: number;
  readonly channels: number;
  /** Samples a channel. */
  readonly length: number;
  /** Samples from `from` on; beyond its end there is silence. */
  read(from: number, count: number): Promise<Sound>;
  /** What another chunk of it holds, by its four letters; undefined where there is none. */
  chunk(name: string): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** What a WAV file is written as: 32-bit floats keep everything, 24 bits are what others expect. */
export type WavDepth = 'float' | '24-bit';

export interface WavForm {
  readonly rate: number;
  readonly channels: number;
  readonly depth: WavDepth;
  /** A chunk of our own beside the sound, which players pass over. */
  readonly chunk?: { readonly name: string; readonly bytes: Buffer };
}

const FLOAT = 3;
const PCM = 1;
const LARGEST = 0xffff_ffff;

/**
 * Writes sound as it comes.
 *
 * @returns samples a channel
 * @throws FilmError `encode-failed` beyond 4 GB, which a WAV file cannot hold
 */
export async function writeWav(
  path: string,
  { rate, channels, depth, chunk }: WavForm,
  stretches: AsyncIterable<Sound> | Iterable<Sound>,
): Promise<number> {
  const file = await open(path, 'w');
  try {
    const bytes = depth === 'float' ? 4 : 3;
    const beside = chunk ? chunkOf(chunk.name, chunk.bytes) : Buffer.alloc(0);
    const head = (length: number): Buffer => {
      const size = length * channels * bytes;
      const format = Buffer.alloc(16);
      format.writeUInt16LE(depth === 'float' ? FLOAT : PCM, 0);
      format.writeUInt16LE(channels, 2);
      format.writeUInt32LE(rate, 4);
      format.writeUInt32LE(rate * channels * bytes, 8);
      format.writeUInt16LE(channels * bytes, 12);
      format.writeUInt16LE(8 * bytes, 14);
      const parts = Buffer.concat([chunkOf('fmt ', format), beside]);
      const riff = Buffer.alloc(12);
      riff.write('RIFF', 0, 'latin1');
      riff.writeUInt32LE(4 + parts.length + 8 + size + (size & 1), 4);
      riff.write('WAVE', 8, 'latin1');
      const sound = Buffer.alloc(8);
      sound.write('data', 0, 'latin1');
      sound.writeUInt32LE(size, 4);
      return Buffer.concat([riff, parts, sound]);
    };
    let length = 0;
    let at = head(0).length;
    for await (const stretch of stretches) {
      const samples = interleaved(stretch, depth);
      if (at + samples.length > LARGEST) {
        throw new FilmError(
          'encode-failed',
          `${path} would be larger than 4 GB, which WAV cannot hold. Make the film in parts.`,
          { file: path },
        );
      }
      await writeAll(file, samples, at);
      at += samples.length;
      length += stretch.channels[0]?.length ?? 0;
    }
    const odd = (length * channels * bytes) & 1;
    if (odd) await writeAll(file, Buffer.alloc(1), at);
    const top = head(length);
    await writeAll(file, top, 0);
    await file.sync();
    return length;
  } finally {
    await file.close();
  }
}

/** @throws FilmError `art-unreadable` where it is no WAV file of ours: floats or 24 bits. */
export async function openWav(path: string): Promise<WavFile> {
  const file = await open(path, 'r');
  try {
    const chunks = await chunksOf(file, path);
    const format = await bytesOf(file, chunks.get('fmt '));
    const sound = chunks.get('data');
    if (!format || format.length < 16 || !sound) throw broken(path);
    const kind = format.readUInt16LE(0);
    const channels = format.readUInt16LE(2);
    const rate = format.readUInt32LE(4);
    const bits = format.readUInt16LE(14);
    const isFloat = kind === FLOAT && bits === 32;
    if (!(isFloat || (kind === PCM && bits === 24)) || channels < 1 || rate < 1) {
      throw broken(path);
    }
    const frame = (channels * bits) / 8;
    const length = Math.floor(sound.length / frame);
    return {
      rate,
      channels,
      length,
      async read(from, count) {
        const first = Math.max(0, Math.min(length, from));
        const last = Math.max(first, Math.min(length, from + count));
        const bytes = Buffer.alloc((last - first) * frame);
        await file.read(bytes, 0, bytes.length, sound.start + first * frame);
        return apart(bytes, { rate, channels, isFloat, count, shift: first - from });
      },
      chunk: (name) => bytesOf(file, chunks.get(name)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Extent {
  readonly start: number;
  readonly length: number;
}

async function chunksOf(file: FileHandle, path: string): Promise<ReadonlyMap<string, Extent>> {
  const { size } = await file.stat();
  const head = Buffer.alloc(12);
  await file.read(head, 0, 12, 0);
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') {
    throw broken(path);
  }
  const chunks = new Map<string, Extent>();
  const label = Buffer.alloc(8);
  for (let at = 12; at + 8 <= size; ) {
    await file.read(label, 0, 8, at);
    const length = Math.min(label.readUInt32LE(4), size - at - 8);
    chunks.set(label.toString('latin1', 0, 4), { start: at + 8, length });
    at += 8 + length + (length & 1);
  }
  return chunks;
}

async function bytesOf(file: FileHandle, extent: Extent | undefined): Promise<Buffer | undefined> {
  if (extent === undefined) return undefined;
  const bytes = Buffer.alloc(extent.length);
  await file.read(bytes, 0, extent.length, extent.start);
  return bytes;
}

function chunkOf(name: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length & 1)]);
}

function interleaved({ channels }: Sound, depth: WavDepth): Buffer {
  const length = channels[0]?.length ?? 0;
  const bytes = depth === 'float' ? 4 : 3;
  const out = Buffer.alloc(length * channels.length * bytes);
  let at = 0;
  for (let i = 0; i < length; i++) {
    for (const channel of channels) {
      const sample = channel[i]!;
      if (depth === 'float') out.writeFloatLE(sample, at);
      else out.writeIntLE(Math.round(Math.max(-1, Math.min(1, sample)) * 0x7f_ffff), at, 3);
      at += bytes;
    }
  }
  return out;
}

interface Apart {
  readonly rate: number;
  readonly channels: number;
  readonly isFloat: boolean;
  readonly count: number;
  /** Samples of silence before the bytes begin. */
  readonly shift: number;
}

function apart(bytes: Buffer, { rate, channels, isFloat, count, shift }: Apart): Sound {
  const rows = Array.from({ length: channels }, () => new Float32Array(count));
  const width = isFloat ? 4 : 3;
  let at = 0;
  for (let i = shift; at < bytes.length; i++) {
    for (const row of rows) {
      row[i] = isFloat ? bytes.readFloatLE(at) : bytes.readIntLE(at, 3) / 0x7f_ffff;
      at += width;
    }
  }
  return { rate, channels: rows };
}

function broken(path: string): FilmError {
  return new FilmError(
    'art-unreadable',
    `${path} is no WAV file of 32-bit floats or 24 bits. Delete it, and it is made anew.`,
    { file: path },
  );
}
