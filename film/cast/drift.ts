import type { Box } from '../space/box.ts';
import { flowOf, type Moved, smoothedFlow } from './flow.ts';
import { type Laid, layOver } from './lay-over.ts';
import { percentileOf } from './percentile.ts';
import { type Region, regionsOf } from './regions.ts';
import type { Similarity } from './registration.ts';
import { headOf, type Sighting } from './sighting.ts';
import { turnedColours } from './turned-colour.ts';
import { fitWarp, type Went } from './warp-fit.ts';

/**
 * How far a candidate strays from the reference it is laid over. Each is missing where too little of it is drawn the
 * same in both: hidden, cut off, redrawn or blurred is not strayed.
 */
export interface Drift {
  /** How far the colours of a region turned, in Oklab: what nine in ten of its patches do not exceed. */
  readonly hair?: number;
  readonly skin?: number;
  readonly clothing?: number;
  /** How far the face is bent, as a share of its width; turned, moved or grown as a whole is not bent. */
  readonly face?: number;
  /** How much a part of the figure outgrew the others: 0.1 is a tenth wider, longer, or larger of head. */
  readonly proportions?: number;
}

/** What may stray, in the order in which it is told. */
export const DRIFTS = ['hair', 'skin', 'clothing', 'face', 'proportions'] as const;

/** Longer sides of what is looked at, pixels: all of the figure, and its face. */
const WHOLE = 256;
const FACE = 144;
/** How much around the face is looked at with it, as a share of its sides. */
const AROUND = 0.25;
/** Patches more alike than this are the same drawing; those of a face that is compared for shape more so. */
const SAME = 0.7;
const CLEARLY = 0.85;
/** A face is clear enough to be compared where half of its patches are as alike as this. */
const CLEAR = 0.9;
/** Patches are placed to this part of a pixel; a small face cannot be seen to bend by less. */
const UNSEEN = 0.25;
/** Fewer patches than this say nothing. */
const LEAST = 12;
/**
 * A figure that is wider by some share bends by about a sixth of that, in its own size, when growth as a whole is
 * taken off.
 */
const BEND_OF_GROWTH = 6;

/** Measures a candidate that was laid over a reference; nothing is told of what is not drawn the same in both. */
export function driftOf(reference: Sighting, candidate: Sighting, map: Similarity): Drift {
  const whole = layOver(reference, candidate, map, reference.box, WHOLE);
  const flow = flowOf(whole);
  const same = flow.filter(({ alike }) => alike > SAME);
  if (same.length < LEAST) return {};
  const regions = regionsOf(reference, whole);
  const turned = turnedColours(whole, flow, smoothedFlow(same));
  const colour = (region: Region): number | undefined =>
    percentile(
      turned.filter(({ index }) => regions[index] === region).map(({ far }) => far),
      0.9,
    );
  const { face } = reference;
  const near = face && grown(face);
  const laid = near && layOver(reference, candidate, map, near, FACE);
  const faceFlow = laid ? flowOf(laid) : [];
  const clear = faceFlow.filter(({ alike }) => alike > CLEARLY);
  const isClear =
    clear.length >= 2 * LEAST &&
    faceFlow.filter(({ alike }) => alike > CLEAR).length > faceFlow.length / 2;
  const coarse = Math.max(1, 1 / Math.hypot(map.a, map.b));
  const bent = laid && face && isClear ? bentFace(clear, laid, face, coarse) : undefined;
  const proportions = outgrown(reference, whole, same, isClear ? clear : []);
  return defined({
    hair: colour('hair'),
    skin: colour('skin'),
    clothing: colour('clothing'),
    face: bent,
    proportions,
  });
}

function defined(drift: { readonly [name in keyof Drift]: Drift[name] | undefined }): Drift {
  return Object.fromEntries(Object.entries(drift).filter(([, value]) => value !== undefined));
}

function grown({ x, y, width, height }: Box): Box {
  return {
    x: x - AROUND * width,
    y: y - AROUND * height,
    width: (1 + 2 * AROUND) * width,
    height: (1 + 2 * AROUND) * height,
  };
}

/**
 * What three quarters of the face's patches do not exceed, off from the nearest similarity; neighbours agree.
 *
 * @param coarse pixels of the reference in a pixel of whichever picture is the coarser
 */
function bentFace(
  clear: readonly Moved[],
  laid: Laid,
  face: Box,
  coarse: number,
): number | undefined {
  const rigid = fitWarp(clear.map(went), 'similarity');
  if (!rigid) return undefined;
  const width = face.width / laid.grain;
  const left = clear.map(({ x, y, dx, dy }) => {
    const [ex, ey] = rigid(x, y);
    return { x, y, dx: dx - ex, dy: dy - ey };
  });
  const reach = 0.13 * width;
  const inside = left.filter(
    ({ x, y }) =>
      ((x - laid.width / 2) / (0.55 * width)) ** 2 + ((y - laid.height / 2) / (0.6 * width)) ** 2 <
      1,
  );
  const offs = inside.map(({ x, y }) => {
    const near = left.filter((other) => Math.hypot(other.x - x, other.y - y) < reach);
    return Math.hypot(
      percentileOf(
        near.map(({ dx }) => dx),
        0.5,
      ),
      percentileOf(
        near.map(({ dy }) => dy),
        0.5,
      ),
    );
  });
  const off = percentile(offs, 0.75);
  if (off === undefined) return undefined;
  const unseen = (UNSEEN * coarse) / laid.grain;
  return Math.sqrt(Math.max(0, off * off - unseen * unseen)) / width;
}

/** The larger of two: how far all of it bends, and how much more or less the head grew than the body. */
function outgrown(
  reference: Sighting,
  whole: Laid,
  same: readonly Moved[],
  ofFace: readonly Moved[],
): number | undefined {
  if (same.length < 4 * LEAST) return undefined;
  const bend = fitWarp(same.map(went), 'bend');
  const smooth = same.map(({ x, y }) => {
    const [dx, dy] = bend?.(x, y) ?? [0, 0];
    return { x, y, dx, dy, weight: 1 };
  });
  const rigid = bend && fitWarp(smooth, 'similarity');
  if (!rigid) return undefined;
  const square = smooth.reduce((sum, { x, y, dx, dy }) => {
    const [ex, ey] = rigid(x, y);
    return sum + (dx - ex) ** 2 + (dy - ey) ** 2;
  }, 0);
  const bending = (BEND_OF_GROWTH * Math.sqrt(square / smooth.length)) / WHOLE;
  const head = headOf(reference);
  const body = same.filter(({ x, y }) => {
    const px = whole.part.x + x * whole.grain;
    const py = whole.part.y + y * whole.grain;
    return px < head.x || py < head.y || px >= head.x + head.width || py >= head.y + head.height;
  });
  const [ofHead, ofBody] = [growth(ofFace), growth(body)];
  const apart = ofHead && ofBody ? Math.abs(Math.log(ofHead / ofBody)) : 0;
  return Math.max(bending, apart);
}

/** How many times larger the patches lie apart; undefined where there are too few to tell. */
function growth(patches: readonly Moved[]): number | undefined {
  if (patches.length < 2 * LEAST) return undefined;
  const warp = fitWarp(patches.map(went), 'similarity');
  return warp && 1 + (warp(100, 0)[0] - warp(0, 0)[0]) / 100;
}

function went({ x, y, dx, dy, alike }: Moved): Went {
  return { x, y, dx, dy, weight: alike ** 4 };
}

function percentile(values: readonly number[], share: number): number | undefined {
  return values.length < LEAST ? undefined : percentileOf(values, share);
}
