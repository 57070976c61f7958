import { leans } from '@inkreel/film/story/leaning-words.ts';
import { isUnspaced, unspacedParts } from '@inkreel/film/story/unspaced-words.ts';

/**
 * Breaks words into lines no wider than `maxWidth`, evenly, and so that no line ends on an article or
 * a preposition where another break exists. What is written without spaces is broken where its words end.
 * A word wider than the line has a line to itself.
 *
 * @param widthOf width of a stretch of text, any unit, the same as `maxWidth`
 */
export function breakLines(
  text: string,
  maxWidth: number,
  widthOf: (text: string) => number,
): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const words = paragraph
      .split(/\s+/u)
      .filter((word) => word !== '')
      .flatMap((word) =>
        (isUnspaced(word) ? unspacedParts(word) : [word]).map(
          (text, part): Word => ({ text, spaced: part === 0 }),
        ),
      );
    return words.length === 0 ? [] : breakParagraph(words, maxWidth, widthOf);
  });
}

interface Word {
  readonly text: string;
  /** Whether a space stands before it, but at the beginning of a line. */
  readonly spaced: boolean;
}

function joined(words: readonly Word[]): string {
  return words.map(({ text, spaced }, n) => (spaced && n > 0 ? ` ${text}` : text)).join('');
}

function breakParagraph(
  words: readonly Word[],
  maxWidth: number,
  widthOf: (text: string) => number,
): readonly string[] {
  // The fewest lines come first; among those, the most even ones: the target width is the average.
  const whole = widthOf(joined(words));
  if (whole <= maxWidth) return [joined(words)];
  const fewest = countGreedily(words, maxWidth, widthOf);
  const target = Math.min(maxWidth, whole / fewest);

  // best[i]: the cheapest way to set the words from i on.
  const best: { cost: number; next: number }[] = Array.from({ length: words.length + 1 }, () => ({
    cost: Number.POSITIVE_INFINITY,
    next: words.length,
  }));
  best[words.length] = { cost: 0, next: words.length };
  for (let from = words.length - 1; from >= 0; from--) {
    for (let to = from + 1; to <= words.length; to++) {
      const width = widthOf(joined(words.slice(from, to)));
      if (width > maxWidth && to > from + 1) break;
      const uneven = (width - target) / maxWidth;
      const leaning = to < words.length && leans(words[to - 1]!.text) ? 0.5 : 0;
      const cost = uneven * uneven + leaning + 0.25 + best[to]!.cost;
      if (cost < best[from]!.cost) best[from] = { cost, next: to };
    }
  }
  const lines: string[] = [];
  for (let from = 0; from < words.length; from = best[from]!.next) {
    lines.push(joined(words.slice(from, best[from]!.next)));
  }
  return lines;
}

function countGreedily(
  words: readonly Word[],
  maxWidth: number,
  widthOf: (text: string) => number,
): number {
  let count = 1;
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word.text : `${line}${word.spaced ? ' ' : ''}${word.text}`;
    if (line !== '' && widthOf(longer) > maxWidth) {
      count++;
      line = word.text;
    } else line = longer;
  }
  return count;
}
