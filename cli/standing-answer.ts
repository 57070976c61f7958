import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findKept, openFolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { hashOf } from '@inkreel/adapters/storage/hash.ts';
import { canonicalJson } from '@inkreel/film/grammar/canonical-json.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Answer, Grounds } from './desk.ts';
import { FRESH_MS, stampOf } from './file-stamp.ts';
import type { VerbCall } from './run-verb.ts';
import { storeFolder } from './store-folder.ts';

/** An answer that was given once, and how everything it rests on looked from outside. */
interface StandingAnswer {
  readonly answer: Pick<Answer, 'text' | 'json'>;
  /** Stamps by path; null where nothing was. */
  readonly looks: Readonly<Record<string, string | null>>;
}

/**
 * The answer to a command that would do nothing: it was given before, and all it rests on (the document,
 * the art, the film it made, ffmpeg, this code, its packages) looks as it did. Undefined in every other
 * case. Loads next to nothing, so that finding out takes next to no time.
 */
export async function standingAnswer(call: VerbCall): Promise<Answer | undefined> {
  const folder = folderOf(call);
  const path = folder && (await findKept(folder, keyOf(call)));
  if (path === undefined) return undefined;
  try {
    const { answer, looks } = JSON.parse(await readFile(path, 'utf8')) as StandingAnswer;
    const now = Date.now();
    const stands = Object.entries(looks).every(([file, look]) => lookOf(file, now) === look);
    return stands ? answer : undefined;
  } catch {
    // Damaged since: the verb finds out by itself.
    return undefined;
  }
}

/**
 * Keeps an answer, unless something it rests on was changed while it was found: then what was read may
 * be what was there before. Not keeping it costs a second; nothing else depends on it.
 *
 * @param call.begun when the work began, in ms: nothing was read before.
 */
export async function keepAnswer(call: VerbCall, grounds: Grounds): Promise<void> {
  const folder = folderOf(call);
  if (folder === undefined) return;
  const made = Date.now();
  const looks: Record<string, string | null> = {};
  for (const path of [...grounds.read, ...(await programsOf(call))]) {
    const look = lookOf(path, call.begun);
    if (look === undefined) return;
    looks[path] = look;
  }
  // What was made a moment ago could be changed within the same tick of its times; a tick is waited out.
  await wait(Math.max(0, made + FRESH_MS + 10 - Date.now()));
  for (const [path, stamp] of grounds.made) {
    if (stamp === undefined || stampOf(path) !== stamp) return;
    looks[path] = stamp;
  }
  const standing: StandingAnswer = { answer: grounds.again, looks };
  const text = JSON.stringify(standing);
  const store = await openFolderStore(folder);
  await store.keep(keyOf(call), '.json', (path) => writeFile(path, text)).catch(() => {});
}

/** Undefined where a look cannot be relied on, null where nothing is. */
function lookOf(path: string, since: number): string | null | undefined {
  return stampOf(path, since) ?? (existsSync(path) ? undefined : null);
}

function folderOf({ verb, options }: VerbCall): string | undefined {
  const { file, output = '.', cache } = options as Record<string, string | undefined>;
  if (verb === 'render') return storeFolder(file!, cache);
  return verb === 'make' ? storeFolder(output, cache) : undefined;
}

/** The command as it was given: where, with what, and to which programs. */
function keyOf({ verb, options }: VerbCall): ContentHash {
  const { json: _, ...asked } = options as { readonly json?: boolean };
  const { PATH, Path, FFMPEG_PATH, INKREEL_MODELS } = process.env;
  const { version: node, platform, arch } = process;
  const programs = { PATH, Path, FFMPEG_PATH, INKREEL_MODELS };
  const where = { from: process.cwd(), node, platform, arch, ...programs };
  return hashOf(canonicalJson({ standing: { verb, asked, ...where } }));
}

/** All the code that a verb is, the programs it may start, the models it may read and speak with. */
async function programsOf({ verb }: VerbCall): Promise<readonly string[]> {
  const [{ codeOf }, { ffmpegPlaces }, { modelsFolder }] = await Promise.all([
    import('@inkreel/adapters/storage/code-hash.ts'),
    import('@inkreel/adapters/ffmpeg/find-ffmpeg.ts'),
    import('@inkreel/adapters/models/models-folder.ts'),
  ]);
  const entries = ['./launch.js', './inkreel.ts', './verb-thread.ts', `./verbs/${verb}.ts`];
  const { files, manifests } = codeOf(...entries.map((each) => new URL(each, import.meta.url)));
  const code = files.map((file) => fileURLToPath(file));
  return [...code, ...manifests, ...ffmpegPlaces(), modelsFolder()];
}
