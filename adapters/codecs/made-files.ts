import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** Files for tests, made byte by byte so that they can be wrong in chosen ways. */

/** A PNG of one colour; `claimed` lies about its size. */
export function makePng(
  width: number,
  height: number,
  rgba: readonly [number, number, number, number],
  claimed: readonly [number, number] = [width, height],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed[0], 0);
  header.writeUInt32BE(claimed[1], 4);
  header.set([8, 6, 0, 0, 0], 8);
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, () => Buffer.from(rgba)),
  ]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return framedPng(header, deflateSync(rows));
}

/** A PNG of a header chunk and packed rows, framed with their checksums. */
export function framedPng(header: Buffer, pixels: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

export interface MadeEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** What the headers say the content inflates to, where they lie. */
  readonly claims?: number;
  readonly encrypted?: boolean;
}

/** A zip with each entry deflated. */
export function makeZip(entries: readonly MadeEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims, encrypted } of entries) {
    const packed = deflateRawSync(content);
    const called = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? content.length, 18);
    common.writeUInt16LE(called.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, called, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, called]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A page of a made PDF: red all over, or one JPEG all over. Size in points. */
export interface MadePage {
  readonly width: number;
  readonly height: number;
  readonly jpeg?: { readonly bytes: Uint8Array; readonly width: number; readonly height: number };
}

/** A PDF; `encrypted` gives it a password nobody knows. */
export function makePdf(pages: readonly MadePage[], encrypted = false): Buffer {
  const objects: Buffer[] = [Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'), Buffer.alloc(0)];
  const kids: string[] = [];
  for (const { width, height, jpeg } of pages) {
    const first = objects.length + 1;
    kids.push(`${first} 0 R`);
    const resources = jpeg ? `/XObject << /Im ${first + 2} 0 R >>` : '';
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${first + 1} 0 R /Resources << ${resources} >> >>`,
      ),
      stream(
        '',
        Buffer.from(
          jpeg
            ? `q ${width} 0 0 ${height} 0 0 cm /Im Do Q`
            : `1 0 0 rg 0 0 ${width} ${height} re f 0 0 1 rg 0 0 1 1 re f`,
        ),
      ),
    );
    if (!jpeg) continue;
    const kind = `/Type /XObject /Subtype /Image /Width ${jpeg.width} /Height ${jpeg.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`;
    objects.push(stream(kind, Buffer.from(jpeg.bytes)));
  }
  objects[1] = Buffer.from(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`);
  const secret = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -4 >> /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>]`;
  let body = Buffer.from('%PDF-1.4\n');
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body = Buffer.concat([
      body,
      Buffer.from(`${i + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${encrypted ? secret : ''} >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(tail)]);
}

function stream(kind: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${kind} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}
