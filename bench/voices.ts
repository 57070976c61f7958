import { openFliteVoice } from '@inkreel/adapters/flite/flite-voice.ts';
import { chanceAt } from '@inkreel/film/grammar/seeded-chance.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { toSeconds } from '@inkreel/film/time/rational.ts';
import { alignRecording } from '@inkreel/film/voice/align-recording.ts';
import {
  BUILT_IN_VOICES,
  type BuiltInVoice,
  NARRATOR,
} from '@inkreel/film/voice/built-in-voices.ts';
import type { SpokenLine, Voice } from '@inkreel/film/voice/voice.ts';
import { type BenchRow, type BenchTable, rowOf } from './table.ts';
import { onsetErrors } from './voices/heard-onset.ts';
import { SPOKEN_LINES } from './voices/spoken-lines.ts';
import { apart, meanPlace, placeOf } from './voices/voice-measure.ts';

/** Decibels of speech over the noise of the recordings that are made up. */
const NOISE = 20;
/** The lines of a script that is recorded, and the one of them that the recording lacks. */
const SCRIPT = SPOKEN_LINES.slice(0, 5);
const LACKED = 2;
const SHORT_VOICES = ['clara', 'callum', 'gregor'];

/**
 * Speaks with all voices and listens: words where the sound rises, recordings with noise and without a line
 * laid against other speakers, and how far apart the voices are. The short form hears a few of them.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const voice = openFliteVoice();
  try {
    const voices = [...BUILT_IN_VOICES, NARRATOR];
    const some = short ? voices.filter(({ name }) => SHORT_VOICES.includes(name)) : voices;
    const start = performance.now();
    const lines = short ? SPOKEN_LINES.slice(0, 5) : SPOKEN_LINES;
    const spoken = new Map<string, readonly SpokenLine[]>();
    for (const each of voices) {
      spoken.set(each.name, await Promise.all(lines.map((text) => speak(voice, each, text))));
    }
    const seconds = (performance.now() - start) / 1000;
    const all = [...spoken.values()].flat();
    const length = all.reduce((sum, { take }) => sum + toSeconds(take.length), 0);
    return {
      name: 'voices',
      rows: [
        ...onsetRows(all),
        ...(await alignmentRows(voice, some)),
        ...distanceRows(spoken),
        rowOf('speaking, against the length of what is said', seconds / length, 'lower'),
      ],
    };
  } finally {
    await voice.close();
  }
}

function speak(voice: Voice, { settings }: BuiltInVoice, text: string): Promise<SpokenLine> {
  return voice.speak({ text, settings, delivery: 'speech' });
}

function onsetRows(all: readonly SpokenLine[]): readonly BenchRow[] {
  const errors = all.flatMap(onsetErrors).map((error) => 1000 * error);
  return [
    rowOf('words after a silence, told against heard: median', at(errors, 0.5), 'lower', 15, 'ms'),
    rowOf('the same, 90th percentile', at(errors, 0.9), 'lower', 50, 'ms'),
  ];
}

/** Recordings of a script with noise, whole and without a line, laid against speakers of other bases. */
async function alignmentRows(
  voice: Voice,
  voices: readonly BuiltInVoice[],
): Promise<readonly BenchRow[]> {
  const script = SCRIPT.join(' ');
  const natural = [...BUILT_IN_VOICES, NARRATOR].filter(({ name }) =>
    ['clara', 'callum', 'narrator', 'amos'].includes(name),
  );
  const references = new Map<BuiltInVoice, SpokenLine>();
  for (const each of natural) references.set(each, await speak(voice, each, script));
  const errors: number[] = [];
  let lacked = 0;
  let lackedTold = 0;
  let told = 0;
  let words = 0;
  let said = 0;
  for (const each of voices) {
    for (const without of [undefined, LACKED]) {
      const text = SCRIPT.filter((_, n) => n !== without).join(' ');
      const { sound, take: truth } = await speak(voice, each, text);
      const others = natural.filter(({ settings }) => settings.base !== each.settings.base);
      const { samples, before } = recordingOf(sound.channels[0]!);
      const { take, sound: cut } = alignRecording(
        samples,
        others.map((other) => references.get(other)!),
        script,
      );
      const shift = shiftOf(samples, cut.channels[0]!) - before;
      const missing = SCRIPT[LACKED]!.split(' ');
      const isOf = (n: number) => SCRIPT.slice(0, n + 1).join(' ').length;
      const first = isOf(LACKED - 1) + 1;
      const inLacked = (from: number) => from >= first && from < isOf(LACKED);
      const moved = (from: number) =>
        without !== undefined && from >= first ? from - missing.join(' ').length - 1 : from;
      for (const { from, range } of take.words) {
        if (without !== undefined && inLacked(from)) continue;
        const true_ = truth.words.find((word) => word.from === moved(from));
        if (!true_) continue;
        said++;
        const error = range.start.value + shift - true_.range.start.value;
        errors.push((1000 * Math.abs(error)) / SOUND_RATE);
      }
      words += truth.words.length;
      if (without === undefined) told += take.missing.length;
      else {
        lacked++;
        const heard = take.words.filter(({ from }) => inLacked(from)).length;
        if (heard === 0) lackedTold++;
        told += Math.max(0, take.missing.length - missing.length);
      }
    }
  }
  return [
    rowOf(
      'recordings with noise laid against other speakers: median',
      at(errors, 0.5),
      'lower',
      40,
      'ms',
    ),
    rowOf('the same, 90th percentile', at(errors, 0.9), 'lower', undefined, 'ms'),
    rowOf('lines that a recording lacks and that are told', lackedTold / lacked, 'higher', 1),
    rowOf('words that are said and heard back', said / words, 'higher', 0.9),
    rowOf('words that are said and called missing', told / words, 'lower', 0.05),
  ];
}

/** A room before and after it, and its noise throughout. */
function recordingOf(spoken: Float32Array): {
  readonly samples: Float32Array;
  readonly before: number;
} {
  const before = Math.round(0.6 * SOUND_RATE);
  const power = spoken.reduce((sum, sample) => sum + sample * sample, 0) / spoken.length;
  const noise = Math.sqrt(12 * power) * 10 ** (-NOISE / 20);
  const samples = Float32Array.from(
    { length: spoken.length + 2 * before },
    (_, n) => (spoken[n - before] ?? 0) + noise * (chanceAt(11, n) - 0.5),
  );
  return { samples, before };
}

/** Where a part that was cut out of some samples lay: its first hundred are found again. */
function shiftOf(samples: Float32Array, part: Float32Array): number {
  for (let from = 0; from < samples.length; from++) {
    let n = 0;
    while (n < 100 && samples[from + n] === part[n]) n++;
    if (n === 100) return from;
  }
  return 0;
}

/** How far any two voices lie apart, against how far one strays from line to line. */
function distanceRows(spoken: ReadonlyMap<string, readonly SpokenLine[]>): readonly BenchRow[] {
  const measured = [...spoken].map(([name, lines]) => {
    const places = lines.map(placeOf);
    const middle = meanPlace(places);
    const strays = Math.sqrt(
      places.reduce((sum, place) => sum + apart(place, middle) ** 2, 0) / places.length,
    );
    return { name, middle, strays };
  });
  let least = Number.POSITIVE_INFINITY;
  let nearest = '';
  let pairs = 0;
  let clear = 0;
  measured.forEach((a, n) => {
    for (const b of measured.slice(n + 1)) {
      const ratio = apart(a.middle, b.middle) / Math.max(a.strays, b.strays);
      pairs++;
      if (ratio > 1) clear++;
      if (ratio >= least) continue;
      least = ratio;
      nearest = `${a.name} and ${b.name}`;
    }
  });
  return [
    rowOf('pairs of voices further apart than one strays', clear / pairs, 'higher', 1),
    rowOf(`the nearest pair, ${nearest}: times what one strays`, least, 'higher', 1),
    rowOf('voices', measured.length, 'higher', 9),
  ];
}

function at(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
