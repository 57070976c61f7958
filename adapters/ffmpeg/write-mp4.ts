import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { readVideoTrack, type VideoTrack } from './read-mp4.ts';

/**
 * Writes one MP4 out of several that were encoded alike, frame after frame, without touching a picture.
 * The index comes first, so a browser can begin before it has the whole file; every frame is shown
 * exactly one frame after the one before it, which joining by timestamps does not give: encoders start
 * their clocks at different points in short segments. Memory is a few bytes a frame.
 *
 * @returns the frames written
 * @throws FilmError `encode-failed` where the segments differ in codec, size or rate
 */
export async function writeJoinedMp4(paths: readonly string[], out: string): Promise<number> {
  const tracks: VideoTrack[] = [];
  for (const path of paths) {
    const track = await readVideoTrack(path);
    refuseOther(tracks[0] ?? track, track, path);
    tracks.push(track);
  }
  if (tracks.length === 0) {
    throw new FilmError('encode-failed', 'There is nothing to join. Give the film a shot.', {
      file: out,
    });
  }
  const file = await open(out, 'w');
  try {
    const { head, frames } = fileHead(tracks);
    await file.write(head);
    for (const [index, track] of tracks.entries()) {
      for (const range of track.bytes) await copyRange(paths[index]!, range, file);
    }
    await file.sync();
    return frames;
  } finally {
    await file.close();
  }
}

function refuseOther(first: VideoTrack, track: VideoTrack, path: string): void {
  const alike =
    first.timescale === track.timescale &&
    first.width === track.width &&
    first.height === track.height &&
    first.ticksPerFrame === track.ticksPerFrame &&
    first.description.equals(track.description);
  if (alike) return;
  throw new FilmError(
    'encode-failed',
    `${path} was encoded differently from the segments before it. Delete the kept segments and run the command again.`,
    { file: path },
  );
}

async function copyRange(
  path: string,
  range: { start: number; length: number },
  file: FileHandle,
): Promise<void> {
  if (range.length === 0) return;
  const end = range.start + range.length - 1;
  const stream = createReadStream(path, { start: range.start, end, highWaterMark: 1 << 20 });
  for await (const chunk of stream) await file.write(chunk as Buffer);
}

function fileHead(tracks: readonly VideoTrack[]): { head: Buffer; frames: number } {
  const first = tracks[0]!;
  const frames = tracks.reduce((sum, track) => sum + track.sizes.length, 0);
  const payload = tracks.reduce(
    (sum, track) => sum + track.bytes.reduce((part, range) => part + range.length, 0),
    0,
  );
  const ftyp = box('ftyp', text('isom'), u32(0x200), text('isomiso2mp41'));
  const wide = payload + 16 > 0xffffffff;
  const mdat = wide
    ? Buffer.concat([u32(1), text('mdat'), u64(payload + 16)])
    : Buffer.concat([u32(payload + 8), text('mdat')]);
  // The index says where the frames lie, which depends on its own length; that does not change with
  // the numbers in it.
  const shape = movie(tracks, first, frames, 0, wide);
  const start = ftyp.length + shape.length + mdat.length;
  return { head: Buffer.concat([ftyp, movie(tracks, first, frames, start, wide), mdat]), frames };
}

function movie(
  tracks: readonly VideoTrack[],
  first: VideoTrack,
  frames: number,
  start: number,
  wide: boolean,
): Buffer {
  const { timescale, ticksPerFrame: ticks, width, height } = first;
  const duration = frames * ticks;
  // A frame cannot be decoded after it is shown: the whole film is decoded this many frames early.
  const early = tracks.reduce(
    (most, track) =>
      track.shown.reduce((deep, shown, index) => Math.max(deep, index - shown), most),
    0,
  );
  const sizes = Buffer.alloc(frames * 4);
  const sync: Buffer[] = [];
  const offsets: number[] = [];
  const chunkStarts: number[] = [];
  const chunkLengths: number[] = [];
  let sample = 0;
  let at = start;
  for (const track of tracks) {
    track.sizes.forEach((size, index) => {
      // About a second of film a chunk, and none across two segments.
      if (index % 24 === 0) {
        chunkStarts.push(at);
        chunkLengths.push(0);
      }
      chunkLengths[chunkLengths.length - 1]!++;
      sizes.writeUInt32BE(size, sample * 4);
      if (track.sync[index] === 1) sync.push(u32(sample + 1));
      offsets.push((track.shown[index]! - index + early) * ticks);
      at += size;
      sample++;
    });
  }
  const allSync = sync.length === frames;
  const ordered = offsets.every((offset) => offset === 0);
  const stbl = box(
    'stbl',
    box('stsd', first.description),
    full('stts', 0, 0, u32(1), u32(frames), u32(ticks)),
    ...(allSync ? [] : [full('stss', 0, 0, u32(sync.length), ...sync)]),
    ...(ordered ? [] : [full('ctts', 0, 0, ...runs(offsets))]),
    full('stsc', 0, 0, ...chunkRuns(chunkLengths)),
    full('stsz', 0, 0, u32(0), u32(frames), sizes),
    full(
      wide ? 'co64' : 'stco',
      0,
      0,
      u32(chunkStarts.length),
      ...chunkStarts.map((each) => (wide ? u64(each) : u32(each))),
    ),
  );
  const minf = box(
    'minf',
    full('vmhd', 0, 1, Buffer.alloc(8)),
    box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1))),
    stbl,
  );
  const mdia = box(
    'mdia',
    // 0x55c4 is the packed language code "und".
    full('mdhd', 1, 0, u64(0), u64(0), u32(timescale), u64(duration), u16(0x55c4), u16(0)),
    full('hdlr', 0, 0, u32(0), text('vide'), Buffer.alloc(12), text('VideoHandler\0')),
    minf,
  );
  const tkhd = full(
    'tkhd',
    1,
    3,
    ...[u64(0), u64(0), u32(1), u32(0), u64(duration), Buffer.alloc(16), MATRIX],
    ...[u32(width << 16), u32(height << 16)],
  );
  const edts = box(
    'edts',
    full('elst', 1, 0, u32(1), u64(duration), u64(early * ticks), u16(1), u16(0)),
  );
  const mvhd = full(
    'mvhd',
    1,
    0,
    ...[u64(0), u64(0), u32(timescale), u64(duration), u32(0x10000), u16(0x100), Buffer.alloc(10)],
    ...[MATRIX, Buffer.alloc(24), u32(2)],
  );
  return box('moov', mvhd, box('trak', tkhd, edts, mdia));
}

/** Equal neighbours as (count, value) pairs, with the number of pairs before them. */
function runs(values: readonly number[]): Buffer[] {
  const pairs: [number, number][] = [];
  for (const value of values) {
    const last = pairs.at(-1);
    if (last !== undefined && last[1] === value) last[0]++;
    else pairs.push([1, value]);
  }
  return [u32(pairs.length), ...pairs.flatMap(([count, value]) => [u32(count), u32(value)])];
}

function chunkRuns(lengths: readonly number[]): Buffer[] {
  const entries: [number, number][] = [];
  lengths.forEach((length, index) => {
    if (entries.at(-1)?.[1] !== length) entries.push([index + 1, length]);
  });
  return [
    u32(entries.length),
    ...entries.flatMap(([chunk, length]) => [u32(chunk), u32(length), u32(1)]),
  ];
}

/** Neither turned nor stretched. */
const MATRIX = Buffer.concat(
  [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((each) => u32(each)),
);

function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), text(name), body]);
}

function full(name: string, version: number, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(name, u32(version * 0x1000000 + flags), ...parts);
}

function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
