import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

const resolvePath = createRequire(import.meta.url).resolve;

/** The typefaces we carry: Bangers for titles, Comic Neue for everything that is read at length. */
export const TYPEFACES = ['bangers', 'comic-neue'] as const;
export type TypefaceName = (typeof TYPEFACES)[number];

/**
 * The files behind each name, in the order in which they are asked for a glyph. A typeface ends with
 * its neighbour's file, so that a letter one of them lacks is still set, in the other's hand.
 */
const FILES: Record<TypefaceName, readonly string[]> = {
  bangers: [
    '@fontsource/bangers/files/bangers-latin-400-normal.woff2',
    '@fontsource/bangers/files/bangers-latin-ext-400-normal.woff2',
    '@fontsource/bangers/files/bangers-vietnamese-400-normal.woff2',
    '@fontsource/comic-neue/files/comic-neue-latin-700-normal.woff2',
  ],
  'comic-neue': [
    '@fontsource/comic-neue/files/comic-neue-latin-700-normal.woff2',
    '@fontsource/bangers/files/bangers-latin-ext-400-normal.woff2',
    '@fontsource/bangers/files/bangers-vietnamese-400-normal.woff2',
  ],
};

const opened = new Map<string, fontkit.Font>();

function openFont(file: string): fontkit.Font {
  let font = opened.get(file);
  if (font === undefined) {
    const made = fontkit.create(readFileSync(resolvePath(file)));
    if (!('layout' in made)) throw new TypeError(`${file} holds several fonts; one was expected.`);
    font = made;
    opened.set(file, font);
  }
  return font;
}

/** A stretch of text that one font file can set. */
export interface FontRun {
  readonly font: fontkit.Font;
  readonly text: string;
}

export function fontsOf(name: TypefaceName): readonly fontkit.Font[] {
  return FILES[name].map(openFont);
}

/** Joiners, variation selectors and direction marks: nothing is seen where they are left out. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cc}/u;

/**
 * Splits text into stretches by the first font that has each character. Characters that no font has
 * are left out and named in `missing`: an empty box is never drawn.
 */
export function splitByFont(
  text: string,
  name: TypefaceName,
): { readonly runs: readonly FontRun[]; readonly missing: readonly string[] } {
  const fonts = fontsOf(name);
  const runs: { font: fontkit.Font; text: string }[] = [];
  const missing = new Set<string>();
  for (const character of text.normalize('NFC')) {
    const font = fonts.find((each) => each.hasGlyphForCodePoint(character.codePointAt(0)!));
    if (font === undefined) {
      if (!UNSEEN.test(character)) missing.add(character);
      continue;
    }
    const last = runs.at(-1);
    if (last !== undefined && last.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return { runs, missing: [...missing] };
}
