import type { Size } from '@inkreel/film/space/size.ts';

/** Bytes of the header, by the Photoshop file format specification. */
const HEADER = 26;

/** The size a PSD or PSB says it has; undefined where even the header is cut short. */
export function sizeOfPsd(bytes: Uint8Array): Size | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint32(18), height: view.getUint32(14) };
}

/**
 * Whether every section of a PSD or PSB is there to its last byte. Parsers read on past the end of one
 * that is cut short and call the rest transparent.
 */
export function isWholePsd(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  try {
    const isLarge = view.getUint16(4) === 2;
    const rows = view.getUint16(12) * view.getUint32(14);
    const rowBytes = Math.ceil((view.getUint32(18) * view.getUint16(22)) / 8);
    let at = HEADER;
    // Colour mode and resources have four bytes of length, layers eight in a PSB.
    at += 4 + view.getUint32(at);
    at += 4 + view.getUint32(at);
    at += isLarge ? 8 + Number(view.getBigUint64(at)) : 4 + view.getUint32(at);
    const compression = view.getUint16(at);
    at += 2;
    if (compression === 0) return at + rows * rowBytes <= bytes.length;
    if (compression !== 1) return at < bytes.length;
    const lengthBytes = isLarge ? 4 : 2;
    let packed = 0;
    for (let row = 0; row < rows; row++) {
      const length = at + row * lengthBytes;
      packed += isLarge ? view.getUint32(length) : view.getUint16(length);
    }
    return at + rows * lengthBytes + packed <= bytes.length;
  } catch {
    return false;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
