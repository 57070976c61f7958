import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all of some bytes. A disk that is nearly full takes a part of them without a word: only what is
 * asked for after that is refused.
 *
 * @param at where in the file; where it was written last, if missing
 * @throws what the disk throws
 */
export async function writeAll(file: FileHandle, bytes: Uint8Array, at?: number): Promise<void> {
  for (let from = 0; from < bytes.length; ) {
    const place = at === undefined ? null : at + from;
    const { bytesWritten } = await file.write(bytes, from, bytes.length - from, place);
    from += bytesWritten;
  }
}
