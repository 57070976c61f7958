import type { SpeechFeatures } from './speech-features.ts';

/** Where a word of a reference is spoken: its first row and the one after its last. */
export interface ReferenceWord {
  readonly from: number;
  readonly to: number;
}

/** How a recording follows a reference. */
export interface WordAlignment {
  /** For each word its first row in the recording and the one after its last; undefined where it is not heard. */
  readonly words: readonly ({ readonly from: number; readonly to: number } | undefined)[];
  /** Mean unlikeness of what was matched, against chance: 0 the same, 1 no better than anything else. */
  readonly cost: number;
}

/** Row of the recording that is not of any word, where somebody speaks and where nobody does. */
const STRAY_SPEECH = 0.85;
const STRAY_SILENCE = 0.3;
/** A row of a word that the recording lacks. */
const LACKED = 0.15;
/** Staying on a row of the reference, and passing one over: speech is not that uneven. */
const STAYED = 0.06;
const PASSED = 0.06;

const HOLD = 0;
const STEP = 1;
const LEAP = 2;
const ENTER = 3;
const FROM_WORD = 1;
const FROM_GAP = 2;
const FROM_LACK = 3;

/**
 * Finds the words of a reference in a recording of the same text: the cheapest way through both, a row of
 * the recording at a time. Words follow in order; one may be missing, and between them there may be
 * silence or something that is not in the text.
 *
 * @param spoken rows of the recording in which somebody speaks
 */
export function alignWords(
  recording: SpeechFeatures,
  spoken: Uint8Array,
  reference: SpeechFeatures,
  words: readonly ReferenceWord[],
): WordAlignment {
  const unit = unlikenessByChance(recording, spoken, reference, words);
  const lengths = words.map(({ from, to }) => Math.max(1, to - from));
  const starts: number[] = [];
  let states = 0;
  for (const length of lengths) {
    starts.push(states);
    states += length;
  }
  const rowOf = new Int32Array(states);
  words.forEach(({ from }, w) => {
    for (let k = 0; k < lengths[w]!; k++) rowOf[starts[w]! + k] = from + k;
  });
  const { length } = recording;
  const count = words.length;
  const INFINITE = Number.POSITIVE_INFINITY;
  let before = new Float64Array(states).fill(INFINITE);
  let now = new Float64Array(states);
  const gap = new Float64Array(count + 1).fill(INFINITE);
  const limit = new Float64Array(count + 1);
  const moves = new Uint8Array(length * states);
  const arrivals = new Uint8Array((length + 1) * (count + 1));

  /** The cheapest way to stand before each word when `row` rows have been told. */
  const arrive = (row: number): void => {
    for (let w = 0; w <= count; w++) {
      let best = row === 0 && w === 0 ? 0 : INFINITE;
      let from = 0;
      if (gap[w]! < best) {
        best = gap[w]!;
        from = FROM_GAP;
      }
      if (w > 0) {
        const ended = before[starts[w - 1]! + lengths[w - 1]! - 1]!;
        if (ended <= best) {
          best = ended;
          from = FROM_WORD;
        }
        const lacked = limit[w - 1]! + LACKED * lengths[w - 1]!;
        if (lacked < best) {
          best = lacked;
          from = FROM_LACK;
        }
      }
      limit[w] = best;
      arrivals[row * (count + 1) + w] = from;
    }
  };

  for (let row = 0; row < length; row++) {
    arrive(row);
    const stray = spoken[row] ? STRAY_SPEECH : STRAY_SILENCE;
    for (let w = 0; w <= count; w++) gap[w] = limit[w]! + stray;
    for (let w = 0; w < count; w++) {
      const first = starts[w]!;
      const last = first + lengths[w]! - 1;
      for (let state = first; state <= last; state++) {
        let best = before[state]! + STAYED;
        let move = HOLD;
        if (state === first) {
          if (limit[w]! < best) {
            best = limit[w]!;
            move = ENTER;
          }
        } else {
          if (before[state - 1]! <= best) {
            best = before[state - 1]!;
            move = STEP;
          }
          if (state > first + 1 && before[state - 2]! + PASSED < best) {
            best = before[state - 2]! + PASSED;
            move = LEAP;
          }
        }
        moves[row * states + state] = move;
        now[state] =
          best === INFINITE
            ? INFINITE
            : best + unlikeness(recording, row, reference, rowOf[state]!) / unit;
      }
    }
    [before, now] = [now, before];
  }
  arrive(length);
  return backwards();

  function backwards(): WordAlignment {
    const found: ({ from: number; to: number } | undefined)[] = words.map(() => undefined);
    let row = length;
    let w = count;
    let matched = 0;
    let sum = 0;
    while (row > 0 || w > 0) {
      const from = arrivals[row * (count + 1) + w]!;
      if (from === FROM_LACK) w--;
      else if (from === FROM_GAP) row--;
      else if (from === FROM_WORD) {
        const to = row;
        w--;
        let state = starts[w]! + lengths[w]! - 1;
        for (;;) {
          row--;
          sum += unlikeness(recording, row, reference, rowOf[state]!) / unit;
          matched++;
          const move = moves[row * states + state]!;
          if (move === ENTER) break;
          state -= move;
        }
        found[w] = { from: row, to };
      } else break;
    }
    return { words: found, cost: matched === 0 ? 1 : sum / matched };
  }
}

function unlikeness(a: SpeechFeatures, row: number, b: SpeechFeatures, other: number): number {
  const { width } = a;
  let sum = 0;
  for (let n = 0, p = row * width, q = other * width; n < width; n++, p++, q++) {
    const apart = a.rows[p]! - b.rows[q]!;
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}

/** How unlike two rows of speech are that have nothing to do with each other. */
function unlikenessByChance(
  recording: SpeechFeatures,
  spoken: Uint8Array,
  reference: SpeechFeatures,
  words: readonly ReferenceWord[],
): number {
  const ours = Array.from(spoken.keys()).filter((row) => spoken[row]);
  const theirs = words.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, n) => from + n),
  );
  if (ours.length === 0 || theirs.length === 0) return 1;
  let sum = 0;
  // A stride that meets all of both in turn.
  const PAIRS = 2000;
  for (let n = 0; n < PAIRS; n++) {
    const row = ours[(n * 7919) % ours.length]!;
    const other = theirs[(n * 104_729 + 31) % theirs.length]!;
    sum += unlikeness(recording, row, reference, other);
  }
  return sum / PAIRS || 1;
}
