import { breakLines } from './break-lines.ts';
import { fontsOf, splitByFont, type TypefaceName } from './typeface.ts';

export const ALIGNMENTS = ['left', 'centre', 'right'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Text to be set. `size` is the em in pixels; `maxWidth` in pixels, missing for no breaking. */
export interface TextRequest {
  readonly text: string;
  readonly font: TypefaceName;
  readonly size: number;
  readonly maxWidth?: number;
  readonly align?: Alignment;
  /** Distance of baselines in ems; 1.1 for titles and 1.3 for text where it is missing. */
  readonly leading?: number;
}

export interface SetLine {
  readonly text: string;
  /** Left edge and baseline, pixels from the top left corner of the block. */
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
}

/** Text as outlines. The block's top is the tallest line's capital height, its bottom the descent. */
export interface TextLayout {
  /** Pixels; `width` is that of the widest line. */
  readonly width: number;
  readonly height: number;
  /** SVG path data in pixels from the block's top left corner; fill it with the non-zero rule. */
  readonly path: string;
  readonly lines: readonly SetLine[];
  /** Characters that none of our fonts has; they were left out. Tell the user. */
  readonly missing: readonly string[];
}

/**
 * Sets text as outlines with kerning and even line breaks. Needs no system font. An empty text, or one
 * of which nothing can be set, gives an empty path and no lines.
 *
 * @example
 * layOutText({ text: 'The Potion of Flight', font: 'bangers', size: 96, maxWidth: 900, align: 'centre' })
 */
export function layOutText(request: TextRequest): TextLayout {
  const { font, size, maxWidth = Number.POSITIVE_INFINITY, align = 'left' } = request;
  const leading = (request.leading ?? (font === 'bangers' ? 1.1 : 1.3)) * size;
  const missing = new Set<string>();
  const setable = request.text
    .split('\n')
    .map((line) => {
      const split = splitByFont(line, font);
      for (const character of split.missing) missing.add(character);
      return split.runs.map((run) => run.text).join('');
    })
    .join('\n');
  const widthOf = (text: string) => measure(text, font, size);
  const texts = breakLines(setable, maxWidth, widthOf);
  const widths = texts.map(widthOf);
  const width = Math.max(0, ...widths);
  const first = fontsOf(font)[0]!;
  const capHeight = (first.capHeight / first.unitsPerEm) * size;
  const descent = (-first.descent / first.unitsPerEm) * size;

  const paths: string[] = [];
  const lines = texts.map((text, index): SetLine => {
    const lineWidth = widths[index]!;
    const slack = width - lineWidth;
    const x = align === 'left' ? 0 : align === 'right' ? slack : slack / 2;
    const baseline = capHeight + index * leading;
    paths.push(outline(text, font, size, x, baseline));
    return { text, x, baseline, width: lineWidth };
  });
  return {
    width,
    height: lines.length === 0 ? 0 : lines.at(-1)!.baseline + descent,
    path: paths.join(''),
    lines,
    missing: [...missing],
  };
}

function measure(text: string, font: TypefaceName, size: number): number {
  let width = 0;
  for (const run of splitByFont(text, font).runs) {
    width += (run.font.layout(run.text).advanceWidth / run.font.unitsPerEm) * size;
  }
  return width;
}

function outline(
  text: string,
  font: TypefaceName,
  size: number,
  x: number,
  baseline: number,
): string {
  const parts: string[] = [];
  let pen = x;
  for (const run of splitByFont(text, font).runs) {
    const scale = size / run.font.unitsPerEm;
    const { glyphs, positions } = run.font.layout(run.text);
    glyphs.forEach((glyph, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      // Fonts count y upwards, pictures downwards.
      parts.push(
        glyph.path
          .transform(scale, 0, 0, -scale, pen + xOffset * scale, baseline - yOffset * scale)
          .toSVG(),
      );
      pen += xAdvance * scale;
    });
  }
  return parts.join('');
}
