import type { CaptionStyle } from '@inkreel/film/cut/caption-style.ts';
import type { ShownCaption, ShownWord } from '@inkreel/film/production/plan-captions.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import type { HanStyle } from '@inkreel/film/story/han-style.ts';
import { glyphPath, type ShapedLine, shapeLine } from './shape-line.ts';
import type { TypefaceName } from './typeface.ts';

export type DrawnStyle = Exclude<CaptionStyle, 'none'>;

/** How a style sets its words: shares of the frame's shorter side, but for the outline, in ems. */
const SETTINGS: Readonly<
  Record<DrawnStyle, { font: TypefaceName; size: number; outline: number; leading: number }>
> = {
  classic: { font: 'comic-neue', size: 0.052, outline: 0.17, leading: 1.28 },
  karaoke: { font: 'comic-neue', size: 0.056, outline: 0.19, leading: 1.28 },
  pop: { font: 'bangers', size: 0.105, outline: 0.2, leading: 1.1 },
  balloon: { font: 'comic-neue', size: 0.046, outline: 0, leading: 1.22 },
};

/** How much of the frame's width words may take. */
const WIDEST = 0.86;

/** A caption that is set and not drawn yet. */
export interface SetCaption {
  readonly style: DrawnStyle;
  /** Pixels. */
  readonly em: number;
  /** Of the letters' outline, pixels. */
  readonly outline: number;
  /** Around the words, to the edge of what is drawn, pixels. */
  readonly margin: number;
  /** Of what is drawn: the words and their margin, for a balloon without its tail. */
  readonly size: Size;
  /** SVG path data of each word from the top left corner of what is drawn, in the order they are said. */
  readonly words: readonly string[];
}

/**
 * Sets the words of a caption, centred line by line, as large as its style has them and the frame allows.
 *
 * @param han whose forms Han signs have, in the whole film
 * @returns undefined where no font of ours has any of its signs
 */
export function setCaption(
  { lines }: Pick<ShownCaption, 'lines'>,
  frame: Size,
  style: DrawnStyle,
  han?: HanStyle,
): SetCaption | undefined {
  const { font, size, leading, outline } = SETTINGS[style];
  const rows = lines.map((line) => rowOf(line, style));
  const whole = rows.map(({ text }) => text).join('\n');
  const shape = (em: number) =>
    rows.map(({ text }) => shapeLine(text, { font, size: em, whole, han }));
  const wanted = size * Math.min(frame.width, frame.height);
  const room = WIDEST * frame.width;
  const widest = Math.max(...shape(wanted).map(({ width }) => width));
  const em = widest > room ? (wanted * room) / widest : wanted;
  const shaped = shape(em);
  if (shaped.every(({ glyphs }) => glyphs.length === 0)) return undefined;

  const margin = Math.ceil(style === 'balloon' ? 1.2 * em : outline * em + 2);
  const width = Math.ceil(Math.max(...shaped.map((row) => row.width)));
  const words: string[] = [];
  let baseline = 0;
  shaped.forEach((row, index) => {
    const before = shaped[index - 1];
    // Marks of one line keep off those of the next.
    baseline += before ? Math.max(leading * em, before.below + row.above + 0.08 * em) : row.above;
    const x = margin + (width - row.width) / 2;
    words.push(...wordPaths(row, rows[index]!.starts, x, margin + baseline));
  });
  const height = Math.ceil(baseline + shaped.at(-1)!.below);
  const drawn = { width: width + 2 * margin, height: height + 2 * margin };
  return { style, em, outline: outline * em, margin, size: drawn, words };
}

/** Signs of texts that no font of ours has; they are left out of the picture. */
export function missingSigns(texts: readonly string[], style: DrawnStyle): readonly string[] {
  const { font } = SETTINGS[style];
  return [...new Set(texts.flatMap((text) => shapeLine(text, { font, size: 1 }).missing))];
}

interface Row {
  readonly text: string;
  /** Where each of its words begins in it, UTF-16 units. */
  readonly starts: readonly number[];
}

function rowOf(line: readonly ShownWord[], style: DrawnStyle): Row {
  let text = '';
  const starts = line.map((word, index) => {
    if (word.spaced && index > 0) text += ' ';
    const at = text.length;
    text += (style === 'pop' ? word.text.toLocaleUpperCase('en') : word.text).normalize('NFC');
    return at;
  });
  return { text, starts };
}

function wordPaths(
  row: ShapedLine,
  starts: readonly number[],
  x: number,
  baseline: number,
): readonly string[] {
  const paths = starts.map(() => '');
  for (const glyph of row.glyphs) {
    const word = starts.findLastIndex((start) => start <= glyph.at);
    paths[word] += glyphPath(glyph, x, baseline);
  }
  return paths;
}
