import { writeFileSync } from 'node:fs';
import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { framedPng } from '@inkreel/adapters/codecs/made-files.ts';

/** Small art for the journeys, drawn and packed here byte by byte; good and bad. */

type Colour = readonly [red: number, green: number, blue: number];

interface Rectangle {
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly colour: Colour;
}

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [20, 20, 24];

/** A PNG of rectangles over a ground, one over the other. */
export function drawPng(
  width: number,
  height: number,
  rectangles: readonly Rectangle[],
  ground: Colour = WHITE,
): Buffer {
  const row = 1 + width * 3;
  const rows = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.set(ground, y * row + 1 + x * 3);
  }
  for (const { box, colour } of rectangles) {
    const [left, top, wide, high] = box;
    for (let y = Math.max(0, top); y < Math.min(height, top + high); y++) {
      for (let x = Math.max(0, left); x < Math.min(width, left + wide); x++) {
        rows.set(colour, y * row + 1 + x * 3);
      }
    }
  }
  return pngOf(width, height, deflateSync(rows));
}

function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return framedPng(header, pixels);
}

/** A picture of 320x180 with something in it; `shade` makes each its own. */
export function picturePng(shade = 0): Buffer {
  return drawPng(
    320,
    180,
    [
      { box: [0, 120, 320, 60], colour: [60, 110 + shade, 60] },
      { box: [130, 50, 50, 90], colour: [200, 70, 40 + shade] },
      { box: [142, 26, 26, 26], colour: [240, 200, 170] },
    ],
    [150, 190, 220 - shade],
  );
}

/** The panels of `pagePng`, left to right and down. */
export const PAGE_PANELS = [
  [20, 20, 270, 250],
  [310, 20, 270, 250],
  [20, 290, 560, 250],
  [20, 560, 270, 220],
  [310, 560, 270, 220],
] as const;

/** A comic page of 600x800 with five framed panels. */
export function pagePng(): Buffer {
  const rectangles = PAGE_PANELS.flatMap(([x, y, width, height], i): Rectangle[] => [
    { box: [x, y, width, height], colour: BLACK },
    { box: [x + 3, y + 3, width - 6, height - 6], colour: [120 + i * 20, 180 - i * 15, 200] },
    { box: [x + 3, y + height - 70, width - 6, 67], colour: [90, 130, 70 + i * 10] },
    { box: [x + width / 2 - 30, y + height - 160, 60, 130], colour: [180, 60 + i * 15, 50] },
  ]);
  return drawPng(600, 800, rectangles);
}

/** What claims to be 60000x60000 in a few hundred bytes. */
export function vastPng(): Buffer {
  return pngOf(60_000, 60_000, deflateSync(Buffer.alloc(1000)));
}

interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** The deflated bytes, where they are to tell another story than `content`. */
  readonly packed?: Buffer;
}

/** A CBZ whose entry says it is small and inflates to two gigabytes. */
export function bombZip(): Buffer {
  const zeros = deflateRawSync(Buffer.alloc(1 << 20), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([...Array(2048).fill(zeros), deflateRawSync(Buffer.alloc(0))]);
  return zipOf([{ name: 'page.png', content: picturePng(), packed }]);
}

/** A ZIP of entries as they are named, however unsafely. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, packed: given } of entries) {
    const packed = given ?? deflateRawSync(content, { level: 9 });
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, label, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const made = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, common, place, label]),
    );
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

/** A PDF from its objects, with a true table of where they are. */
export function pdfOf(objects: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

export function pagelessPdf(): Buffer {
  return pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
}

export function encryptedPdf(): Buffer {
  const secret = '00'.repeat(32);
  return pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
      `<< /Filter /Standard /V 1 /R 2 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> /P -4 >>`,
    ],
    `/Encrypt 4 0 R /ID [<${secret.slice(0, 32)}> <${secret.slice(0, 32)}>]`,
  );
}

export function write(path: string, content: Buffer | string): string {
  writeFileSync(path, content);
  return path;
}
