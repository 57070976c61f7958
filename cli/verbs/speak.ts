import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { addedModels } from '@inkreel/adapters/models/added-model.ts';
import { findModelVoice, modelVoices } from '@inkreel/adapters/models/model-voices.ts';
import { modelsFolder } from '@inkreel/adapters/models/models-folder.ts';
import { speakLines } from '@inkreel/adapters/soundtrack/speak-lines.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { nameRemedy } from '@inkreel/film/document/nearest-name.ts';
import { requireFilm } from '@inkreel/film/document/parse-film.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Delivery } from '@inkreel/film/story/line.ts';
import type { Mood } from '@inkreel/film/story/mood.ts';
import { toSeconds } from '@inkreel/film/time/rational.ts';
import { BUILT_IN_VOICES, builtInVoice, NARRATOR } from '@inkreel/film/voice/built-in-voices.ts';
import { type ChosenVoice, castVoices, voiceOfLine } from '@inkreel/film/voice/cast-voices.ts';
import { isModelVoice, type ModelVoice, modelSettings } from '@inkreel/film/voice/model-voice.ts';
import type { Take } from '@inkreel/film/voice/take.ts';
import { visemesOf } from '@inkreel/film/voice/viseme.ts';
import type { Answer, Desk } from '../desk.ts';
import {
  openStoreFor,
  requireFolderOf,
  requireNotArt,
  sourcesOf,
  withoutEnding,
} from '../film-files.ts';
import { openFilm, readDocument, requireArt } from '../open-film.ts';

export interface SpeakOptions {
  readonly file?: string;
  readonly text?: string;
  readonly voice?: string;
  readonly delivery?: Delivery;
  readonly mood?: Mood;
  /** A folder for the lines of a film; a WAV file for a text. */
  readonly output?: string;
  /** Lists the voices instead. */
  readonly voices?: boolean;
  readonly cache?: string;
}

const ALL_VOICES = [...BUILT_IN_VOICES, NARRATOR];
/** A model of more voices is not told voice by voice; --json tells them all. */
const MANY = 100;

/** Speaks the lines of a film, or one text, into WAV files that tell what is heard when. */
export async function run(options: SpeakOptions, desk: Desk): Promise<Answer> {
  const { file, text, voices } = options;
  if (voices) return listVoices();
  if (text !== undefined && file !== undefined) {
    throw new FilmError('usage', 'Give a film.json or --text, not both.');
  }
  if (text !== undefined) return speakText(text, options, desk);
  if (file !== undefined) return speakFilm(file, options, desk);
  throw new FilmError('usage', 'Nothing to speak. Give a film.json, or --text "...".');
}

async function listVoices(): Promise<Answer> {
  const added = modelVoices(await addedModels(modelsFolder()));
  const built = ALL_VOICES.map(({ name, description, traits, settings }) => ({
    name,
    description,
    ...traits,
    languages: ['English'],
    settings,
  }));
  const shown = [...ALL_VOICES, ...sparsely(added)];
  const widest = Math.max(...shown.map(({ name }) => name.length));
  const others = 'inkreel models lists models of other voices, and adds them.';
  return {
    text: [...shown.map((each) => `${each.name.padEnd(widest)}  ${each.description}`), others].join(
      '\n',
    ),
    json: { voices: [...built, ...added] },
  };
}

/** Some models have a thousand voices, which differ by their numbers: their first and last will do. */
function sparsely(voices: readonly ModelVoice[]) {
  const models = Map.groupBy(voices, ({ name }) => name.slice(0, name.indexOf('/')));
  return [...models].flatMap(([model, own]) => {
    const told = own.map(({ name, description, languages }) => {
      const known = languages.length > 0 && !description.includes(',');
      return { name, description: known ? `${description}, ${languages.join(', ')}` : description };
    });
    if (own.length <= MANY) return told;
    const between = { name: '...', description: `${counted(own.length, 'voice')} of ${model}` };
    return [told[0]!, between, told.at(-1)!];
  });
}

async function speakText(text: string, options: SpeakOptions, desk: Desk): Promise<Answer> {
  if (text.trim() === '') {
    throw new FilmError(
      'usage',
      'There is nothing to say: --text is empty. Write what is to be said.',
    );
  }
  const name = options.voice ?? NARRATOR.name;
  const voice = await voiceNamed(name);
  const path = options.output ?? 'line.wav';
  if (!/\.wav$/i.test(path)) {
    throw new FilmError(
      'usage',
      `${path} is no name for a voice: it is written as WAV. End it in .wav.`,
    );
  }
  requireFolderOf(path);
  const [{ openVoices }, { writeTake }, { intoPlace }] = await Promise.all([
    import('@inkreel/adapters/soundtrack/open-voices.ts'),
    import('@inkreel/adapters/wav/take-file.ts'),
    import('@inkreel/adapters/ffmpeg/into-place.ts'),
  ]);
  const speaker = openVoices({ threads: 1 });
  const stop = () => void speaker.close();
  desk.signal.addEventListener('abort', stop);
  try {
    const spoken = await speaker.speak({
      text,
      settings: voice.settings,
      delivery: options.delivery ?? 'speech',
      ...(options.mood ? { mood: options.mood } : {}),
    });
    await intoPlace(path, (temporary) => writeTake(temporary, spoken));
    return {
      text: `${path}: ${secondsOf(spoken.take)}, ${voice.name}`,
      json: { file: path, voice: voice.name, ...takeJson(spoken.take) },
    };
  } finally {
    desk.signal.removeEventListener('abort', stop);
    await speaker.close();
  }
}

async function voiceNamed(name: string): Promise<ChosenVoice> {
  const builtIn = builtInVoice(name);
  if (builtIn) return builtIn;
  const added = await addedModels(modelsFolder());
  if (isModelVoice(name)) {
    findModelVoice(name, added);
    return { name, settings: modelSettings(name) };
  }
  const names = [...ALL_VOICES, ...modelVoices(added)].map((each) => each.name);
  throw new FilmError('usage', `There is no voice "${name}". ${nameRemedy(name, names, '')}`);
}

async function speakFilm(file: string, options: SpeakOptions, desk: Desk): Promise<Answer> {
  const store = await openStoreFor(resolve(file), options.cache);
  const film = await filmWithLines(file, store, desk);
  const chosen = castVoices(film.cast);
  const lines = film.scenes.flatMap(({ shots }) => shots.flatMap((shot) => shot.lines));
  const voices = new Map(lines.map((line) => [line.id, voiceOfLine(line, chosen)]));
  const base = dirname(resolve(file));
  const folder = options.output ?? `${withoutEnding(file)}-lines`;
  const { steps, takes, unspoken } = await speakLines({
    film,
    base,
    store,
    signal: desk.signal,
    onNote: (note) => desk.say(note),
    onTake: (done, total) => desk.progress({ label: 'Speaking', done, total }),
  });
  for (const error of unspoken) desk.say(`not spoken: ${error.message}`);
  const paths = steps.map(({ line }, n) => {
    const number = String(n + 1).padStart(String(steps.length).length, '0');
    return join(folder, `${number}-${line.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60)}.wav`);
  });
  requireNotArt(paths, sourcesOf(film), base);
  if (steps.length > 0) await mkdir(folder, { recursive: true });
  const spoken = [];
  for (const [n, { line, key, input }] of steps.entries()) {
    const kept = await store.find(key);
    const known = takes.get(line);
    if (kept === undefined || known === undefined) continue;
    await copyFile(kept, paths[n]!);
    const isRecorded = known.take.source === 'recording';
    const voice = isRecorded ? 'recording' : voices.get(line)!.name;
    const { text, delivery } = input.speech;
    spoken.push({ line, text, delivery, voice, file: paths[n]!, ...takeJson(known.take) });
  }
  const told = spoken.map(
    ({ file: path, seconds, voice }) => `${basename(path)}: ${seconds.toFixed(2)} s, ${voice}`,
  );
  const heading =
    spoken.length === 0
      ? `${file}: no lines to speak.`
      : `${folder}: ${counted(spoken.length, 'line')}`;
  return {
    text: [heading, ...told.map((each) => `  ${each}`)].join('\n'),
    json: { lines: spoken },
  };
}

/** A film as it is written; only where its storyboard is still to be proposed is its art looked at. */
async function filmWithLines(file: string, store: Store, desk: Desk): Promise<Film> {
  const film = requireFilm(await readDocument(file), file);
  if (film.scenes.length > 0) return film;
  const opened = await openFilm(file, store, desk);
  requireArt(opened, file);
  return opened.film;
}

function secondsOf({ length }: Take): string {
  return `${toSeconds(length).toFixed(2)} s`;
}

/** Seconds from the beginning of the sound, to a thousandth. */
function takeJson(take: Take) {
  const at = (value: number) => Math.round(value * 1000) / 1000;
  const spanOf = ({ start, duration }: Take['words'][number]['range']) => ({
    start: at(toSeconds(start)),
    end: at(toSeconds(start) + toSeconds(duration)),
  });
  return {
    seconds: at(toSeconds(take.length)),
    words: take.words.map(({ text, from, to, range }) => ({ text, from, to, ...spanOf(range) })),
    mouths: visemesOf(take).map(({ mouth, range }) => ({ mouth, ...spanOf(range) })),
    missing: take.missing,
  };
}
