import type { Box } from '@inkreel/film/space/box.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp from 'sharp';
import { layOutText } from '../lettering/lay-out-text.ts';

const PAPER = '#FAF7F1';
const INK = '#17161A';
const PENCIL = '#6A665F';
const VERMILION = '#E5432D';

const WIDTH = 1600;
const MARGIN = 40;
const GAP = 14;
/** Heights of pictures: of a model sheet, and of where somebody is seen. */
const REFERENCE = 220;
const SEEN = 110;
const TITLE = 34;
const NOTE = 20;

/** One of the cast on a sheet. */
export interface SheetMember {
  readonly title: string;
  /** `prop, 4 shots, 2 lines`. */
  readonly note: string;
  /** PNG or JPEG, best first. */
  readonly references: readonly Uint8Array[];
  /** Where it is seen, numbered from 1. */
  readonly seen: readonly Uint8Array[];
}

/** Draws who is in a film: each with its model sheet, and small and numbered below where it is seen. */
export async function drawCastSheet(
  members: readonly SheetMember[],
  heading: string,
): Promise<Uint8Array> {
  const pictures: { readonly input: Buffer; readonly left: number; readonly top: number }[] = [];
  const drawn: string[] = [];
  const write = (text: string, x: number, y: number, size: number, colour: string) => {
    const font = size >= TITLE ? 'bangers' : 'comic-neue';
    const set = layOutText({ text, font, size });
    const scale = Math.min(1, (WIDTH - MARGIN - x) / set.width);
    drawn.push(
      `<path transform="translate(${x},${y}) scale(${scale})" d="${set.path}" fill="${colour}"/>`,
    );
  };
  let y = MARGIN;
  write(heading, MARGIN, y, 1.3 * TITLE, INK);
  y += 2 * TITLE;
  for (const { title, note, references, seen } of members) {
    drawn.push(`<path d="M${MARGIN} ${y}H${WIDTH - MARGIN}" stroke="${INK}" stroke-width="1"/>`);
    y += GAP;
    write(title, MARGIN, y, TITLE, INK);
    y += TITLE + 4;
    write(note, MARGIN, y, NOTE, PENCIL);
    y += NOTE + GAP;
    for (const [height, shown] of [
      [REFERENCE, references],
      [SEEN, seen],
    ] as const) {
      const row = await inRows(shown, height, y);
      for (const [i, { box, picture }] of row.placed.entries()) {
        const input = await sharp(picture)
          .resize(box.width, box.height, { fit: 'fill' })
          .png({ compressionLevel: 1 })
          .toBuffer();
        pictures.push({ input, left: box.x, top: box.y });
        if (height === SEEN) write(String(i + 1), box.x + 3, box.y + box.height + 4, 18, VERMILION);
      }
      y = row.bottom;
    }
    y += GAP;
  }
  const height = y + MARGIN;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">${drawn.join('')}</svg>`;
  const png = await sharp({
    create: { width: WIDTH, height, channels: 3, background: PAPER },
    limitInputPixels: false,
  })
    .composite([...pictures, { input: Buffer.from(svg), left: 0, top: 0 }])
    .png({ compressionLevel: 6 })
    .toBuffer();
  return new Uint8Array(png.buffer, png.byteOffset, png.length);
}

/** Pictures of one height from the left, in as many rows as they need, with room for a number below. */
async function inRows(pictures: readonly Uint8Array[], height: number, top: number) {
  const placed: { readonly box: Box; readonly picture: Uint8Array }[] = [];
  let x = MARGIN;
  let y = top;
  for (const picture of pictures) {
    const size: Size = await sharp(picture).metadata();
    const scale = Math.min(height / size.height, (2.2 * height) / size.width);
    const width = Math.max(1, Math.round(size.width * scale));
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN;
      y += height + 30;
    }
    const shown = Math.max(1, Math.round(size.height * scale));
    placed.push({ box: { x, y, width, height: shown }, picture });
    x += width + GAP;
  }
  return { placed, bottom: pictures.length === 0 ? top : y + height + 30 };
}
