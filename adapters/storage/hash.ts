import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ContentHash, contentHash } from '@inkreel/film/media/content-hash.ts';

/** The SHA-256 of bytes or of text as UTF-8. */
export function hashOf(bytes: Uint8Array | string): ContentHash {
  return contentHash(createHash('sha256').update(bytes).digest('hex'));
}

/** Bytes read at a time: art has megabytes, and every piece passes through the event loop. */
const PIECE = 1 << 20;

/** The SHA-256 of a file, streamed. */
export async function hashOfFile(path: string): Promise<ContentHash> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: PIECE }), hash);
  return contentHash(hash.digest('hex'));
}
