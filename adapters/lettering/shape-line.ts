import { type HanStyle, hanStyleOf } from '@inkreel/film/story/han-style.ts';
import bidiFactory, { type Bidi } from 'bidi-js';
import { Direction, Buffer as GlyphBuffer, type SvgPathCommand, shape } from 'harfbuzzjs';
import type { FontFile } from './font-file.ts';
import { mainFileOf, splitByFont, type TypefaceName } from './typeface.ts';

// Its types tell of a module where its CommonJS exports the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** A glyph of a line. */
export interface SetGlyph {
  readonly outline: readonly SvgPathCommand[];
  /** Pixels for each of the outline's units, which count upwards. */
  readonly scale: number;
  /** Pixels from the line's left end and, downwards, from its baseline. */
  readonly x: number;
  readonly y: number;
  /** The place in the text of what it stands for, UTF-16 units. */
  readonly at: number;
}

/** A line of text as it is seen, left to right. */
export interface ShapedLine {
  readonly glyphs: readonly SetGlyph[];
  /** Pixels. */
  readonly width: number;
  /** How far it reaches above the baseline (at least capitals) and below it (at least descenders), pixels. */
  readonly above: number;
  readonly below: number;
  /** Signs that none of our fonts has; they were left out. */
  readonly missing: readonly string[];
}

/** How a line is set. `size` is the em in pixels. */
export interface LineSetting {
  readonly font: TypefaceName;
  readonly size: number;
  /** Whose forms Han signs have; told by the text where it is missing. */
  readonly han?: HanStyle | undefined;
  /** The text it is a line of, which decides on direction and typeface; the line itself where it is missing. */
  readonly whole?: string | undefined;
}

const RIGHT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;

/** Whether more of a text's letters are of a script that runs from right to left than not. */
function runsFromRight(text: string): boolean {
  const right = text.match(RIGHT)?.length ?? 0;
  return right > 0 && 2 * right > (text.match(/\p{L}/gu)?.length ?? 0);
}

/**
 * Sets one line: scripts that run from right to left beside those that do not, letters that join, marks over
 * and under them, by HarfBuzz. Nothing is broken. Places in the text are those of its composed form (NFC).
 */
export function shapeLine(text: string, { font, size, han, whole }: LineSetting): ShapedLine {
  const line = text.normalize('NFC');
  const all = whole?.normalize('NFC') ?? line;
  const forms = han ?? hanStyleOf([all]);
  const name = [font, forms, line, all].join('\n');
  const set = kept.get(name) ?? shapeEm(line, font, forms, all);
  kept.delete(name);
  kept.set(name, set);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return {
    glyphs: set.glyphs.map((glyph) => ({
      ...glyph,
      scale: glyph.scale * size,
      x: glyph.x * size,
      y: glyph.y * size,
    })),
    width: set.width * size,
    above: set.above * size,
    below: set.below * size,
    missing: set.missing,
  };
}

/** Lines as they were set last, one pixel an em: a text is measured at many sizes until it fits. */
const kept = new Map<string, ShapedLine>();
const KEPT = 1000;

function shapeEm(
  line: string,
  font: TypefaceName,
  han: HanStyle | undefined,
  whole: string,
): ShapedLine {
  const { runs, missing } = splitByFont(line, font, whole, han);
  const { levels } = bidi.getEmbeddingLevels(line, runsFromRight(whole) ? 'rtl' : 'ltr');
  const { capHeight, descent } = mainFileOf(font);
  let [above, below] = runs.length > 0 ? [capHeight, descent] : [0, 0];
  const glyphs: SetGlyph[] = [];
  let pen = 0;
  for (const run of inOrder(runs.flatMap((each) => byLevel(each, levels)))) {
    const scale = 1 / run.file.unitsPerEm;
    for (const glyph of shaped(run)) {
      const outline = run.file.outlineOf(glyph.codepoint);
      const [x, y] = [pen + glyph.xOffset * scale, -glyph.yOffset * scale];
      if (outline.length > 0) glyphs.push({ outline, scale, x, y, at: run.at + glyph.cluster });
      // Latin letters with accents stand higher than capitals without moving their line.
      if (run.isTall) {
        const { top, bottom } = run.file.reachOf(glyph.codepoint);
        above = Math.max(above, top - y);
        below = Math.max(below, y - bottom);
      }
      pen += glyph.xAdvance * scale;
    }
  }
  return { glyphs, width: pen, above, below, missing };
}

/** A stretch of one font, one direction. */
interface Run {
  readonly file: FontFile;
  readonly text: string;
  readonly at: number;
  /** Embedding level: odd runs from right to left. */
  readonly level: number;
  /** Of a script whose signs are not measured by capitals. */
  readonly isTall: boolean;
}

const LETTERS_LIKE_OURS =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;

function byLevel(
  { file, text, at }: { file: FontFile; text: string; at: number },
  levels: Uint8Array,
): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < text.length; ) {
    const level = levels[at + from]!;
    let to = from + 1;
    while (to < text.length && levels[at + to] === level) to++;
    const part = text.slice(from, to);
    runs.push({ file, text: part, at: at + from, level, isTall: !LETTERS_LIKE_OURS.test(part) });
    from = to;
  }
  return runs;
}

/** Runs as they are seen from left to right: rule L2 of the Unicode Bidirectional Algorithm. */
function inOrder(runs: readonly Run[]): readonly Run[] {
  const seen = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < seen.length; from++) {
      let to = from;
      while (to < seen.length && seen[to]!.level >= level) to++;
      if (to > from) seen.splice(from, to - from, ...seen.slice(from, to).reverse());
      from = to;
    }
  }
  return seen;
}

function shaped({ file, text, level }: Run) {
  const buffer = new GlyphBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  shape(file.font, buffer);
  const places = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map((info, index) => ({ ...info, ...places[index]! }));
}

/**
 * A glyph of a line as SVG path data; fill it with the non-zero rule.
 *
 * @param x left end of the line
 * @param baseline of the line, pixels downwards
 */
export function glyphPath(
  { outline, scale, ...at }: SetGlyph,
  x: number,
  baseline: number,
): string {
  const [left, foot] = [x + at.x, baseline + at.y];
  return outline
    .map(({ type, values }) => {
      const places = values.map((value, k) => {
        const place = k % 2 === 0 ? left + value * scale : foot - value * scale;
        return Math.round(place * 100) / 100;
      });
      return `${type}${places.join(' ')}`;
    })
    .join('');
}
