import {
  type BoardCell,
  boardTimecode,
  cellNote,
  heardIn,
} from '@inkreel/film/board/board-cell.ts';
import { centredIn, layOutSheet, type SheetCell } from '@inkreel/film/board/contact-sheet.ts';
import type { ShotId } from '@inkreel/film/board/shot.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import sharp from 'sharp';
import { layOutText, type TextLayout } from '../lettering/lay-out-text.ts';

const PAPER = '#FAF7F1';
const INK = '#17161A';
const PENCIL = '#6A665F';
const VERMILION = '#E5432D';

/** What a contact sheet shows besides its cells. */
export interface SheetHeading {
  readonly title: string;
  /** `24 shots, 01:12:00`. */
  readonly note: string;
}

/**
 * Draws a contact sheet as PNG: every shot's picture in its own shape with the camera's first view
 * dashed and its last one solid; name, framing, move, length and timecode under it, and what is said.
 *
 * @param thumbnails each shot's picture as a JPEG or PNG, any size, in the shape of its cell's `picture`;
 * a missing one is left as paper.
 */
export async function drawContactSheet(
  cells: readonly BoardCell[],
  thumbnails: ReadonlyMap<ShotId, Uint8Array>,
  heading: SheetHeading,
  options: { readonly width?: number; readonly columns?: number } = {},
): Promise<Uint8Array> {
  const width = options.width ?? 1800;
  const layout = layOutSheet(
    cells.map((cell) => cell.picture),
    {
      width,
      columns: options.columns ?? 4,
      wordsHeight: (index, room) => {
        const words = wordsOf(cells[index]!, width, room);
        return words.reduce((sum, { height }) => sum + height, 0) + (words.length > 0 ? 8 : 0);
      },
    },
  );
  const pictures: { readonly input: Buffer; readonly left: number; readonly top: number }[] = [];
  // One after the other: a board may have hundreds of shots, and decoded they are a hundred times larger.
  for (const place of layout.cells) {
    const cell = cells[place.index]!;
    const thumbnail = thumbnails.get(cell.shot.id);
    if (!thumbnail) continue;
    const box = whole(centredIn(place.picture, cell.picture));
    const input = await sharp(thumbnail)
      .resize(box.width, box.height, { fit: 'fill' })
      .png({ compressionLevel: 1 })
      .toBuffer();
    pictures.push({ input, left: box.x, top: box.y });
  }
  const drawn = layout.cells
    .map((place) => cellDrawing(place, cells[place.index]!, width))
    .join('');
  const { x, y, height } = layout.heading;
  const title = textAt(heading.title, 'bangers', height * 0.72, INK, x, y, width * 0.7);
  const note = layOutText({ text: heading.note, font: 'comic-neue', size: height * 0.3 });
  const noteAt = `translate(${width - x - note.width},${y + height * 0.3})`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${layout.size.height}">${title}<path transform="${noteAt}" d="${note.path}" fill="${PENCIL}"/><path d="M${x} ${y + height}H${width - x}" stroke="${INK}" stroke-width="1"/>${drawn}</svg>`;
  const png = await sharp({
    create: { width, height: layout.size.height, channels: 3, background: PAPER },
    limitInputPixels: false,
  })
    .composite([...pictures, { input: Buffer.from(svg), left: 0, top: 0 }])
    .png({ compressionLevel: 6 })
    .toBuffer();
  return new Uint8Array(png.buffer, png.byteOffset, png.length);
}

/** Panel border, camera views and caption of one shot, as SVG. */
function cellDrawing(place: SheetCell, cell: BoardCell, width: number): string {
  const box = centredIn(place.picture, cell.picture);
  const scale = box.width / cell.picture.width;
  const line = Math.max(1.5, width / 900);
  const border = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="none" stroke="${INK}" stroke-width="${line}"/>`;
  const moved = cell.views.length > 1 ? [cell.views[0]!, cell.views.at(-1)!] : cell.views;
  const views = moved.map((view, k) => {
    const {
      x,
      y,
      width: w,
      height: h,
    } = within(
      {
        x: box.x + view.x * scale,
        y: box.y + view.y * scale,
        width: view.width * scale,
        height: view.height * scale,
      },
      box,
    );
    const dash = k === 0 && moved.length > 1 ? ` stroke-dasharray="${line * 4} ${line * 3}"` : '';
    const rect = `x="${x}" y="${y}" width="${w}" height="${h}" fill="none"`;
    // A pale line under the red one keeps it visible on any art.
    return `<rect ${rect} stroke="${PAPER}" stroke-opacity="0.8" stroke-width="${line * 2.4}"/><rect ${rect} stroke="${VERMILION}" stroke-width="${line * 1.2}"${dash}/>`;
  });
  const { caption } = place;
  const size = caption.height * 0.36;
  let below = place.words.y;
  const words = wordsOf(cell, width, place.words.width).map((text) => {
    const at = below;
    below += text.height;
    return `<path transform="translate(${place.words.x},${at})" d="${text.path}" fill="${INK}"/>`;
  });
  const name = `${cell.shot.id}  ${boardTimecode(cell.start)}`;
  const top = caption.y + caption.height * 0.18;
  return [
    border,
    ...views,
    textAt(name, 'comic-neue', size, INK, caption.x, top, caption.width),
    textAt(cellNote(cell), 'comic-neue', size, PENCIL, caption.x, top + size * 1.35, caption.width),
    ...words,
  ].join('');
}

/** What is heard in a shot, each broken to a width, and how high it stands with the space after it. */
function wordsOf(
  { shot }: BoardCell,
  sheet: number,
  room: number,
): readonly (TextLayout & { readonly height: number })[] {
  const size = Math.round(sheet * 0.0088);
  return heardIn(shot).map((text) => {
    const set = layOutText({ text, font: 'comic-neue', size, maxWidth: room, leading: 1.2 });
    return { ...set, height: set.height + size * 0.45 };
  });
}

/** One line of text, made smaller where it would be too wide. */
function textAt(
  text: string,
  font: 'bangers' | 'comic-neue',
  size: number,
  fill: string,
  x: number,
  y: number,
  most: number,
): string {
  const set = layOutText({ text, font, size });
  const scale = set.width > most ? most / set.width : 1;
  return `<path transform="translate(${x},${y}) scale(${scale})" d="${set.path}" fill="${fill}"/>`;
}

/** A view that reaches beyond the art is drawn along the edge of it: neighbours are not crossed. */
function within(view: Box, box: Box): Box {
  const inset = 2;
  const x = Math.max(box.x + inset, view.x);
  const y = Math.max(box.y + inset, view.y);
  return {
    x,
    y,
    width: Math.max(1, Math.min(box.x + box.width - inset, view.x + view.width) - x),
    height: Math.max(1, Math.min(box.y + box.height - inset, view.y + view.height) - y),
  };
}

function whole({ x, y, width, height }: Box): Box {
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.round(height)),
  };
}
