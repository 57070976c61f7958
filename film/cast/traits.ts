import { cropRaster } from '../media/crop-raster.ts';
import { oklabOf } from '../media/oklab.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, boxOf } from '../space/box.ts';
import { colourSpread, sharedColour } from './colour-spread.ts';
import type { IdentityNetwork } from './identity.ts';
import { IDENTITY_MIDDLES, type IdentityMiddles } from './identity-middles.ts';
import { kindOf } from './likeness-kind.ts';
import { figureAt, headOf, type Sighting } from './sighting.ts';

/** What makes a figure recognisable in one picture, as numbers: all that is compared without the pixels. */
export interface Traits {
  /** Name and version of the network, with `@` between; vectors of two networks are not compared. */
  readonly network: string;
  /**
   * Vectors of length 1, each of a look and the same in a mirror together: the whole figure, its upper part and its
   * lower part, and then these three without colour.
   */
  readonly identity: readonly Float32Array[];
  /** Shares that sum to 1; see `colourSpread`. */
  readonly colour: {
    readonly whole: Float32Array;
    readonly head: Float32Array;
    readonly lower: Float32Array;
  };
  /** Mean distance from grey, in Oklab: near 0 for ink on paper. */
  readonly chroma: number;
}

/** How much of the figure's height its upper and its lower part have. */
const UPPER = 0.55;
const LOWER = 0.6;
/** How much colours count beside what the network sees. */
const COLOUR = 0.3;

/** Takes the traits of a figure in a picture. */
export async function traitsOf(sighting: Sighting, network: IdentityNetwork): Promise<Traits> {
  const figure = cutFigure(sighting);
  const pictures = [figure, greyed(figure)];
  const { width, height } = figure;
  const upper = { x: 0, y: 0, width, height: UPPER * height };
  const lower = { x: 0, y: (1 - LOWER) * height, width, height: LOWER * height };
  const identity: Float32Array[] = [];
  for (const picture of pictures) {
    const mirror = mirrored(picture);
    for (const box of [boxOf(picture), upper, lower]) {
      identity.push(
        together(
          await network.look(picture, undefined, box),
          await network.look(mirror, undefined, box),
        ),
      );
    }
  }
  const low: Box = {
    ...sighting.box,
    y: sighting.box.y + (1 - LOWER) * sighting.box.height,
    height: LOWER * sighting.box.height,
  };
  return {
    network: `${network.name}@${network.version}`,
    identity,
    colour: {
      whole: colourSpread(sighting, sighting.box),
      head: colourSpread(sighting, headOf(sighting)),
      lower: colourSpread(sighting, low),
    },
    chroma: chromaOf(sighting),
  };
}

/**
 * How alike two figures are by their traits alone, about 0 for strangers and above 1 for the same drawing; the same
 * either way round. What the network sees in any figure is taken off first, so that what is left is theirs. For
 * grouping: what is the same character is a question for a calibrated likeness.
 */
export function likenessOf(
  a: Traits,
  b: Traits,
  middles: IdentityMiddles = IDENTITY_MIDDLES[kindOf(a, b)],
): number {
  if (a.network !== b.network) {
    throw new RangeError(`Traits of ${a.network} and ${b.network} are not compared.`);
  }
  const known = middles.network === a.network ? middles.vectors : [];
  const looks = a.identity.map((vector, k) => cosineFrom(vector, b.identity[k]!, known[k]));
  const identity = looks.reduce((sum, cosine) => sum + cosine, 0) / looks.length;
  if (kindOf(a, b) === 'ink') return identity * (1 + COLOUR);
  const parts = ['whole', 'head', 'lower'] as const;
  const colour = parts.reduce(
    (sum, part) => sum + sharedColour(a.colour[part], b.colour[part]) / parts.length,
    0,
  );
  return identity + COLOUR * colour;
}

/** The cosine of two vectors as seen from a middle. */
function cosineFrom(a: Float32Array, b: Float32Array, middle?: Float32Array): number {
  let both = 0;
  let ofA = 0;
  let ofB = 0;
  for (let k = 0; k < a.length; k++) {
    const m = middle ? middle[k]! : 0;
    const p = a[k]! - m;
    const q = b[k]! - m;
    both += p * q;
    ofA += p * p;
    ofB += q * q;
  }
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : 0;
}

/** The figure alone, clear around it. */
function cutFigure(sighting: Sighting): Raster {
  const { picture, box } = sighting;
  const data = picture.data.slice();
  for (let i = 0; i < picture.width * picture.height; i++) data[i * 4 + 3] = figureAt(sighting, i);
  return cropRaster({ ...picture, data }, box);
}

function greyed({ width, height, data }: Raster): Raster {
  const grey = data.slice();
  for (let o = 0; o < grey.length; o += 4) {
    const light = Math.round(0.299 * grey[o]! + 0.587 * grey[o + 1]! + 0.114 * grey[o + 2]!);
    grey.fill(light, o, o + 3);
  }
  return { width, height, data: grey };
}

function mirrored({ width, height, data }: Raster): Raster {
  const mirror = new Uint8Array(data.length);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    mirror.set(data.subarray(i * 4, i * 4 + 4), (i - x + width - 1 - x) * 4);
  }
  return { width, height, data: mirror };
}

function together(a: Float32Array, b: Float32Array): Float32Array {
  const sum = a.map((value, k) => value + b[k]!);
  const length = Math.sqrt(sum.reduce((square, value) => square + value * value, 0));
  return length > 0 ? sum.map((value) => value / length) : sum;
}

/** Mean distance of a figure's colours from grey, in Oklab. */
export function chromaOf(sighting: Sighting): number {
  const { picture, box } = sighting;
  const right = Math.min(picture.width, box.x + box.width);
  const bottom = Math.min(picture.height, box.y + box.height);
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y++) {
    for (let x = Math.max(0, Math.floor(box.x)); x < right; x++) {
      const i = y * picture.width + x;
      if (figureAt(sighting, i) < 128) continue;
      const [r, g, b] = picture.data.subarray(i * 4, i * 4 + 3);
      const colour = oklabOf(r!, g!, b!);
      sum += Math.hypot(colour.a, colour.b);
      count++;
    }
  }
  return count > 0 ? sum / count : 0;
}
