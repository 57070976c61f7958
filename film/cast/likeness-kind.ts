/** The kinds of art that likeness was calibrated on: in colour, and black and white. */
export const LIKENESS_KINDS = ['painted', 'ink'] as const;
export type LikenessKind = (typeof LIKENESS_KINDS)[number];

/** A mean distance from grey, in Oklab, of less than this is black and white. */
const LEAST_CHROMA = 0.012;

/** The kind of a comparison: where one of two figures has no colour, colours say nothing about them. */
export function kindOf(
  a: { readonly chroma: number },
  b: { readonly chroma: number },
): LikenessKind {
  return Math.min(a.chroma, b.chroma) < LEAST_CHROMA ? 'ink' : 'painted';
}
