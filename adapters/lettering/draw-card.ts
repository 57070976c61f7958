import type { Card } from '@inkreel/film/board/shot.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import type { HanStyle } from '@inkreel/film/story/han-style.ts';
import { leans } from '@inkreel/film/story/leaning-words.ts';
import sharp from 'sharp';
import { layOutText, type TextLayout, type TextRequest } from './lay-out-text.ts';

/** How a card looks. */
export interface CardLook {
  /** Warm paper with ink lettering, or ink with paper lettering. */
  readonly ground: 'paper' | 'ink';
  /** Whose forms Han signs have; told by the card where it is missing. */
  readonly han?: HanStyle | undefined;
  /** A picture that shines softly through the ground, cropped to cover the card. */
  readonly behind?: Raster;
}

const PAPER = '#FAF7F1';
const INK = '#17161A';
const VERMILION = '#E5432D';

/** Characters on the card that none of our fonts has: they are left out, never drawn as boxes. */
export function missingLetters(card: Card): readonly string[] {
  const title = layOutText({ text: card.title, font: 'bangers', size: 10 }).missing;
  const subtitle = layOutText({ text: card.subtitle ?? '', font: 'comic-neue', size: 10 }).missing;
  return [...new Set([...title, ...subtitle])];
}

/**
 * Draws a title or end card: comic lettering in a panel, on its own ground or over art of the film.
 * Everything is outlines, so a machine without a single font draws the same card. Opaque.
 */
export async function drawCard(
  card: Card,
  size: Size,
  look: CardLook = { ground: 'paper' },
): Promise<Raster> {
  const ground = look.ground === 'paper' ? PAPER : INK;
  const { width, height } = size;
  const base =
    look.behind === undefined
      ? sharp({ create: { width, height, channels: 4, background: ground } })
      : sharp(look.behind.data, {
          raw: { width: look.behind.width, height: look.behind.height, channels: 4 },
        })
          .resize(width, height, { fit: 'cover', position: 'attention' })
          .blur(Math.min(width, height) / 45)
          .flatten({ background: ground });
  const { data } = await base
    .composite([{ input: Buffer.from(cardDrawing(card, size, look)), top: 0, left: 0 }])
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}

/** The card as SVG: only paths and gradients, no text elements. */
export function cardDrawing(card: Card, size: Size, look: CardLook): string {
  const { width, height } = size;
  const ground = look.ground === 'paper' ? PAPER : INK;
  const pen = look.ground === 'paper' ? INK : PAPER;
  const unit = Math.min(width, height) / 720;
  const margin = 44 * unit;
  const hairline = 2.5 * unit;

  const title = fitText(
    { text: card.title, font: 'bangers', size: 168 * unit, align: 'centre', han: look.han },
    { width: width - 2 * margin - 120 * unit, height: height * 0.46 },
  );
  const subtitle = fitText(
    {
      text: card.subtitle ?? '',
      font: 'comic-neue',
      size: 34 * unit,
      align: 'centre',
      han: look.han,
    },
    { width: (width - 2 * margin) * 0.72, height: height * 0.2 },
  );
  const gap = subtitle.height > 0 ? 40 * unit : 0;
  const rule = subtitle.height > 0 && title.height > 0 ? 26 * unit : 0;
  const inkedHeight = (layout: TextLayout) => layout.lines.at(-1)?.baseline ?? 0;
  const block = inkedHeight(title) + gap + rule + inkedHeight(subtitle);
  // The optical centre lies a little above the measured one.
  const top = (height - block) / 2 - height * 0.012;
  const subtitleTop = top + inkedHeight(title) + gap + rule;
  const ruleY = top + inkedHeight(title) + gap;

  const veil =
    look.behind === undefined
      ? ''
      : `<rect width="${width}" height="${height}" fill="${ground}" fill-opacity="0.62"/>`;
  const ruleMark =
    rule === 0
      ? ''
      : `<path d="M${width / 2 - 34 * unit} ${ruleY - 6 * unit}h${68 * unit}" stroke="${VERMILION}" stroke-width="${5 * unit}" stroke-linecap="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="none">
${veil}
<rect x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${height - 2 * margin}" stroke="${pen}" stroke-width="${hairline}"/>
<path transform="translate(${(width - title.width) / 2} ${top})" d="${title.path}" fill="${pen}"/>
${ruleMark}
<path transform="translate(${(width - subtitle.width) / 2} ${subtitleTop})" d="${subtitle.path}" fill="${pen}" fill-opacity="0.78"/>
</svg>`;
}

/**
 * The largest setting, from the asked size down, that fits the room. A somewhat smaller one is taken
 * where it keeps a line from ending on an article.
 */
function fitText(request: TextRequest, room: Size): TextLayout {
  let size = request.size;
  for (;;) {
    const layout = layOutText({ ...request, size, maxWidth: room.width });
    const fits = layout.width <= room.width && layout.height <= room.height;
    const hanging = layout.lines
      .slice(0, -1)
      .some((line) => leans(line.text.slice(line.text.lastIndexOf(' ') + 1)));
    if (size < 8 || (fits && (!hanging || size < request.size * 0.7))) return layout;
    size *= 0.94;
  }
}
