import { extname, resolve } from 'node:path';
import { decodeSound } from '@inkreel/adapters/ffmpeg/decode-sound.ts';
import { intoPlace } from '@inkreel/adapters/ffmpeg/into-place.ts';
import { hearFilm } from '@inkreel/adapters/soundtrack/hear-film.ts';
import { playScore } from '@inkreel/adapters/spessasynth/synthesiser.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import { writeWav } from '@inkreel/adapters/wav/wav-file.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { SOUND_RATE, type Sound, silence } from '@inkreel/film/media/sound.ts';
import { compose } from '@inkreel/film/mix/score/compose.ts';
import { LIBRARY, piecesOf } from '@inkreel/film/mix/score/library/library.ts';
import { midiFile } from '@inkreel/film/mix/score/midi-file.ts';
import type { MusicCue } from '@inkreel/film/mix/score/music-cue.ts';
import type { Piece } from '@inkreel/film/mix/score/piece.ts';
import { scoreFilm } from '@inkreel/film/mix/score/score-film.ts';
import { loopTrack } from '@inkreel/film/mix/track/loop-track.ts';
import { spansOf } from '@inkreel/film/production/plan-music.ts';
import type { Mood } from '@inkreel/film/story/mood.ts';
import { fromSeconds, type Rational, rescale, toSeconds } from '@inkreel/film/time/rational.ts';
import type { Answer, Desk } from '../desk.ts';
import { openStoreFor, requireFolderOf, withoutEnding } from '../film-files.ts';
import { openFilm, requireArt } from '../open-film.ts';

export interface ScoreOptions {
  /** Missing: no film, but a piece for `seconds`. */
  readonly file?: string;
  readonly output?: string;
  readonly list?: boolean;
  readonly mood?: Mood;
  readonly piece?: string;
  /** A sound file that is looped and faded. */
  readonly track?: string;
  readonly seconds?: number;
  readonly seed?: number;
  readonly cache?: string;
}

/** What music is written for: its cues, or a track, and how long it is. */
interface Music {
  readonly length: Rational;
  readonly cues: readonly MusicCue[];
  readonly track?: string;
}

/** An hour: more than this is a slip of the keyboard. */
const LONGEST = 3600;
const USUAL = 30;

/** Writes the music of a film or of a mood, as WAV or MIDI. */
export async function run(options: ScoreOptions, desk: Desk): Promise<Answer> {
  if (options.list) return listed(options.mood);
  const piece = options.piece === undefined ? undefined : pieceNamed(options.piece);
  const output = options.output ?? outputFor(options, piece);
  const isMidi = requireEnding(output);
  requireFolderOf(output);
  if (options.track !== undefined && isMidi) throw noMidi(options.track);
  const music =
    options.file === undefined
      ? alone(options, piece)
      : await ofFilm({ ...options, file: options.file }, piece, desk);
  if (isMidi && music.track !== undefined) throw noMidi(music.track);
  const files = isMidi ? await writeMidi(output, music.cues) : [output];
  if (!isMidi) await writeMusic(output, music, desk);
  return answer(files, music);
}

function listed(mood: Mood | undefined): Answer {
  const pieces = mood === undefined ? LIBRARY : piecesOf(mood);
  const rows = pieces.map(
    ({ id, title, mood: its, key, metre, tempo }) =>
      `${its.padEnd(11)} ${id.padEnd(24)} ${title.padEnd(26)} ${key}, ${metre}, ${tempo}`,
  );
  const json = pieces.map(({ id, title, mood: its, key, metre, tempo }) => ({
    id,
    title,
    mood: its,
    key,
    metre,
    tempo,
  }));
  return { text: rows.join('\n'), json };
}

function pieceNamed(name: string): Piece {
  const wanted = name.toLowerCase();
  const found = LIBRARY.find(({ id, title }) => id === wanted || title.toLowerCase() === wanted);
  if (found) return found;
  throw new FilmError('usage', `There is no piece "${name}". inkreel score --list names them all.`);
}

/** The name of a file that was not named. */
function outputFor({ file, mood, track }: ScoreOptions, piece: Piece | undefined): string {
  if (file !== undefined) return `${withoutEnding(file)}-music.wav`;
  if (track !== undefined) return `${withoutEnding(track)}-looped.wav`;
  return `${piece?.id ?? mood ?? 'music'}.wav`;
}

/** Whether the output is MIDI. */
function requireEnding(output: string): boolean {
  const ending = extname(output).toLowerCase();
  if (ending === '.mid' || ending === '.midi') return true;
  if (ending === '.wav') return false;
  const remedy = 'Name it .wav for sound or .mid for the notes.';
  throw new FilmError('usage', `${output} is no name for music. ${remedy}`, { file: output });
}

function noMidi(track: string): FilmError {
  return new FilmError(
    'usage',
    `${track} is sound: it has no notes to write. Name a .wav with -o.`,
  );
}

/** A piece by itself, or a track. */
function alone(options: ScoreOptions, piece: Piece | undefined): Music {
  const { mood, track, seconds = USUAL, seed = 1 } = options;
  if (!(seconds >= 1 && seconds <= LONGEST)) {
    throw new FilmError('usage', `--seconds ${seconds}: music is from 1 to ${LONGEST} s long.`);
  }
  const length = fromSeconds(seconds, SOUND_RATE);
  if (track !== undefined) return { length, cues: [], track };
  if (piece === undefined && mood === undefined) {
    throw new FilmError(
      'usage',
      'Music for what? Name a film.json, a --mood, a --piece or a --track; --list names the pieces.',
    );
  }
  const pieces = piecesOf(mood ?? piece!.mood);
  // Seeds one after the other go through the pieces of a mood.
  const chosen = piece ?? pieces[(seed + pieces.length - 1) % pieces.length]!;
  const { score } = compose(chosen, { length, seed });
  const range = { start: fromSeconds(0, SOUND_RATE), duration: length };
  return { length, cues: [{ range, mood: chosen.mood, score, met: [] }] };
}

/** The music of a film, for its scenes as long as what is said in them. */
async function ofFilm(
  options: ScoreOptions & { readonly file: string },
  piece: Piece | undefined,
  desk: Desk,
): Promise<Music> {
  const { file, mood, track } = options;
  if (options.seconds !== undefined) {
    throw new FilmError('usage', '--seconds is for music without a film: a film has its length.');
  }
  const store = await openStoreFor(resolve(file), options.cache);
  const opened = await openFilm(file, store, desk);
  requireArt(opened, file);
  const { film, timeline } = await hearFilm({
    film: opened.film,
    base: opened.base,
    onNote: (note) => desk.say(note),
    store,
    signal: desk.signal,
    onTake: (done, total) => desk.progress({ label: 'Speaking', done, total }),
  });
  const length = rescale(timeline.duration, SOUND_RATE);
  if (track !== undefined) return { length, cues: [], track };
  if (film.music.kind === 'track') {
    return { length, cues: [], track: resolve(opened.base, film.music.reference.file) };
  }
  const { spans, cuts } = spansOf(film, timeline);
  const wanted = piece?.mood ?? mood;
  const cues = scoreFilm({
    spans: wanted === undefined ? spans : spans.map((span) => ({ ...span, mood: wanted })),
    cuts,
    seed: options.seed ?? film.seed,
    ...(piece ? { pieces: [piece] } : {}),
  });
  return { length, cues };
}

/** One file a cue: instruments of two pieces do not fit into one. */
async function writeMidi(output: string, cues: readonly MusicCue[]): Promise<readonly string[]> {
  const stem = withoutEnding(output);
  const files: string[] = [];
  for (const [i, { score }] of cues.entries()) {
    const file = cues.length === 1 ? output : `${stem}-${i + 1}${extname(output)}`;
    await writeWhole(file, midiFile(score));
    files.push(file);
  }
  return files;
}

async function writeMusic(output: string, music: Music, desk: Desk): Promise<void> {
  const sound = music.track === undefined ? await played(music, desk) : await looped(music, desk);
  await intoPlace(output, async (temporary) => {
    await writeWav(temporary, { rate: SOUND_RATE, channels: 2, depth: '24-bit' }, [sound]);
  });
}

async function looped({ track, length }: Music, desk: Desk): Promise<Sound> {
  const most = Math.ceil(toSeconds(length)) + 1;
  const sound = await decodeSound(track!, { most, signal: desk.signal });
  return loopTrack(sound, length.value);
}

/** All cues in their places. */
async function played({ cues, length }: Music, desk: Desk): Promise<Sound> {
  const whole = silence(length.value, 2);
  for (const [done, { score, range }] of cues.entries()) {
    desk.progress({ label: 'Playing', done, total: cues.length });
    const cue = await playScore(score);
    whole.channels.forEach((channel, c) => {
      const from = range.start.value;
      const samples = cue.channels[c]!;
      const count = Math.min(samples.length, channel.length - from);
      for (let i = 0; i < count; i++) channel[from + i] = channel[from + i]! + samples[i]!;
    });
  }
  return whole;
}

function answer(files: readonly string[], { cues, length, track }: Music): Answer {
  const seconds = (time: Rational) => Math.round(toSeconds(time) * 1000) / 1000;
  const json = {
    files,
    seconds: seconds(length),
    ...(track === undefined ? {} : { track }),
    cues: cues.map(({ score, range, mood, met }) => ({
      piece: score.piece,
      title: score.title,
      mood,
      start: seconds(range.start),
      seconds: seconds(range.duration),
      bars: score.bars,
      sections: score.sections,
      met: met.map(({ at, bar }) => ({ at: seconds(at), bar: bar + 1 })),
    })),
  };
  const told = json.cues.map(({ start, seconds: long, mood, title, met }) => {
    const hits = met.length === 0 ? '' : `, ${met.length} cuts on a bar line`;
    return `  ${start.toFixed(1).padStart(6)} s  ${long.toFixed(1)} s of ${mood}: ${title}${hits}`;
  });
  const what = track === undefined ? '' : ` of ${track}`;
  const first = `${files.join(', ')}: ${json.seconds.toFixed(1)} s${what}.`;
  return { text: [first, ...told].join('\n'), json };
}
