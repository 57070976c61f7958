import type { Box } from '../space/box.ts';
import { colourSpread, sharedColour } from './colour-spread.ts';
import { drawnLines, mirroredLines } from './drawn-lines.ts';
import { cosineOf, type IdentityNetwork } from './identity.ts';
import { headOf, type Sighting } from './sighting.ts';

/** What makes a figure recognisable in one picture, as numbers: all that is compared without the pixels. */
export interface Traits {
  /** Name and version of the network, with `@` between; vectors of two networks are not compared. */
  readonly network: string;
  /** Vectors of length 1. */
  readonly identity: { readonly whole: Float32Array; readonly head: Float32Array };
  /** Shares that sum to 1; see `colourSpread`. */
  readonly colour: { readonly whole: Float32Array; readonly head: Float32Array };
  /** Vectors of length 1; see `drawnLines`. */
  readonly lines: { readonly whole: Float32Array; readonly head: Float32Array };
}

/** Takes the traits of a figure in a picture. */
export async function traitsOf(sighting: Sighting, network: IdentityNetwork): Promise<Traits> {
  const { picture, matte, box } = sighting;
  const head = headOf(sighting);
  const look = (part: Box) => network.look(picture, matte, part);
  return {
    network: `${network.name}@${network.version}`,
    identity: { whole: await look(box), head: await look(head) },
    colour: { whole: colourSpread(sighting, box), head: colourSpread(sighting, head) },
    lines: { whole: drawnLines(sighting, box), head: drawnLines(sighting, head) },
  };
}

/**
 * How alike two figures are by their traits alone, 0 to about 1; the same either way round. For grouping: what is
 * the same character is a question for a calibrated likeness.
 */
export function likenessOf(a: Traits, b: Traits): number {
  if (a.network !== b.network) {
    throw new RangeError(`Traits of ${a.network} and ${b.network} are not compared.`);
  }
  const identity = (part: 'whole' | 'head') =>
    Math.max(0, cosineOf(a.identity[part], b.identity[part]));
  const colour = (part: 'whole' | 'head') => sharedColour(a.colour[part], b.colour[part]);
  const lines = (part: 'whole' | 'head') =>
    Math.max(
      cosineOf(a.lines[part], b.lines[part]),
      cosineOf(a.lines[part], mirroredLines(b.lines[part])),
    );
  const mean = (of: (part: 'whole' | 'head') => number) => (of('whole') + of('head')) / 2;
  return 0.5 * mean(identity) + 0.35 * mean(colour) + 0.15 * mean(lines);
}
