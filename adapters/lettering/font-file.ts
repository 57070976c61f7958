import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Blob, Face, Font, MetricsTag, type SvgPathCommand, Variation } from 'harfbuzzjs';

const require = createRequire(import.meta.url);

/** What of the woff2 decoder is used: once its runtime has begun, it answers at once. */
interface Woff2Decoder {
  onRuntimeInitialized?: () => void;
  decompress(bytes: Uint8Array): Uint8Array | false;
}
const decoder = require(require.resolve('wawoff2/build/decompress_binding.js')) as Woff2Decoder;
await new Promise<void>((resolve) => {
  decoder.onRuntimeInitialized = resolve;
});

/** Edges of a glyph around its origin, ems, upwards. */
export interface GlyphReach {
  readonly top: number;
  readonly bottom: number;
}

/** One file of a typeface, opened. */
export interface FontFile {
  readonly font: Font;
  readonly unitsPerEm: number;
  /** Height of capitals over the baseline and depth of descenders below it, ems. */
  readonly capHeight: number;
  readonly descent: number;
  has(codePoint: number): boolean;
  /** Font units, upwards. */
  outlineOf(glyph: number): readonly SvgPathCommand[];
  reachOf(glyph: number): GlyphReach;
}

const opened = new Map<string, FontFile>();

/**
 * Opens a woff2 file of a package; each once.
 *
 * @param weight of a file that has all of them
 */
export function openFontFile(file: string, weight?: number): FontFile {
  const name = `${file} ${weight ?? ''}`;
  const before = opened.get(name);
  if (before) return before;
  const bytes = decoder.decompress(readFileSync(require.resolve(file)));
  if (bytes === false) throw new TypeError(`${file} is no whole woff2 file.`);
  const made = fontFileOf(new Font(new Face(new Blob(bytes.slice()))), weight);
  opened.set(name, made);
  return made;
}

function fontFileOf(font: Font, weight: number | undefined): FontFile {
  if (weight !== undefined) font.setVariations([new Variation('wght', weight)]);
  const unitsPerEm = font.face.upem;
  const outlines = new Map<number, readonly SvgPathCommand[]>();
  return {
    font,
    unitsPerEm,
    capHeight: font.getMetricPositionWithFallback(MetricsTag.CAP_HEIGHT) / unitsPerEm,
    descent: -font.hExtents().descender / unitsPerEm,
    has: (codePoint) => font.nominalGlyph(codePoint) !== undefined,
    outlineOf(glyph) {
      const outline = outlines.get(glyph) ?? font.glyphToJson(glyph);
      outlines.set(glyph, outline);
      return outline;
    },
    reachOf(glyph) {
      const { top, bottom } = reachIn(font, glyph);
      return { top: top / unitsPerEm, bottom: bottom / unitsPerEm };
    },
  };
}

function reachIn(font: Font, glyph: number): GlyphReach {
  const extents = font.glyphExtents(glyph);
  if (!extents) return { top: 0, bottom: 0 };
  return { top: extents.yBearing, bottom: extents.yBearing + extents.height };
}
