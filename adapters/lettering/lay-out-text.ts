import type { HanStyle } from '@inkreel/film/story/han-style.ts';
import { breakLines } from './break-lines.ts';
import { glyphPath, type ShapedLine, shapeLine } from './shape-line.ts';
import type { TypefaceName } from './typeface.ts';

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
  /** Whose forms Han signs have; told by the text where it is missing. */
  readonly han?: HanStyle | undefined;
}

export interface SetLine {
  readonly text: string;
  /** Left edge and baseline, pixels from the top left corner of the block. */
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
}

/**
 * Text as outlines. The block's top is the first line's capital height, or as high as the signs of another
 * script stand; its bottom is the last one's descent.
 */
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
 * Sets text of any script as outlines with kerning and even line breaks. Needs no system font. An empty text, or one
 * of which nothing can be set, gives an empty path and no lines.
 *
 * @example
 * layOutText({ text: 'The Potion of Flight', font: 'bangers', size: 96, maxWidth: 900, align: 'centre' })
 */
export function layOutText(request: TextRequest): TextLayout {
  const { font, size, maxWidth = Number.POSITIVE_INFINITY, align = 'left' } = request;
  const leading = (request.leading ?? (font === 'bangers' ? 1.1 : 1.3)) * size;
  const whole = request.text.normalize('NFC');
  const set = (text: string): ShapedLine =>
    shapeLine(text, { font, size, whole, han: request.han });
  const { missing } = set(whole.replace(/\n/g, ' '));
  const lost = new Set(missing);
  const setable = [...whole].filter((sign) => !lost.has(sign)).join('');
  const texts = breakLines(setable, maxWidth, (text) => set(text).width);
  const shaped = texts.map(set);
  const width = Math.max(0, ...shaped.map((line) => line.width));

  const paths: string[] = [];
  let baseline = 0;
  const lines = shaped.map((line, index): SetLine => {
    const before = shaped[index - 1];
    // Marks of one line keep off those of the next.
    baseline +=
      before === undefined
        ? line.above
        : Math.max(leading, before.below + line.above + 0.06 * size);
    const slack = width - line.width;
    const x = align === 'left' ? 0 : align === 'right' ? slack : slack / 2;
    for (const glyph of line.glyphs) paths.push(glyphPath(glyph, x, baseline));
    return { text: texts[index]!, x, baseline, width: line.width };
  });
  return {
    width,
    height: lines.length === 0 ? 0 : baseline + shaped.at(-1)!.below,
    path: paths.join(''),
    lines,
    missing,
  };
}
