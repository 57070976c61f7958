import { leans } from '../story/leaning-words.ts';
import type { LineId } from '../story/line.ts';
import { compare, type Rational, rational, rescale } from '../time/rational.ts';
import { endOf } from '../time/time-range.ts';
import type { CaptionCue, CaptionWord } from './caption-cue.ts';
import { captionWidth, splitUnspaced } from './caption-words.ts';

/** A line as it is heard in the film. */
export interface HeardLine {
  readonly id: LineId;
  readonly speaker?: string;
  /** In order, their times in the film, all at one rate. */
  readonly words: readonly CaptionWord[];
}

/** How captions are set. */
export interface CaptionRules {
  /** Most letters of a line; a sign of Chinese or Japanese counts as two. */
  readonly widest: number;
  /** Frames a second of the film. */
  readonly rate: number;
  /** The end of the film: nothing is shown beyond it. */
  readonly end: Rational;
}

/** Letters a second that are read with ease, and those that are still read. */
const READ_A_SECOND = 15;
const READ_AT_MOST = 17;
const LEAST_SECONDS = 1;
/** How much longer than it is heard a caption stays where there is room. */
const LINGER_SECONDS = 0.3;
/** Frames between two captions, so that the change is seen. */
const FRAMES_BETWEEN = 2;
/** Moments are compared at this rate, in counts a second. */
const FINE = 1_000_000;

/**
 * Captions of a film: each line in phrases of at most two lines, seen from the first word heard on for as
 * long as they take to be read, never into the next one.
 *
 * @param lines in the order they are heard
 * @example
 * // "We have to go now, before the rain comes and takes the bridge away." in lines of 37 letters is
 * // "We have to go now," / "before the rain comes" and "and takes the bridge away."
 */
export function captionCues(
  lines: readonly HeardLine[],
  rules: CaptionRules,
): readonly CaptionCue[] {
  const phrases = lines.flatMap(({ words, ...line }) =>
    phrasesOf(splitUnspaced(words, rules.widest), rules.widest).map((phrase) => ({
      line,
      words: phrase,
    })),
  );
  const begins = phrases.map(({ words }) => rescale(words[0]!.range.start, FINE).value);
  const cues = phrases.map(({ line, words }, index): CaptionCue => {
    // Lines may overlap: the next caption is the one that begins next, whosever it is.
    const later = phrases.filter((_, other) => begins[other]! > begins[index]!);
    const next = later.reduce<CaptionWord | undefined>(
      (first, { words: [word] }) =>
        first && compare(first.range.start, word!.range.start) <= 0 ? first : word,
      undefined,
    );
    return {
      line: line.id,
      ...(line.speaker !== undefined && { speaker: line.speaker }),
      lines: linesOf(words, rules.widest),
      range: rangeOf(words, next, rules),
    };
  });
  return cues.sort((a, b) => compare(a.range.start, b.range.start));
}

function rangeOf(
  words: readonly CaptionWord[],
  next: CaptionWord | undefined,
  { rate: frames, end: over }: CaptionRules,
): CaptionCue['range'] {
  const { start } = words[0]!.range;
  const { rate } = start;
  const heard = endOf(words.at(-1)!.range).value + LINGER_SECONDS * rate;
  const read = start.value + Math.max(LEAST_SECONDS, widthOf(words) / READ_A_SECOND) * rate;
  const room = next
    ? rescale(next.range.start, rate).value - Math.round((FRAMES_BETWEEN / frames) * rate)
    : rescale(over, rate).value;
  const end = Math.min(Math.max(heard, read), room);
  return { start, duration: rational(Math.max(1, Math.round(end) - start.value), rate) };
}

/** The line's words in phrases that can be captions, divided where it costs least. */
function phrasesOf(
  words: readonly CaptionWord[],
  widest: number,
): readonly (readonly CaptionWord[])[] {
  const best: { cost: number; next: number }[] = [];
  best[words.length] = { cost: 0, next: words.length };
  for (let from = words.length - 1; from >= 0; from--) {
    best[from] = { cost: Number.POSITIVE_INFINITY, next: from + 1 };
    for (let to = from + 1; to <= words.length; to++) {
      const phrase = words.slice(from, to);
      if (to > from + 1 && !fits(phrase, widest)) break;
      const cost = costOf(phrase, words[to]) + best[to]!.cost;
      if (cost < best[from]!.cost) best[from] = { cost, next: to };
    }
  }
  const phrases: (readonly CaptionWord[])[] = [];
  for (let from = 0; from < words.length; from = best[from]!.next) {
    phrases.push(words.slice(from, best[from]!.next));
  }
  return phrases;
}

/** What one more caption costs, and where it ends badly, bridges a silence or is gone too soon. */
function costOf(phrase: readonly CaptionWord[], next: CaptionWord | undefined): number {
  let cost = 0.6;
  if (next) cost += endingCost(phrase.at(-1)!.text);
  for (let i = 1; i < phrase.length; i++) {
    const silence = phrase[i]!.range.start.value - endOf(phrase[i - 1]!.range).value;
    const seconds = silence / phrase[i]!.range.start.rate;
    if (seconds > 0.5) cost += seconds;
  }
  if (next) {
    const { start } = phrase[0]!.range;
    const shown = (next.range.start.value - start.value) / start.rate;
    const needed = Math.max(LEAST_SECONDS, widthOf(phrase) / READ_AT_MOST);
    if (shown < needed) cost += 2 * (1 - shown / needed);
  }
  return cost;
}

function endingCost(word: string): number {
  if (/[.!?…。！？]["'”’)]*$/u.test(word)) return 0;
  if (/[,;:–—、，]["'”’)]*$/u.test(word)) return 0.3;
  return leans(word) ? 3 : 1;
}

function fits(words: readonly CaptionWord[], widest: number): boolean {
  return widthOf(words) <= widest || splitsAt(words, widest) !== undefined;
}

/** One line where it fits, two even ones where not; the break where the phrase has one. */
function linesOf(words: readonly CaptionWord[], widest: number): CaptionCue['lines'] {
  if (widthOf(words) <= widest) return [words];
  const at = splitsAt(words, widest);
  return at === undefined ? [words] : [words.slice(0, at), words.slice(at)];
}

/** Where words are broken into two lines that fit; undefined where they cannot be. */
function splitsAt(words: readonly CaptionWord[], widest: number): number | undefined {
  let best: { at: number; cost: number } | undefined;
  for (let at = 1; at < words.length; at++) {
    const [first, second] = [widthOf(words.slice(0, at)), widthOf(words.slice(at))];
    if (Math.max(first, second) > widest) continue;
    const cost = Math.abs(first - second) / widest + 0.4 * endingCost(words[at - 1]!.text);
    if (best === undefined || cost < best.cost) best = { at, cost };
  }
  return best?.at;
}

function widthOf(words: readonly CaptionWord[]): number {
  return words.reduce(
    (sum, { text, spaced }, index) => sum + captionWidth(text) + (spaced && index > 0 ? 1 : 0),
    0,
  );
}
