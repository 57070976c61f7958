import { extname, resolve } from 'node:path';
import { hearFilm } from '@inkreel/adapters/soundtrack/hear-film.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import { captionCues } from '@inkreel/film/cut/caption-cues.ts';
import {
  SUBTITLE_FORMATS,
  type SubtitleFormat,
  subtitleFile,
} from '@inkreel/film/cut/subtitle-file.ts';
import { captionRules } from '@inkreel/film/delivery/caption-rules.ts';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Answer, Desk } from '../desk.ts';
import { openStoreFor, requireFolderOf, withoutEnding } from '../film-files.ts';
import { openFilm, requireArt } from '../open-film.ts';

export interface CaptionsOptions {
  readonly file: string;
  readonly output?: string;
  readonly cache?: string;
}

/** Writes the captions of a film to a file, timed by what is spoken in it. */
export async function run(options: CaptionsOptions, desk: Desk): Promise<Answer> {
  const { file, output = `${withoutEnding(file)}.srt` } = options;
  const format = formatOf(output);
  requireFolderOf(output);
  const store = await openStoreFor(resolve(file), options.cache);
  const opened = await openFilm(file, store, desk);
  requireArt(opened, file);
  const { film, timeline, lines } = await hearFilm({
    film: opened.film,
    base: opened.base,
    onNote: (note) => desk.say(note),
    store,
    signal: desk.signal,
    onTake: (done, total) => desk.progress({ label: 'Speaking', done, total }),
  });
  const cues = captionCues(lines, captionRules('classic', film.preset, timeline.duration));
  const names = new Map(film.cast.map(({ id, name }) => [id as string, name]));
  await writeWhole(output, subtitleFile(cues, format, names, frameSizeOf(film.preset)));
  const count = counted(cues.length, 'caption');
  return {
    text: `${output}: ${count} of ${counted(lines.length, 'line')}.`,
    json: { captions: output, cues: cues.length, lines: lines.length },
  };
}

function formatOf(output: string): SubtitleFormat {
  const ending = extname(output).slice(1).toLowerCase();
  const format = SUBTITLE_FORMATS.find((each) => each === ending);
  if (format !== undefined) return format;
  const endings = SUBTITLE_FORMATS.map((each) => `.${each}`).join(', ');
  throw new FilmError('usage', `${output} is no name for captions. End it in one of ${endings}.`);
}
