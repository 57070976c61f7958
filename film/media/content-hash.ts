/**
 * The SHA-256 of some bytes as 64 lower-case hexadecimal digits. Everything that is kept, art and
 * made things alike, is named by it, so the same content is stored once and nothing goes stale.
 */
export type ContentHash = string & { readonly __content: unique symbol };

/** Takes 64 lowercase hexadecimal digits for a hash; a TypeError for anything else. */
export function contentHash(hex: string): ContentHash {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new TypeError(`Not a SHA-256 in hexadecimal: ${hex}`);
  return hex as ContentHash;
}

/** Hashes bytes; passed in, because `film` has no Node and no browser of its own. */
export type Hasher = (bytes: Uint8Array | string) => ContentHash;
