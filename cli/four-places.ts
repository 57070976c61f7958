/** A share as it is told to scripts: more places would be noise. */
export function toFourPlaces(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
