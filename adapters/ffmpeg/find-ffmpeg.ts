import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type { Codec } from '@inkreel/film/delivery/preset.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { ENCODERS_OF } from './encoder-options.ts';
import { captureFfmpeg } from './run-ffmpeg.ts';

/** An ffmpeg that was found and answered. */
export interface Ffmpeg {
  readonly path: string;
  /** As it names itself: `5.1.9-0+deb12u1`, or `N-47683-g0e8eb07980-static` for a build of 2018. */
  readonly version: string;
  /** Names of its encoders that are finished; those marked experimental are left out. */
  readonly encoders: ReadonlySet<string>;
  readonly foundIn: 'FFMPEG_PATH' | 'PATH' | 'package';
}

/** Where to look, for tests: the process's own environment and platform where it is missing. */
export interface FfmpegSearch {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Path of the binary that the npm package holds; `null` for none. */
  readonly packaged?: string | null;
}

const asked = new Map<string, Promise<Ffmpeg>>();

/**
 * Finds an ffmpeg: `FFMPEG_PATH` and nothing else where that is set, else the one on `PATH`, else the
 * one inside the npm package @ffmpeg-installer/ffmpeg. With `codec`, the first of them that encodes it.
 *
 * @throws FilmError `program-missing` when there is none, or none that encodes `codec`
 */
export async function findFfmpeg(codec?: Codec, search: FfmpegSearch = {}): Promise<Ffmpeg> {
  const env = search.env ?? process.env;
  const wanted = env.FFMPEG_PATH;
  const found: Ffmpeg[] = [];
  const candidates: [string | undefined, Ffmpeg['foundIn']][] = wanted
    ? [[wanted, 'FFMPEG_PATH']]
    : [
        [onPath(env.PATH ?? env.Path ?? ''), 'PATH'],
        [
          search.packaged === undefined ? packagedFfmpeg() : (search.packaged ?? undefined),
          'package',
        ],
      ];
  for (const [path, foundIn] of candidates) {
    if (path === undefined) continue;
    try {
      if (foundIn === 'package') makeExecutable(path);
      const ffmpeg = { ...(await ask(path)), foundIn };
      if (codec === undefined || encoderFor(ffmpeg, codec) !== undefined) return ffmpeg;
      found.push(ffmpeg);
    } catch (cause) {
      if (foundIn !== 'FFMPEG_PATH') continue;
      throw new FilmError(
        'program-missing',
        `FFMPEG_PATH names ${path}, which does not run as ffmpeg. Correct the path, or unset FFMPEG_PATH.`,
        { file: path, cause },
      );
    }
  }
  if (codec === undefined || found.length === 0) {
    throw new FilmError(
      'program-missing',
      'ffmpeg was not found. Run npm ci again (it brings one along), install ffmpeg with your package manager, or set FFMPEG_PATH to one.',
    );
  }
  const those = found.map((each) => `${each.path} (${each.version})`).join(' and ');
  throw new FilmError(
    'program-missing',
    `${those} cannot encode ${codec.toUpperCase()}: ${ENCODERS_OF[codec].join(' or ')} is missing. Install ffmpeg 5.1 or later, or choose another codec.`,
  );
}

/** The best of an ffmpeg's encoders for a codec; undefined where it has none. */
export function encoderFor(ffmpeg: Pick<Ffmpeg, 'encoders'>, codec: Codec): string | undefined {
  return ENCODERS_OF[codec].find((name) => ffmpeg.encoders.has(name));
}

function ask(path: string): Promise<Ffmpeg> {
  let answer = asked.get(path);
  if (answer === undefined) {
    answer = question(path);
    asked.set(path, answer);
    answer.catch(() => asked.delete(path));
  }
  return answer;
}

async function question(path: string): Promise<Ffmpeg> {
  // Its banner, on standard error, tells the version: it need not be started twice.
  const { said, list } = await captureFfmpeg(path, ['-encoders']);
  const version = /^ffmpeg version (\S+)/m.exec(said)?.[1];
  if (version === undefined) throw new Error(`${path} -encoders said: ${said.slice(0, 200)}`);
  const encoders = new Set<string>();
  // Each line has six flags, then the name: " V..X.. libaom-av1 ..."; the fourth is "experimental".
  for (const [, flags, name] of list.matchAll(/^ ([VAS.][F.][S.][X.][B.][D.]) (\S+) /gm)) {
    if (flags?.[3] !== 'X' && name !== undefined && name !== '=') encoders.add(name);
  }
  return { path, version, encoders, foundIn: 'PATH' };
}

/** Every place `findFfmpeg` looks at: while they look as they did, it finds the same. */
export function ffmpegPlaces(env: FfmpegSearch['env'] = process.env): readonly string[] {
  const path = env.PATH ?? env.Path ?? '';
  const own = env.FFMPEG_PATH;
  // A bare name is looked for on PATH by the system that starts it.
  if (own) return [own, ...(/[\\/]/.test(own) ? [] : placesOnPath(path, own))];
  return [...placesOnPath(path), packagedFfmpeg() ?? []].flat();
}

function placesOnPath(
  path: string,
  name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg',
): readonly string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name));
}

function onPath(path: string): string | undefined {
  for (const file of placesOnPath(path)) {
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

/** The binary inside the npm package for this platform; undefined where the platform has none. */
export function packagedFfmpeg(): string | undefined {
  try {
    const here = createRequire(import.meta.url);
    const installer = here.resolve('@ffmpeg-installer/ffmpeg/package.json');
    const platform = `@ffmpeg-installer/${process.platform}-${process.arch}`;
    const manifest = createRequire(installer).resolve(`${platform}/package.json`);
    const file = join(manifest, '..', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg');
    return statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** npm unpacks the binary without its execute bit, and the package's own install script may not run. */
function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
