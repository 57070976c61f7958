// AssemblyScript. What the painter calls. Nothing here allocates: memory is laid out from outside.
export { mixByWeights, mixEvenly, mixToValue } from './blend';
export { convertChroma, convertLuma, mapCoverage } from './convert';
export { turnPlane } from './page-turn';
export { paintFrame } from './paint';
export { paintParticles } from './particles';

/** The first byte that is free for the painter's own use. */
export function freeFrom(): usize {
  return __heap_base;
}
