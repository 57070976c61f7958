/** What a file of art is inside, whatever its name says. */
export type ArtFormat = 'png' | 'jpeg' | 'webp' | 'avif' | 'gif' | 'tiff' | 'psd' | 'zip' | 'pdf';

/** As many of a file's first bytes as `formatOf` wants to see. */
export const FORMAT_BYTES = 1024;

/**
 * The format by the first bytes of a file; undefined where they are no art. Says nothing of whether
 * the rest is whole.
 */
export function formatOf(head: Uint8Array): ArtFormat | undefined {
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (textAt(head, 0, 'RIFF') && textAt(head, 8, 'WEBP')) return 'webp';
  if (textAt(head, 0, 'GIF87a') || textAt(head, 0, 'GIF89a')) return 'gif';
  if (startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a])) {
    return 'tiff';
  }
  if (textAt(head, 0, '8BPS')) return 'psd';
  // An archive begins with an entry, or with its end where it is empty.
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return 'zip';
  if (isAvif(head)) return 'avif';
  // Readers accept a PDF whose header stands anywhere in the first 1024 bytes.
  for (let at = 0; at + 5 <= Math.min(head.length, FORMAT_BYTES); at++) {
    if (textAt(head, at, '%PDF-')) return 'pdf';
  }
  return undefined;
}

/** Whether the bytes read as text, so that an error can say so. */
export function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  return head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}

/** An ISO media file whose brands, main or compatible, name AVIF. */
function isAvif(head: Uint8Array): boolean {
  if (!textAt(head, 4, 'ftyp')) return false;
  const length = ((head[0]! << 24) | (head[1]! << 16) | (head[2]! << 8) | head[3]!) >>> 0;
  for (let at = 8; at + 4 <= Math.min(length, head.length); at += 4) {
    if (at !== 12 && (textAt(head, at, 'avif') || textAt(head, at, 'avis'))) return true;
  }
  return false;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte);
}

function textAt(head: Uint8Array, at: number, text: string): boolean {
  if (head.length < at + text.length) return false;
  for (let i = 0; i < text.length; i++) if (head[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
