/** What a pattern does at one step. */
export interface PatternStroke {
  /** Counts from the beginning of the pattern. */
  readonly at: number;
  /** Counts until the next stroke or rest. */
  readonly length: number;
  /** What is struck, as it is written: digits, `*`, `~`, `x`, `o`. */
  readonly what: string;
  readonly isAccented: boolean;
  /** Left out now and then. */
  readonly isOptional: boolean;
}

/** A written pattern, read. */
export interface Pattern {
  readonly strokes: readonly PatternStroke[];
  /** Counts until it begins again. */
  readonly length: number;
}

/**
 * Reads a pattern: one token a step of so many counts, `.` holds what sounds, `-` is silent, `0+2` two
 * voices at once, `!` an accent, `?` a stroke that is left out now and then.
 *
 * @example
 * // A waltz: silence, then the chord twice.
 * patternOf('- * *', 1);
 */
export function patternOf(text: string, step: number): Pattern {
  const tokens = text.trim().split(/\s+/);
  const strokes: PatternStroke[] = [];
  tokens.forEach((token, i) => {
    if (token === '-' || token === '.') return;
    let until = i + 1;
    while (until < tokens.length && tokens[until] === '.') until++;
    const found = /^([\d*~xo+]+)(!?)(\??)$/.exec(token);
    if (!found) throw new TypeError(`${token} is not a stroke of a pattern.`);
    strokes.push({
      at: i * step,
      length: (until - i) * step,
      what: found[1]!,
      isAccented: found[2] === '!',
      isOptional: found[3] === '?',
    });
  });
  return { strokes, length: tokens.length * step };
}

/** The strokes of a pattern between two moments of a bar, which begins it anew. */
export function strokesIn(pattern: Pattern, from: number, to: number): readonly PatternStroke[] {
  const found: PatternStroke[] = [];
  for (let base = 0; base < to - 1e-6; base += pattern.length) {
    for (const stroke of pattern.strokes) {
      const at = base + stroke.at;
      if (at < from - 1e-6 || at > to - 1e-6) continue;
      found.push({ ...stroke, at, length: Math.min(stroke.length, to - at) });
    }
  }
  return found;
}
