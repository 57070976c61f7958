import type { CaptionStyle } from '@inkreel/film/cut/caption-style.ts';
import { assertNever } from '@inkreel/film/grammar/assert-never.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { ShownCaption } from '@inkreel/film/production/plan-captions.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp from 'sharp';
import { layOutText } from './lay-out-text.ts';
import type { TypefaceName } from './typeface.ts';

/** A caption's picture and where its top left corner lies in the frame, pixels. */
export interface DrawnCaption {
  readonly raster: Raster;
  readonly at: Point;
}

type Drawn = Exclude<CaptionStyle, 'none'>;

const INK = '#17161A';
const PAPER = '#FFFFFF';
/** The word that is being said. */
const LIT = '#FFC93C';
/** White, then one colour for each speaker, all light enough for a dark outline. */
const SPEAKERS = ['#FFFFFF', '#FFE9A8', '#BFE6FF', '#FFC9C2', '#CDEFC4', '#E3D0FF', '#FFD9A8'];

/** How a style sets its words: shares of the frame's shorter side, but for the outline, in ems. */
const SETTINGS: Readonly<
  Record<Drawn, { font: TypefaceName; size: number; outline: number; leading: number }>
> = {
  classic: { font: 'comic-neue', size: 0.052, outline: 0.17, leading: 1.28 },
  karaoke: { font: 'comic-neue', size: 0.056, outline: 0.19, leading: 1.28 },
  pop: { font: 'bangers', size: 0.105, outline: 0.2, leading: 1.1 },
  balloon: { font: 'comic-neue', size: 0.046, outline: 0, leading: 1.22 },
};

/** How much of the frame's width words may take. */
const WIDEST = 0.9;

/**
 * Draws a caption in its place: inside the safe area of the frame's shape, everything as outlines.
 *
 * @param heard how many of its words were heard, for the style that lights them up
 * @returns undefined where no font of ours has any of its signs
 */
export async function drawCaption(
  caption: Pick<ShownCaption, 'lines' | 'colour'>,
  frame: Size,
  style: Drawn,
  heard: number,
): Promise<DrawnCaption | undefined> {
  const block = setWords(caption, frame, style);
  if (!block) return undefined;
  const { em, width, height, words } = block;
  const { outline } = SETTINGS[style];
  const margin = Math.ceil(style === 'balloon' ? 1.2 * em : outline * em + 2);
  const foot = style === 'balloon' ? Math.ceil(1.1 * em) : 0;
  const size = {
    width: Math.ceil(width) + 2 * margin,
    height: Math.ceil(height) + 2 * margin + foot,
  };
  const colour = SPEAKERS[caption.colour % SPEAKERS.length]!;
  const paths = words.map(({ path, x, y }, index) => {
    const fill =
      style === 'balloon' ? INK : style === 'karaoke' && index === heard - 1 ? LIT : colour;
    return { d: path, x: x + margin, y: y + margin, fill };
  });
  const stroke = paths
    .map(
      ({ d, x, y }) =>
        `<path transform="translate(${x} ${y})" d="${d}" stroke="${INK}" stroke-width="${2 * outline * em}" stroke-linejoin="round"/>`,
    )
    .join('');
  const fills = paths
    .map(({ d, x, y, fill }) => `<path transform="translate(${x} ${y})" d="${d}" fill="${fill}"/>`)
    .join('');
  const ground = style === 'balloon' ? balloon(size, foot, em) : stroke;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" fill="none">${ground}${fills}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster = { ...size, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  return { raster, at: placeOf(style, frame, size, caption.colour) };
}

/** Signs of captions that no font of ours has; they are left out of the picture. */
export function missingSigns(texts: readonly string[], style: Drawn): readonly string[] {
  const { font } = SETTINGS[style];
  return [...new Set(texts.flatMap((text) => layOutText({ text, font, size: 10 }).missing))];
}

interface SetWord {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

/** The words of a caption, centred line by line, as large as the style has them and the frame allows. */
function setWords({ lines }: Pick<ShownCaption, 'lines'>, frame: Size, style: Drawn) {
  const { font, size, leading } = SETTINGS[style];
  const texts = lines.map((line) =>
    line.map(({ text, spaced }, index) => ({
      text: style === 'pop' ? text.toLocaleUpperCase() : text,
      space: spaced && index > 0,
    })),
  );
  const set = (em: number) => {
    const widthOf = (text: string) => layOutText({ text, font, size: em }).width;
    const space = widthOf('a b') - widthOf('a') - widthOf('b');
    const rows = texts.map((line) => {
      let x = 0;
      const words = line.map(({ text, space: spaced }) => {
        const layout = layOutText({ text, font, size: em });
        const at = x + (spaced ? space : 0);
        x = at + layout.width;
        return { path: layout.path, x: at, height: layout.height };
      });
      return { words, width: x };
    });
    const width = Math.max(...rows.map((row) => row.width));
    const rowHeight = Math.max(...rows.flatMap(({ words }) => words.map(({ height }) => height)));
    const words = rows.flatMap((row, index) =>
      row.words.map(({ path, x }): SetWord => {
        return { path, x: x + (width - row.width) / 2, y: index * leading * em };
      }),
    );
    return { em, words, width, height: (rows.length - 1) * leading * em + rowHeight };
  };
  const wanted = set(size * Math.min(frame.width, frame.height));
  if (wanted.words.every(({ path }) => path === '')) return undefined;
  const room = WIDEST * frame.width;
  return wanted.width > room ? set((wanted.em * room) / wanted.width) : wanted;
}

/** A twentieth of the frame is kept free; a tall frame has the buttons of its players at its foot. */
function placeOf(style: Drawn, frame: Size, { width, height }: Size, colour: number): Point {
  const isTall = frame.height > frame.width;
  const x = Math.round((frame.width - width) / 2);
  const foot = isTall ? 0.8 : 0.95;
  switch (style) {
    case 'classic':
    case 'karaoke':
      return { x, y: Math.round(frame.height * foot - height) };
    case 'pop':
      return { x, y: Math.round(frame.height * (isTall ? 0.66 : 0.72) - height / 2) };
    case 'balloon': {
      // Who speaks after another has the balloon on the other side.
      const side = colour === 0 ? 0.5 : colour % 2 === 1 ? 0.3 : 0.7;
      const least = 0.04 * frame.width;
      const most = frame.width - width - least;
      const wanted = frame.width * side - width / 2;
      return {
        x: Math.round(Math.max(Math.min(least, most), Math.min(most, wanted))),
        y: Math.round(frame.height * 0.05),
      };
    }
    default:
      return assertNever(style);
  }
}

/** A round balloon with a tail at its foot. */
function balloon({ width, height }: Size, foot: number, em: number): string {
  const line = Math.max(1.5, em * 0.07);
  const [right, bottom] = [width - line, height - foot - line];
  const [cx, cy] = [width / 2, (line + bottom) / 2];
  const [rx, ry] = [(right - line) / 2, (bottom - line) / 2];
  // Between an ellipse and a box, so that two full lines have room in the corners.
  const bend = 0.78;
  const curve = [
    `M${cx} ${line}`,
    `C${cx + rx * bend} ${line} ${right} ${cy - ry * bend} ${right} ${cy}`,
    `C${right} ${cy + ry * bend} ${cx + rx * bend} ${bottom} ${cx + em * 0.7} ${bottom}`,
    `Q${cx + em * 0.3} ${bottom + foot * 0.6} ${cx - em * 0.4} ${bottom + foot - line}`,
    `Q${cx + em * 0.05} ${bottom + foot * 0.4} ${cx} ${bottom}`,
    `C${cx - rx * bend} ${bottom} ${line} ${cy + ry * bend} ${line} ${cy}`,
    `C${line} ${cy - ry * bend} ${cx - rx * bend} ${line} ${cx} ${line}Z`,
  ].join('');
  return `<path d="${curve}" fill="${PAPER}" stroke="${INK}" stroke-width="${line}" stroke-linejoin="round"/>`;
}
