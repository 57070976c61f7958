import { type FileHandle, open } from 'node:fs/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** A run of bytes in a file. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** The one video track of an MP4 file, as far as joining needs it. */
export interface VideoTrack {
  /** Ticks a second, and ticks a frame: the same for every frame. */
  readonly timescale: number;
  readonly ticksPerFrame: number;
  readonly width: number;
  readonly height: number;
  /** What the `stsd` box holds: codec, its parameters, colour tags; without the bit rates. */
  readonly description: Buffer;
  /** Bytes of each sample in decoding order; one sample is one frame. */
  readonly sizes: Uint32Array;
  /** When each sample is shown, in frames from the first: a permutation of 0 to n - 1. */
  readonly shown: Int32Array;
  /** 1 for each sample that decoding can begin at. */
  readonly sync: Uint8Array;
  /** Where the samples' bytes lie, in decoding order. */
  readonly bytes: readonly ByteRange[];
}

/**
 * Reads the video track of an MP4 file of constant rate.
 *
 * @throws FilmError `encode-failed` for a file that is not whole, or not of constant rate
 */
export async function readVideoTrack(path: string): Promise<VideoTrack> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return parseMovie(await readMovieBox(file));
  } catch (cause) {
    throw new FilmError(
      'encode-failed',
      `${path} is not a whole MP4 file: ${(cause as Error).message}. Delete it and run the command again.`,
      { file: path, cause },
    );
  } finally {
    await file?.close();
  }
}

async function readMovieBox(file: FileHandle): Promise<Buffer> {
  const { size: end } = await file.stat();
  const head = Buffer.alloc(16);
  for (let at = 0; at + 8 <= end; ) {
    await file.read(head, 0, 16, at);
    const { length, headLength } = boxHead(head, 0, end - at);
    if (at + length > end) throw new Error('it ends too soon');
    if (head.toString('latin1', 4, 8) === 'moov') {
      const body = Buffer.alloc(length - headLength);
      await file.read(body, 0, body.length, at + headLength);
      return body;
    }
    at += length;
  }
  throw new Error('it has no index');
}

function boxHead(bytes: Buffer, at: number, left: number): { length: number; headLength: number } {
  const short = bytes.readUInt32BE(at);
  if (short === 1) return { length: Number(bytes.readBigUInt64BE(at + 8)), headLength: 16 };
  if (short !== 0 && short < 8) throw new Error('a box is too short');
  return { length: short === 0 ? left : short, headLength: 8 };
}

/** The boxes directly inside `bytes`, whole, by name; of several of a name, all. */
export function boxesIn(bytes: Buffer): { name: string; whole: Buffer; body: Buffer }[] {
  const boxes: { name: string; whole: Buffer; body: Buffer }[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const { length, headLength } = boxHead(bytes, at, bytes.length - at);
    if (at + length > bytes.length) throw new Error('a box ends outside its parent');
    const whole = bytes.subarray(at, at + length);
    boxes.push({
      name: bytes.toString('latin1', at + 4, at + 8),
      whole,
      body: whole.subarray(headLength),
    });
    at += length;
  }
  return boxes;
}

function boxIn(
  bytes: Buffer,
  ...names: readonly string[]
): { whole: Buffer; body: Buffer } | undefined {
  let found: { whole: Buffer; body: Buffer } = { whole: bytes, body: bytes };
  for (const name of names) {
    const next = boxesIn(found.body).find((box) => box.name === name);
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

function parseMovie(movie: Buffer): VideoTrack {
  const track = boxesIn(movie).find(
    (box) =>
      box.name === 'trak' &&
      boxIn(box.body, 'mdia', 'hdlr')?.body.toString('latin1', 8, 12) === 'vide',
  )?.body;
  if (track === undefined) throw new Error('it has no video track');
  const need = (...names: string[]): Buffer => {
    const box = boxIn(track, ...names);
    if (box === undefined) throw new Error(`its index lacks ${names.at(-1)}`);
    return box.body;
  };
  const table = (name: string) => need('mdia', 'minf', 'stbl', name);
  const optional = (name: string) => boxIn(track, 'mdia', 'minf', 'stbl', name)?.body;

  const mediaHead = need('mdia', 'mdhd');
  const timescale = mediaHead.readUInt32BE(mediaHead[0] === 1 ? 20 : 12);
  const trackHead = need('tkhd');
  const sizes = sampleSizes(table('stsz'));
  const decoded = expandRuns(table('stts'), sizes.length);
  const offsets = optional('ctts');
  const shift = offsets === undefined ? undefined : expandRuns(offsets, sizes.length);
  const ticksPerFrame = decoded[0] ?? 0;

  const shownAt = new Float64Array(sizes.length);
  let clock = 0;
  for (let index = 0; index < sizes.length; index++) {
    shownAt[index] = clock + (shift?.[index] ?? 0);
    clock += decoded[index]!;
  }
  return {
    timescale,
    ticksPerFrame: frameTicks(shownAt, ticksPerFrame),
    width: trackHead.readUInt32BE(trackHead.length - 8) >>> 16,
    height: trackHead.readUInt32BE(trackHead.length - 4) >>> 16,
    description: withoutBitrates(need('mdia', 'minf', 'stbl', 'stsd')),
    sizes,
    shown: inFrames(shownAt, frameTicks(shownAt, ticksPerFrame)),
    sync: syncSamples(optional('stss'), sizes.length),
    bytes: byteRanges(optional('stco'), optional('co64'), table('stsc'), sizes),
  };
}

/** Bytes of a picture's sample entry before the boxes in it. */
const ENTRY_HEAD = 86;

/** The bit rates noted in `btrt` are one segment's own; everything else is the same in all of them. */
function withoutBitrates(stsd: Buffer): Buffer {
  const entries = boxesIn(stsd.subarray(8)).map(({ whole }) => {
    const kept = boxesIn(whole.subarray(ENTRY_HEAD)).filter((box) => box.name !== 'btrt');
    const entry = Buffer.concat([whole.subarray(0, ENTRY_HEAD), ...kept.map((box) => box.whole)]);
    entry.writeUInt32BE(entry.length);
    return entry;
  });
  return Buffer.concat([stsd.subarray(0, 8), ...entries]);
}

/** Ticks from one shown frame to the next; of a single frame, its own length. */
function frameTicks(shownAt: Float64Array, single: number): number {
  if (shownAt.length < 2) return single;
  const sorted = shownAt.slice().sort();
  return sorted[1]! - sorted[0]!;
}

function inFrames(shownAt: Float64Array, ticks: number): Int32Array {
  const first = shownAt.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const shown = new Int32Array(shownAt.length);
  const seen = new Uint8Array(shownAt.length);
  shownAt.forEach((at, index) => {
    const frame = ticks > 0 ? (at - first) / ticks : 0;
    if (!Number.isInteger(frame) || frame >= shown.length || seen[frame] === 1) {
      throw new Error('its frames are not at a constant rate');
    }
    seen[frame] = 1;
    shown[index] = frame;
  });
  return shown;
}

function sampleSizes(stsz: Buffer): Uint32Array {
  const same = stsz.readUInt32BE(4);
  const sizes = new Uint32Array(stsz.readUInt32BE(8));
  for (let index = 0; index < sizes.length; index++) {
    sizes[index] = same !== 0 ? same : stsz.readUInt32BE(12 + index * 4);
  }
  return sizes;
}

/** A run-length table (`stts`, `ctts`) as one value a sample. */
function expandRuns(box: Buffer, count: number): Int32Array {
  const values = new Int32Array(count);
  const runs = box.readUInt32BE(4);
  let index = 0;
  for (let run = 0; run < runs; run++) {
    const length = box.readUInt32BE(8 + run * 8);
    values.fill(box.readInt32BE(12 + run * 8), index, index + length);
    index += length;
  }
  if (index < count) throw new Error('a table of its index is too short');
  return values;
}

function syncSamples(stss: Buffer | undefined, count: number): Uint8Array {
  const sync = new Uint8Array(count);
  if (stss === undefined) return sync.fill(1);
  for (let entry = 0; entry < stss.readUInt32BE(4); entry++) {
    sync[stss.readUInt32BE(8 + entry * 4) - 1] = 1;
  }
  return sync;
}

function byteRanges(
  stco: Buffer | undefined,
  co64: Buffer | undefined,
  stsc: Buffer,
  sizes: Uint32Array,
): readonly ByteRange[] {
  const table = stco ?? co64;
  if (table === undefined) throw new Error('its index lacks stco');
  const ranges: { start: number; length: number }[] = [];
  const chunks = table.readUInt32BE(4);
  const runs = stsc.readUInt32BE(4);
  let sample = 0;
  let run = 0;
  for (let chunk = 1; chunk <= chunks; chunk++) {
    while (run + 1 < runs && stsc.readUInt32BE(8 + (run + 1) * 12) <= chunk) run++;
    const inChunk = stsc.readUInt32BE(8 + run * 12 + 4);
    const start =
      stco === undefined
        ? Number(table.readBigUInt64BE(8 + (chunk - 1) * 8))
        : table.readUInt32BE(8 + (chunk - 1) * 4);
    let length = 0;
    for (let each = 0; each < inChunk && sample < sizes.length; each++) length += sizes[sample++]!;
    const last = ranges.at(-1);
    if (last !== undefined && last.start + last.length === start) last.length += length;
    else ranges.push({ start, length });
  }
  if (sample !== sizes.length) throw new Error('its index names fewer frames than it has');
  return ranges;
}
