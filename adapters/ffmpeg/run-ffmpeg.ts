import { type ChildProcess, execFile, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/**
 * What a short-lived ffmpeg says on standard error (`said`) and lists on standard output. Rejects when it
 * does not run or fails.
 */
export function captureFfmpeg(
  path: string,
  args: readonly string[],
): Promise<{ readonly said: string; readonly list: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      path,
      args,
      { timeout: 20_000, maxBuffer: 8_000_000, windowsHide: true },
      (error, list, said) => (error === null ? resolve({ said, list }) : reject(error)),
    );
  });
}

/** An ffmpeg at work. */
export interface RunningFfmpeg {
  readonly stdin: Writable;
  readonly child: ChildProcess;
  /** Resolves when it has ended well; rejects with a FilmError that says why it did not. */
  readonly ended: Promise<void>;
}

/** The error for work that was called off, as people read it. */
export function interrupted(): FilmError {
  return new FilmError(
    'interrupted',
    'The work was interrupted and nothing half-made was left. Run the same command to go on.',
  );
}

/** The error for a full disk. */
export function diskFull(file: string, cause?: unknown): FilmError {
  return new FilmError(
    'disk-full',
    `The disk is full: ${file} could not be written. Make room on it, or choose another folder.`,
    { file, cause },
  );
}

/**
 * glibc hands every block of a frame's size back to the system and takes it anew for the next frame, and
 * the system clears it each time: with these, freed blocks are kept and used again. Other C libraries do
 * not look at them. The figures are bytes, above any frame.
 */
const KEEP_FREED_MEMORY = {
  MALLOC_MMAP_THRESHOLD_: '400000000',
  MALLOC_TRIM_THRESHOLD_: '800000000',
  MALLOC_TOP_PAD_: '16000000',
};

/** Starts ffmpeg. `file` is what it makes, for its errors. Aborting kills it at once. */
export function startFfmpeg(
  path: string,
  args: readonly string[],
  about: { readonly file: string; readonly signal?: AbortSignal | undefined },
): RunningFfmpeg {
  const { file, signal } = about;
  const child = spawn(path, ['-hide_banner', '-nostats', '-v', 'error', ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, ...KEEP_FREED_MEMORY },
    windowsHide: true,
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  if (signal?.aborted) kill();

  // Only the end of what it says is kept: a broken run can repeat itself without end.
  let said = '';
  let noSpace = false;
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    noSpace ||= `${said.slice(-40)}${text}`.includes('No space left on device');
    said = (said + text).slice(-4000);
  });
  // A write to an ffmpeg that has died fails too; why it died is told by `ended`.
  child.stdin!.on('error', () => {});

  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => {
      signal?.removeEventListener('abort', kill);
      reject(
        new FilmError(
          'program-missing',
          `ffmpeg did not start: ${cause.message}. Check ${path}, or set FFMPEG_PATH to another.`,
          { file: path, cause },
        ),
      );
    });
    child.on('close', (code, killedBy) => {
      signal?.removeEventListener('abort', kill);
      if (signal?.aborted) reject(interrupted());
      // An old ffmpeg whose last write failed still ends with 0.
      else if (noSpace) reject(diskFull(file));
      else if (code === 0) resolve();
      // Ctrl-C reaches every program in the terminal, ffmpeg perhaps before us.
      else if (code === 255 && /received signal 2/.test(said)) reject(interrupted());
      else {
        const lastLine = said.trim().split('\n').at(-1)?.trim();
        const how = killedBy === null ? `with code ${code}` : `by ${killedBy}`;
        reject(
          new FilmError(
            'encode-failed',
            `ffmpeg ended ${how}: ${lastLine || 'it said nothing'}. Run inkreel doctor, or set FFMPEG_PATH to another ffmpeg.`,
            { file },
          ),
        );
      }
    });
  });
  // Whoever awaits `ended` sees the error; a rejection before that is not a crash.
  ended.catch(() => {});
  return { stdin: child.stdin!, child, ended };
}
