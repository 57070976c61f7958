import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import { openWav, writeWav } from '@inkreel/adapters/wav/wav-file.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { runInkreel } from './sample/run-inkreel.ts';
import { drawSampleArt } from './sample/sample-film.ts';
import { type BenchTable, rowOf } from './table.ts';

const execute = promisify(execFile);

/** What is said in the film, with enough silence between to hear the music come back. */
const SCRIPT = [
  ['Good morning. The river has risen in the night, and the bridge is gone.'],
  ['Then we shall walk along the bank until we find a boat.'],
  ['Nobody has crossed here since the spring!'],
  ['Listen. There is somebody calling from the other side.'],
] as const;
/** Seconds of each shot; its line begins here. */
const SHOT = 9;
const LINE_AT = 2.5;
const TARGETS = [-14, -23] as const;

/** The sound of films as it is delivered: loudness by another meter than ours, speech over music, captions. */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-mix-'));
  try {
    const ffmpeg = await findFfmpeg('h264');
    const art = await drawSampleArt(folder);
    const tone = await writeTone(folder);
    const rows = [];
    for (const target of short ? TARGETS.slice(0, 1) : TARGETS) {
      const film = await makeFilm(folder, art, tone, target);
      const { loudness, peak } = await measured(ffmpeg.path, film.out);
      rows.push(
        rowOf(`loudness off ${target} LUFS`, Math.abs(loudness - target), 'lower', 0.5, 'LU'),
        rowOf(`true peak at ${target} LUFS`, peak, 'lower', -1, 'dBTP'),
      );
      if (target !== TARGETS[0]) continue;
      const lengths = await lengthsOf(ffmpeg.path, film.out);
      rows.push(
        rowOf(
          'sound and picture, difference in frames',
          Math.abs(lengths.sound - lengths.picture) * 24,
          'lower',
          1,
        ),
      );
      const heard = await onsetsIn(film.stems);
      const duck = await duckingAt(film.stems, heard);
      rows.push(
        rowOf('music 150 ms after speech begins, lower by', duck.down, 'higher', 6, 'dB'),
        rowOf('music back after speech, lower by', duck.back, 'lower', 1, 'dB'),
      );
      const captions = await captionsOf(film.document, folder);
      const wanted = SCRIPT.flat().join(' ').split(' ');
      const missing = wanted.filter((word, index) => captions.words[index] !== word).length;
      rows.push(
        rowOf('words missing from the captions', missing, 'lower', 0),
        rowOf('caption onset against the sound, median', captions.lag(heard), 'lower', 60, 'ms'),
      );
    }
    return { name: 'mix', rows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface MadeFilm {
  readonly document: string;
  readonly out: string;
  readonly stems: string;
}

async function makeFilm(
  folder: string,
  art: readonly string[],
  music: string,
  loudness: number,
): Promise<MadeFilm> {
  const document = join(folder, `film${loudness}.json`);
  const film = {
    version: 3,
    delivery: { quality: 'draft' },
    sound: { loudness },
    music: { kind: 'track', file: music },
    cast: [
      { id: 'ann', voice: 'ivy' },
      { id: 'bo', voice: 'gregor' },
    ],
    art: art.map((file, index) => ({ id: `p${index}`, file, kind: 'picture' })),
    scenes: [
      {
        shots: SCRIPT.map(([text], index) => ({
          picture: `p${index % art.length}`,
          // The last one is longer: a track fades towards the end of its film.
          length: index === SCRIPT.length - 1 ? 2 * SHOT : SHOT,
          lines: [{ text, speaker: index % 2 === 0 ? 'ann' : 'bo', at: LINE_AT }],
        })),
      },
    ],
  };
  await writeFile(document, JSON.stringify(film));
  const out = join(folder, `film${loudness}.mp4`);
  const stems = join(folder, `stems${loudness}`);
  await runInkreel(['render', document, '-o', out, '--stems', stems]);
  return { document, out, stems };
}

/** A steady tone for music: what its level does is then all ours. */
async function writeTone(folder: string): Promise<string> {
  const path = join(folder, 'tone.wav');
  const tone = Float32Array.from(
    { length: 60 * SOUND_RATE },
    (_, i) => 0.2 * Math.sin((2 * Math.PI * 330 * i) / SOUND_RATE),
  );
  await writeWav(path, { rate: SOUND_RATE, channels: 1, depth: '24-bit' }, [
    { rate: SOUND_RATE, channels: [tone] },
  ]);
  return path;
}

/** By ffmpeg's own meter, over the film as it is delivered. */
async function measured(ffmpeg: string, film: string) {
  const args = ['-nostats', '-i', film, '-filter_complex', 'ebur128=peak=true', '-f', 'null', '-'];
  const { stderr } = await execute(ffmpeg, args, { maxBuffer: 64_000_000 });
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  return {
    loudness: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    peak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
}

/** Seconds of each stream as it is decoded. */
async function lengthsOf(ffmpeg: string, film: string) {
  const decode = async (args: readonly string[]): Promise<number> => {
    const { stdout } = await execute(ffmpeg, ['-v', 'error', '-i', film, ...args, '-'], {
      encoding: 'buffer',
      maxBuffer: 1 << 30,
    });
    return stdout.length;
  };
  const small = ['-map', '0:v', '-vf', 'scale=16:16', '-pix_fmt', 'gray', '-f', 'rawvideo'];
  const picture = (await decode(small)) / 256 / 24;
  const sound = (await decode(['-map', '0:a', '-ac', '1', '-f', 's16le'])) / 2 / SOUND_RATE;
  return { picture, sound };
}

/** Levels of a stem in decibels, one every 10 ms. */
async function levelsOf(path: string): Promise<readonly number[]> {
  const file = await openWav(path);
  const { channels } = await file.read(0, file.length);
  await file.close();
  const step = SOUND_RATE / 100;
  return Array.from({ length: Math.floor(channels[0]!.length / step) }, (_, index) => {
    const part = channels[0]!.subarray(index * step, (index + 1) * step);
    const power = part.reduce((sum, sample) => sum + sample * sample, 0) / step;
    return 10 * Math.log10(Math.max(power, 1e-12));
  });
}

/** Where speech begins and ends, in seconds: 25 dB under its loudest, over pauses of less than 1 s. */
async function onsetsIn(stems: string): Promise<readonly { begins: number; ends: number }[]> {
  const levels = await levelsOf(join(stems, 'dialogue.wav'));
  const least = Math.max(...levels) - 25;
  const found: { begins: number; ends: number }[] = [];
  levels.forEach((level, index) => {
    if (level < least) return;
    const last = found.at(-1);
    if (last && index / 100 - last.ends < 1) last.ends = (index + 1) / 100;
    else found.push({ begins: index / 100, ends: (index + 1) / 100 });
  });
  return found;
}

/** How far the music is down 150 ms into speech, at the least, and 1 s behind it, at the most. */
async function duckingAt(
  stems: string,
  heard: readonly { begins: number; ends: number }[],
): Promise<{ down: number; back: number }> {
  const levels = await levelsOf(join(stems, 'music.wav'));
  const at = (seconds: number) => levels[Math.round(seconds * 100)]!;
  const downs = heard.map(({ begins }) => at(begins - 0.6) - at(begins + 0.15));
  const backs = heard.map(({ begins, ends }) => at(begins - 0.6) - at(ends + 1));
  return { down: Math.min(...downs), back: Math.max(...backs) };
}

async function captionsOf(document: string, folder: string) {
  const path = join(folder, 'captions.srt');
  await runInkreel(['captions', document, '-o', path]);
  const blocks = (await readFile(path, 'utf8')).trim().split(/\n\n+/);
  const words = blocks.flatMap((block) => block.split('\n').slice(2).join(' ').split(' '));
  const begins = blocks.map((block) => {
    const [, h, m, s, ms] = /(\d+):(\d+):(\d+),(\d+) -->/.exec(block)!;
    return Number(h) * 3600 + Number(m) * 60 + Number(s) + Number(ms) / 1000;
  });
  return {
    words,
    /** Milliseconds between a stretch of speech and the caption that begins nearest to it, the median. */
    lag(heard: readonly { begins: number }[]): number {
      const lags = heard
        .map((each) => Math.min(...begins.map((begin) => Math.abs(begin - each.begins))) * 1000)
        .sort((a, b) => a - b);
      return lags[Math.floor(lags.length / 2)]!;
    },
  };
}
