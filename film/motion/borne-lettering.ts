import { distanceTo } from '../media/distance.ts';
import { emptyPlane, type Plane } from '../media/raster.ts';
import type { Size } from '../space/size.ts';
import type { LetteredPatch } from './lettered-patch.ts';

/** Lettering nearer to a figure than this share of the picture's longer side moves with it. */
const NEAR_LETTERING = 0.03;

/** Where lettering lies; undefined where there is none. */
export function coveredBy(
  picture: Size,
  patches: readonly LetteredPatch[],
): Uint8Array | undefined {
  if (patches.length === 0) return undefined;
  const covered = new Uint8Array(picture.width * picture.height);
  for (const { mask } of patches)
    for (let i = 0; i < mask.length; i++) if (mask[i]) covered[i] = 255;
  return covered;
}

/**
 * A balloon over a figure, or so near that parallax would bring the two together, moves with the
 * figure: else the figure would slide out under it, or over what is to be read.
 *
 * @returns for each patch the matte that has taken it along; undefined where none has.
 */
export function takeAlong(
  patches: readonly LetteredPatch[],
  mattes: readonly Plane[],
): readonly (number | undefined)[] {
  if (patches.length === 0) return [];
  const fields = mattes.map((matte) => distanceTo(matte, (i) => matte.data[i]! > 127).distance);
  return patches.map((patch) => {
    let by: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [k, field] of fields.entries()) {
      for (let i = 0; i < field.length; i++) {
        if (patch.mask[i] && field[i]! < least) {
          least = field[i]!;
          by = k;
        }
      }
    }
    const holder = by === undefined ? undefined : mattes[by];
    if (!holder || least > NEAR_LETTERING * Math.max(holder.width, holder.height)) return undefined;
    for (let i = 0; i < holder.data.length; i++) if (patch.mask[i]) holder.data[i] = 255;
    return by;
  });
}

/** Where the patches lie that a matte has taken along: not 0; undefined where it has taken none. */
export function loadOf(
  patches: readonly LetteredPatch[],
  bearing: readonly (number | undefined)[],
  by: number,
  size: Size,
): Plane | undefined {
  const own = patches.filter((_, k) => bearing[k] === by);
  if (own.length === 0) return undefined;
  const load = emptyPlane(size.width, size.height);
  for (const { mask } of own) for (let i = 0; i < mask.length; i++) if (mask[i]) load.data[i] = 255;
  return load;
}
