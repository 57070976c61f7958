import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import type { Page } from '@inkreel/film/comic/page.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { type Box, centreOf } from '@inkreel/film/space/box.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp from 'sharp';
import { layOutText } from '../lettering/lay-out-text.ts';
import { balloonDrawing, freePlace } from './balloon-overlay.ts';

/** How large the disc of a panel's number is: half its width in the drawing's units. */
const DISC = 17;
/** Where in a panel its number may stand, as parts of the room there is: the middle first, then around it. */
const PLACES = [
  [0.5, 0.5],
  [0.5, 0.25],
  [0.5, 0.75],
  [0.25, 0.5],
  [0.75, 0.5],
  [0.5, 1],
  [0.5, 0],
  [0, 1],
  [1, 1],
  [0, 0],
  [1, 0],
] as const;
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

/** In the panel's middle, or where in it no balloon stands: the words under a number could not be checked. */
function numberPlace(box: Box, balloons: readonly Balloon[], page: Size, unit: number): Box {
  const side = 2 * (DISC + 2) * unit;
  const places = PLACES.map(([u, v]) => ({
    x: box.x + u * Math.max(0, box.width - side),
    y: box.y + v * Math.max(0, box.height - side),
    width: side,
    height: side,
  }));
  return freePlace(
    places,
    balloons.map((balloon) => balloon.box),
    page,
  );
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
  const discs = panels.map(({ box }) => numberPlace(box, balloons, { width, height }, unit));
  const centres = discs.map(centreOf);
  const way = centres.map(({ x, y }) => `${x},${y}`).join(' ');
  const numbers = centres.map(({ x, y }, i) => {
    const text = layOutText({ text: String(i + 1), font: 'bangers', size: 22 * unit });
    const baseline = text.lines[0]?.baseline ?? 0;
    // Figures are about as tall as 0.7 of the size they are set in.
    const top = y - baseline + 22 * unit * 0.35;
    return `<circle cx="${x}" cy="${y}" r="${DISC * unit}" fill="#17161A" stroke="#FAF7F1" stroke-width="${0.8 * unit}"/><path transform="translate(${x - text.width / 2} ${top})" d="${text.path}" fill="#FAF7F1"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${shapes.join('\n')}
<polyline points="${way}" fill="none" stroke="#FAF7F1" stroke-opacity="0.6" stroke-width="${3.4 * unit}" stroke-dasharray="${8 * unit} ${5 * unit}"/>
<polyline points="${way}" fill="none" stroke="#17161A" stroke-opacity="0.75" stroke-width="${2 * unit}" stroke-dasharray="${8 * unit} ${5 * unit}"/>
${numbers.join('\n')}
${balloonDrawing(balloons, { width, height }, unit, discs)}
</svg>`;
}
