import { SOUND_RATE } from '../media/sound.ts';
import { rational } from '../time/rational.ts';
import { alignWords, type ReferenceWord, type WordAlignment } from './align-words.ts';
import { FEATURE_RATE, featuresOf, type SpeechFeatures, speechRows } from './speech-features.ts';
import type { SpokenPhone, SpokenWord, Take } from './take.ts';
import type { SpokenLine } from './voice.ts';

/** A recording that was laid against its line. */
export interface AlignedRecording extends SpokenLine {
  /** Mean unlikeness to the nearest reference: 1 is no better than chance. Missing without references. */
  readonly cost?: number;
}

/** Samples of a row. */
const ROW = SOUND_RATE / FEATURE_RATE;
/** Bodies of other sizes than the references'. */
const WARPS = [0.84, 0.92, 1, 1.1];
/** The best references: a word begins where most of them say. */
const JURY = 3;
/** A sentence that lacks so much of its words lacks the rest as well. */
const MOSTLY = 0.6;
/** Rows of the reference: a word as short as this may be swallowed and is not missed. */
const SWALLOWED = 14;
/** Samples kept before and after what is said. */
const LEAD = Math.round(0.06 * SOUND_RATE);
const TAIL = Math.round(0.15 * SOUND_RATE);

interface Trial {
  readonly reference: SpokenLine;
  readonly alignment: WordAlignment;
}

/**
 * Finds the words of a line in a recording of it, by references of the same line that voices spoke. What
 * is not speech at its ends is cut off; phones are those of the nearest reference, stretched to each word.
 *
 * @param samples mono at `SOUND_RATE`
 * @param references the same text each; without any, words are spread over what is spoken by their length
 * @param text of the line; for who listens without references
 */
export function alignRecording(
  samples: Float32Array,
  references: readonly SpokenLine[],
  text: string,
): AlignedRecording {
  const heard = featuresOf(samples, SOUND_RATE);
  const spoken = speechRows(heard);
  const first = Math.max(0, spoken.indexOf(1));
  const last = spoken.lastIndexOf(1);
  const from = Math.max(0, first * ROW - LEAD);
  const to = Math.min(samples.length, (last + 1) * ROW + TAIL);
  const sound = { rate: SOUND_RATE, channels: [samples.slice(from, to)] };
  const length = rational(to - from, SOUND_RATE);
  const cut = (row: number): number => Math.max(0, Math.min(to - from, row * ROW - from));
  const usable = references.filter(({ take }) => take.words.length > 0);
  if (usable.length === 0) {
    const words = spreadWords(text, spoken, cut);
    return { sound, take: { source: 'recording', length, words, phones: [], missing: [] } };
  }
  const trials = trialsOf(heard, spoken, usable);
  const best = trials[0]!;
  const script = best.reference.take.words;
  const places = agreed(trials.slice(0, JURY));
  const sentences = sentencesOf(script);
  lackSentences(places, sentences);
  placeSwallowed(places, script);
  const words: SpokenWord[] = [];
  const phones: SpokenPhone[] = [];
  script.forEach((word, n) => {
    const place = places[n];
    if (!place) return;
    const range = spanOf(cut(place.from), cut(place.to));
    words.push({ ...word, range });
    addPhones(phones, word, best.reference.take.phones, range);
  });
  addSilence(phones, to - from);
  const missing = script.filter((_, n) => places[n] === undefined).map((word) => word.text);
  const take: Take = { source: 'recording', length, words, phones, missing };
  return { sound, take, cost: best.alignment.cost };
}

type Place = { readonly from: number; readonly to: number } | undefined;

/** Every reference as it is and as a smaller and a larger body, cheapest first. */
function trialsOf(
  heard: SpeechFeatures,
  spoken: Uint8Array,
  references: readonly SpokenLine[],
): readonly Trial[] {
  const trials = references.flatMap((reference) =>
    WARPS.map((warp): Trial => {
      const features = featuresOf(reference.sound.channels[0]!, SOUND_RATE, warp);
      const words = reference.take.words.map(({ range }): ReferenceWord => {
        const from = Math.round(range.start.value / ROW);
        const end = Math.round((range.start.value + range.duration.value) / ROW);
        return { from, to: Math.min(features.length, Math.max(from + 1, end)) };
      });
      return { reference, alignment: alignWords(heard, spoken, features, words) };
    }),
  );
  return trials.sort((a, b) => a.alignment.cost - b.alignment.cost);
}

/** For each word the middle of what the jury says; undefined where most of them did not hear it. */
function agreed(jury: readonly Trial[]): Place[] {
  const count = jury[0]!.alignment.words.length;
  return Array.from({ length: count }, (_, n) => {
    const said = jury
      .map(({ alignment }) => alignment.words[n])
      .filter((place) => place !== undefined);
    if (said.length * 2 <= jury.length || jury[0]!.alignment.words[n] === undefined)
      return undefined;
    const own = jury[0]!.alignment.words[n]!;
    const from = middle(said.map((place) => place.from));
    return { from, to: Math.max(from + 1, middle([own.to, ...said.map((place) => place.to)])) };
  }).map((place, n, all) => {
    // A word begins no earlier than the one before it ends.
    const before = all.slice(0, n).findLast((each) => each !== undefined);
    if (!place || !before || place.from >= before.to) return place;
    return { from: before.to, to: Math.max(before.to + 1, place.to) };
  });
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1]!;
}

/** Indices of the words of each sentence. */
function sentencesOf(script: readonly SpokenWord[]): readonly (readonly number[])[] {
  const sentences: number[][] = [[]];
  script.forEach(({ text }, n) => {
    sentences.at(-1)!.push(n);
    if (/[.!?…]["'”’»)\]]*$/u.test(text)) sentences.push([]);
  });
  return sentences.filter((sentence) => sentence.length > 0);
}

function lackSentences(places: Place[], sentences: readonly (readonly number[])[]): void {
  for (const sentence of sentences) {
    const lacking = sentence.filter((n) => places[n] === undefined).length;
    if (lacking >= sentence.length * MOSTLY) for (const n of sentence) places[n] = undefined;
  }
}

/** A short word between two that are heard was swallowed: it lies where they meet. */
function placeSwallowed(places: Place[], script: readonly SpokenWord[]): void {
  for (let n = 1; n < places.length - 1; n++) {
    const before = places[n - 1];
    const after = places[n + 1];
    if (places[n] || !before || !after) continue;
    const rows = script[n]!.range.duration.value / ROW;
    if (rows > SWALLOWED || after.from - before.to > 4 * SWALLOWED) continue;
    const from = Math.min(before.to, after.from);
    places[n] = { from, to: Math.max(from + 1, after.from) };
  }
}

/** The phones of a word as the reference spoke them, at the pace of the recording. */
function addPhones(
  phones: SpokenPhone[],
  word: SpokenWord,
  reference: readonly SpokenPhone[],
  range: SpokenWord['range'],
): void {
  const from = word.range.start.value;
  const to = from + word.range.duration.value;
  const own = reference.filter(({ range: { start } }) => start.value >= from && start.value < to);
  addSilence(phones, range.start.value);
  const scale = range.duration.value / Math.max(1, to - from);
  for (const { phone, range: spoken } of own) {
    const end = Math.min(to, spoken.start.value + spoken.duration.value);
    const until = range.start.value + Math.round((end - from) * scale);
    const start = endOfLast(phones);
    if (until > start) phones.push({ phone, range: spanOf(start, until) });
  }
}

function addSilence(phones: SpokenPhone[], until: number): void {
  const start = endOfLast(phones);
  if (until > start) phones.push({ phone: 'pau', range: spanOf(start, until) });
}

function endOfLast(phones: readonly SpokenPhone[]): number {
  const last = phones.at(-1)?.range;
  return last === undefined ? 0 : last.start.value + last.duration.value;
}

/** Each word gets its part of the rows in which somebody speaks, by how long it is. */
function spreadWords(
  text: string,
  spoken: Uint8Array,
  cut: (row: number) => number,
): readonly SpokenWord[] {
  const rows = Array.from(spoken.keys()).filter((row) => spoken[row]);
  const words = [...text.matchAll(/\S+/gu)].filter(([word]) => /[\p{L}\p{N}]/u.test(word));
  const weight = ([word]: RegExpExecArray) => [...word].length + 1;
  const whole = words.reduce((sum, word) => sum + weight(word), 0);
  if (rows.length === 0) return [];
  let passed = 0;
  return words.map((word) => {
    const at = (part: number) =>
      rows[Math.min(rows.length - 1, Math.floor((part / whole) * rows.length))]!;
    const from = cut(at(passed));
    passed += weight(word);
    const to = Math.max(from + 1, cut(at(passed)));
    return {
      text: word[0],
      from: word.index,
      to: word.index + word[0].length,
      range: spanOf(from, to),
    };
  });
}

function spanOf(from: number, to: number) {
  return {
    start: rational(from, SOUND_RATE),
    duration: rational(Math.max(0, to - from), SOUND_RATE),
  };
}
