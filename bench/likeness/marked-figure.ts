import { headOf, type Sighting } from '@inkreel/film/cast/sighting.ts';
import { oklabOf } from '@inkreel/film/media/oklab.ts';
import type { Box } from '@inkreel/film/space/box.ts';

/** Where the parts of a figure are that are altered on purpose: 1 for a pixel of the part. */
export interface MarkedFigure extends Sighting {
  readonly face: Box;
  readonly hair: Uint8Array;
  readonly clothing: Uint8Array;
}

/** Hues this near to one another are one colour, degrees. */
const NEAR = 32;
/** Less colour than this has no hue. */
const LEAST_CHROMA = 0.025;

/** Hair as `marks.json` has it: its hue in Oklab in degrees, and what bounds it in pixels. */
export interface HairMark {
  readonly hue: number;
  readonly beard?: boolean;
  readonly top?: number;
  readonly bottom?: number;
  readonly right?: number;
}

/**
 * Marks the parts by rule: hair is what in the head has the named hue and lies outside the face and the neck;
 * clothing is what lies below the chin and is not as the skin of the face is.
 */
export function markFigure(
  sighting: Sighting & { readonly face: Box },
  mark?: HairMark,
): MarkedFigure {
  const { picture, face, box } = sighting;
  const { width, height, data } = picture;
  const hair = new Uint8Array(width * height);
  const clothing = new Uint8Array(width * height);
  const head = headOf(sighting);
  const skin = skinOf(sighting);
  const [cx, cy] = [face.x + face.width / 2, face.y + face.height * 0.52];
  const chin = face.y + face.height * 1.08;
  for (let i = 0; i < width * height; i++) {
    if (data[i * 4 + 3]! < 200) continue;
    const x = i % width;
    const y = (i - x) / width;
    const { l, a, b } = oklabOf(data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!);
    const chroma = Math.hypot(a, b);
    const oval = ((x - cx) / (0.42 * face.width)) ** 2 + ((y - cy) / (0.5 * face.height)) ** 2;
    const isNeck = !mark?.beard && y > chin && Math.abs(x - cx) < 0.5 * face.width;
    const isBound =
      y >= (mark?.top ?? 0) && y < (mark?.bottom ?? height) && x < (mark?.right ?? width);
    if (mark && oval > 1 && chroma > LEAST_CHROMA && !isNeck && isBound) {
      const isNear = apart((Math.atan2(b, a) * 180) / Math.PI, mark.hue) < NEAR;
      const isIn =
        x >= head.x && y >= head.y && x < head.x + head.width && y < head.y + head.height;
      const isSkin = oval < 1.7 && Math.hypot(a - skin.a, b - skin.b) < 0.025 && l > skin.l - 0.12;
      if (isIn && isNear && !isSkin) hair[i] = 1;
    }
    const isSkin = Math.hypot(a - skin.a, b - skin.b) < 0.03 && Math.abs(l - skin.l) < 0.2;
    if (y > chin && y < box.y + box.height && !isSkin) clothing[i] = 1;
  }
  return { ...sighting, hair, clothing };
}

/** The middle colour of the middle of the face. */
function skinOf({ picture, face }: Sighting & { readonly face: Box }) {
  const tones: { l: number; a: number; b: number }[] = [];
  for (let y = Math.round(face.y + 0.35 * face.height); y < face.y + 0.75 * face.height; y++) {
    for (let x = Math.round(face.x + 0.3 * face.width); x < face.x + 0.7 * face.width; x++) {
      const o = (y * picture.width + x) * 4;
      if (o < 0 || x >= picture.width || o >= picture.data.length || picture.data[o + 3]! < 200)
        continue;
      tones.push(oklabOf(picture.data[o]!, picture.data[o + 1]!, picture.data[o + 2]!));
    }
  }
  const middle = (of: (tone: (typeof tones)[number]) => number) =>
    tones.map(of).sort((p, q) => p - q)[tones.length >> 1] ?? 0.5;
  return { l: middle(({ l }) => l), a: middle(({ a }) => a), b: middle(({ b }) => b) };
}

/** Degrees between two hues, 0 to 180. */
export function apart(a: number, b: number): number {
  const far = Math.abs(a - b) % 360;
  return far > 180 ? 360 - far : far;
}
