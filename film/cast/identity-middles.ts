import { IDENTITY_MIDDLE_TABLE } from './identity-middle-table.ts';
import type { LikenessKind } from './likeness-kind.ts';

/** What a network sees in any figure: the mean of its vectors over many characters, one for each look. */
export interface IdentityMiddles {
  /** As in the traits; of another network nothing is known. */
  readonly network: string;
  readonly vectors: readonly Float32Array[];
}

const { network, scale, painted, ink } = IDENTITY_MIDDLE_TABLE;

/** By kind of art. */
export const IDENTITY_MIDDLES: Readonly<Record<LikenessKind, IdentityMiddles>> = {
  painted: { network, vectors: painted.map(read) },
  ink: { network, vectors: ink.map(read) },
};

function read(line: string): Float32Array {
  return Float32Array.from(line.split(' '), (number) => Number(number) / scale);
}
