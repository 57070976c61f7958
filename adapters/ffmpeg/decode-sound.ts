import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { SOUND_RATE, type Sound } from '@inkreel/film/media/sound.ts';
import { findFfmpeg } from './find-ffmpeg.ts';
import { interrupted } from './run-ffmpeg.ts';

/** What is wanted of a file with sound in it. */
export interface SoundWish {
  /** Missing: stereo. */
  readonly channels?: 1 | 2;
  /** Seconds that are read at most: memory goes by it, some 23 MB a minute of stereo. Missing: ten minutes. */
  readonly most?: number;
  readonly signal?: AbortSignal | undefined;
}

const TEN_MINUTES = 600;

/**
 * Reads the sound of a file, whatever ffmpeg can read (MP3, WAV, FLAC, OGG, M4A, Opus, the sound of a
 * video), at `SOUND_RATE`.
 *
 * @throws FilmError `sound-unreadable` for a file that is locked by DRM, has no sound in it, is cut off
 *   or none at all; `art-missing` where there is no file; `program-missing`, `interrupted`
 */
export async function decodeSound(file: string, wish: SoundWish = {}): Promise<Sound> {
  const channels = wish.channels ?? 2;
  await requireFile(file);
  const { path } = await findFfmpeg();
  const args = [
    ...['-hide_banner', '-nostats', '-nostdin', '-v', 'info', '-i', file],
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-t', String(wish.most ?? TEN_MINUTES)],
    ...['-f', 'f32le', '-ac', String(channels), '-ar', String(SOUND_RATE), 'pipe:1'],
  ];
  const { bytes, said, code } = await run(path, args, wish.signal);
  const frames = Math.floor(bytes.length / (4 * channels));
  // Locked sound may be decoded all the same, into noise.
  if (code !== 0 || frames === 0 || isLocked(said)) throw refused(file, said);
  return { rate: SOUND_RATE, channels: apart(bytes, channels, frames) };
}

async function requireFile(file: string): Promise<void> {
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined) {
    throw new FilmError('art-missing', `There is no file ${file}. Correct its path.`, { file });
  }
  const name = basename(file);
  if (!facts.isFile()) {
    throw new FilmError('sound-unreadable', `${name} is a folder. Name a file with sound in it.`, {
      file,
    });
  }
  if (facts.size === 0) {
    throw new FilmError('sound-unreadable', `${name} is empty. Export it again.`, { file });
  }
}

interface Decoded {
  readonly bytes: Buffer;
  readonly said: string;
  readonly code: number | null;
}

function run(path: string, args: readonly string[], signal?: AbortSignal): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const kill = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', kill, { once: true });
    if (signal?.aborted) kill();
    const parts: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    // What it says of the streams comes first, why it failed last.
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = said.length < 8000 ? said + text : said.slice(0, 8000) + text.slice(-2000);
    });
    child.on('error', (cause) => {
      signal?.removeEventListener('abort', kill);
      const message = `ffmpeg did not start: ${cause.message}. Check ${path}, or set FFMPEG_PATH to another.`;
      reject(new FilmError('program-missing', message, { file: path, cause }));
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', kill);
      if (signal?.aborted) reject(interrupted());
      else resolve({ bytes: Buffer.concat(parts), said, code });
    });
  });
}

/** Samples of each channel by itself. */
function apart(bytes: Buffer, channels: number, frames: number): readonly Float32Array[] {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
  const mixed = new Float32Array(aligned.buffer, aligned.byteOffset, frames * channels);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let i = 0; i < frames; i++) {
      const sample = mixed[i * channels + channel]!;
      // A broken float file may hold what is no number.
      samples[i] = Number.isFinite(sample) ? sample : 0;
    }
    return samples;
  });
}

/** Whether its streams are those of a shop's lock (`drms` of iTunes, `enca` of others, `aavd` of audio books). */
function isLocked(said: string): boolean {
  return /^\s*Stream #.*Audio:.*\((?:drms|enca|aavd)\b|DRM protected stream/m.test(said);
}

/** Why ffmpeg gave no sound, for people. */
function refused(file: string, said: string): FilmError {
  const name = basename(file);
  const about = { file };
  const fail = (message: string) => new FilmError('sound-unreadable', message, about);
  if (isLocked(said)) {
    return fail(
      `${name} is locked by DRM, so that only its shop's player can read it. Use a file without DRM: most shops offer one to download, or take another track.`,
    );
  }
  if (/matches no streams|does not contain any stream/i.test(said)) {
    const what = /Video:/.test(said) ? 'only a picture' : 'no sound';
    return fail(`${name} holds ${what}, no audio stream. Choose a file with sound in it.`);
  }
  const reason = said
    .trim()
    .split('\n')
    .filter((line) => /invalid|error|not found|could not|unsupported|unknown/i.test(line))
    .at(-1)
    ?.replace(file, name)
    .trim();
  return fail(
    `${name} cannot be read as sound${reason ? ` (ffmpeg: ${reason})` : ''}. Export it again as WAV, FLAC, MP3, OGG or M4A.`,
  );
}
