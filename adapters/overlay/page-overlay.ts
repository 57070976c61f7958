import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import type { Page } from '@inkreel/film/comic/page.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import sharp from 'sharp';
import { layOutText } from '../lettering/lay-out-text.ts';
import { balloonDrawing } from './balloon-overlay.ts';

/** Neighbours in the order never share one. */
const COLOURS = ['#E5432D', '#0E7C7B', '#D08A00', '#6A4C93'];

/**
 * Draws what was understood over a page: its panels, their numbers in reading order and the way between
 * them, and its balloons with their kinds, numbers, words and voices; PNG.
 */
export async function pageOverlay(
  raster: Raster,
  page: Page | undefined,
  balloons: readonly Balloon[] = [],
): Promise<Uint8Array> {
  const { width, height } = raster;
  const drawing = Buffer.from(overlayDrawing(width, height, page, balloons));
  const png = await sharp(raster.data, {
    raw: { width, height, channels: 4 },
    limitInputPixels: false,
  })
    .flatten({ background: '#FFFFFF' })
    .composite([{ input: drawing, top: 0, left: 0 }])
    .png({ compressionLevel: 6 })
    .toBuffer();
  return new Uint8Array(png);
}

function overlayDrawing(
  width: number,
  height: number,
  page: Page | undefined,
  balloons: readonly Balloon[],
): string {
  const unit = Math.max(1, Math.min(width, height) / 500);
  const panels = page?.panels ?? [];
  const shapes = panels.map(({ polygon }, i) => {
    const colour = COLOURS[i % COLOURS.length]!;
    const corners = polygon.map(({ x, y }) => `${x},${y}`).join(' ');
    return `<polygon points="${corners}" fill="${colour}" fill-opacity="0.16" stroke="${colour}" stroke-width="${2.5 * unit}"/>`;
  });
  const centres = panels.map(({ box }) => ({
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
  }));
  const way = centres.map(({ x, y }) => `${x},${y}`).join(' ');
  const numbers = centres.map(({ x, y }, i) => {
    const text = layOutText({ text: String(i + 1), font: 'bangers', size: 22 * unit });
    const baseline = text.lines[0]?.baseline ?? 0;
    // Figures are about as tall as 0.7 of the size they are set in.
    const top = y - baseline + 22 * unit * 0.35;
    return `<circle cx="${x}" cy="${y}" r="${17 * unit}" fill="#17161A"/><path transform="translate(${x - text.width / 2} ${top})" d="${text.path}" fill="#FAF7F1"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${shapes.join('\n')}
<polyline points="${way}" fill="none" stroke="#17161A" stroke-opacity="0.55" stroke-width="${2 * unit}" stroke-dasharray="${8 * unit} ${5 * unit}"/>
${numbers.join('\n')}
${balloonDrawing(balloons, { width, height }, unit)}
</svg>`;
}
