import type { Laid } from './lay-over.ts';
import { percentileOf } from './percentile.ts';
import { headOf, type Sighting } from './sighting.ts';

/** The parts of a figure whose colours are compared. */
export type Region = 'hair' | 'skin' | 'clothing';

/** As near to the face's own colour, in Oklab, is skin. */
const SKIN_COLOUR = 0.03;
const SKIN_LIGHT = 0.2;

/**
 * Which region each pixel of a reference belongs to, as it was laid: skin is the face and what has its colour; hair
 * is the rest of the head, so that a hat or a helmet counts as hair; clothing is what is left. Where no face is
 * seen there is no skin, and the upper part stands for the head.
 */
export function regionsOf(sighting: Sighting, laid: Laid): readonly (Region | undefined)[] {
  const { face } = sighting;
  const { reference, width, part, grain } = laid;
  const head = headOf(sighting);
  const place = (i: number) => {
    const x = i % width;
    return [part.x + x * grain, part.y + ((i - x) / width) * grain] as const;
  };
  const inFace = (x: number, y: number): boolean =>
    face !== undefined &&
    ((x - face.x - face.width / 2) / (0.42 * face.width)) ** 2 +
      ((y - face.y - 0.52 * face.height) / (0.5 * face.height)) ** 2 <
      1;
  const middle: number[] = [];
  for (let i = 0; i < reference.is.length; i++) {
    if (reference.is[i] && face && inFace(...place(i))) middle.push(i);
  }
  const toneOf = (plane: Float32Array) =>
    percentileOf(
      middle.map((i) => plane[i]!),
      0.5,
    );
  const skin =
    middle.length > 0
      ? { l: toneOf(reference.l), a: toneOf(reference.a), b: toneOf(reference.b) }
      : undefined;
  return Array.from(reference.is, (is, i) => {
    if (!is) return undefined;
    const [x, y] = place(i);
    if (inFace(x, y)) return 'skin';
    const isSkin =
      skin !== undefined &&
      Math.hypot(reference.a[i]! - skin.a, reference.b[i]! - skin.b) < SKIN_COLOUR &&
      Math.abs(reference.l[i]! - skin.l) < SKIN_LIGHT;
    const inHead =
      x >= head.x && y >= head.y && x < head.x + head.width && y < head.y + head.height;
    if (isSkin && !inHead) return 'skin';
    return inHead ? 'hair' : 'clothing';
  });
}
