import { oklabOf } from '../media/oklab.ts';
import type { Raster } from '../media/raster.ts';
import { colourSpread } from './colour-spread.ts';
import type { IdentityNetwork } from './identity.ts';
import { headOf, type Sighting } from './sighting.ts';

/** How a figure looks in one place, for telling it from the others of a story. */
export interface FigureLook {
  /** The panel or picture it stands in: two in one place are two. */
  readonly place: string;
  /** Vectors of length 1: what a network sees in it, its colours, the colours of its head. */
  readonly views: readonly [Float32Array, Float32Array, Float32Array];
}

/** How much of a panel's own colour is taken for its light: all of it would make every hero grey on grey. */
const LIGHT = 0.4;

/**
 * Looks at a figure. Its colours are told without the light of its panel, so that night and sunset change a figure
 * less than another coat does.
 *
 * @param open which pixels of the picture are art, not 0; all where it is missing
 */
export async function lookAtFigure(
  sighting: Sighting,
  place: string,
  network: IdentityNetwork,
  open?: Uint8Array,
): Promise<FigureLook> {
  const light = lightOf(sighting.picture, open);
  const spread = (box: Sighting['box']) =>
    colourSpread(sighting, box, undefined, light).map(Math.sqrt);
  return {
    place,
    views: [
      await network.look(sighting.picture, sighting.matte, sighting.box),
      spread(sighting.box),
      spread(headOf(sighting)),
    ],
  };
}

function lightOf({ data }: Raster, open: Uint8Array | undefined): { a: number; b: number } {
  const step = Math.max(1, Math.floor(data.length / 4 / 20_000));
  let [sumA, sumB, count] = [0, 0, 0];
  for (let i = 0; i < data.length / 4; i += step) {
    if ((open && !open[i]) || data[i * 4 + 3]! < 128) continue;
    const { a, b } = oklabOf(data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!);
    sumA += a;
    sumB += b;
    count++;
  }
  if (count === 0) return { a: 0, b: 0 };
  return { a: (LIGHT * sumA) / count, b: (LIGHT * sumB) / count };
}
