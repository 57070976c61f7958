import type { Codec } from './preset.ts';

export const CONTAINERS = ['mp4', 'webm'] as const;
export type Container = (typeof CONTAINERS)[number];

/** What each codec is delivered in, the usual one first. */
const CONTAINERS_OF: Record<Codec, readonly [Container, ...Container[]]> = {
  h264: ['mp4'],
  vp9: ['webm'],
  av1: ['webm', 'mp4'],
};

/** The containers a codec may live in, the usual one first. */
export function containersOf(codec: Codec): readonly [Container, ...Container[]] {
  return CONTAINERS_OF[codec];
}

/**
 * The container for a file: the one its name asks for where the codec may live in it, else undefined.
 * A name without an ending gets the codec's usual container.
 */
export function containerFor(codec: Codec, fileName: string): Container | undefined {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (ending === undefined) return CONTAINERS_OF[codec][0];
  return CONTAINERS_OF[codec].find((container) => container === ending);
}
