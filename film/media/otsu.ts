/**
 * Where counts of levels part best into two kinds: the highest level of the lower kind (Otsu 1979).
 * The middle of the scale where all are of one level.
 *
 * @param counts how often each level occurs, from level 0 upwards.
 */
export function otsuLevel(counts: ArrayLike<number>): number {
  let all = 0;
  let sum = 0;
  for (let level = 0; level < counts.length; level++) {
    all += counts[level]!;
    sum += level * counts[level]!;
  }
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let cut = (counts.length - 1) >> 1;
  for (let level = 0; level < counts.length - 1; level++) {
    below += counts[level]!;
    sumBelow += level * counts[level]!;
    const above = all - below;
    if (below === 0 || above === 0) continue;
    const apart = sumBelow / below - (sum - sumBelow) / above;
    const spread = below * above * apart * apart;
    if (spread <= best) continue;
    best = spread;
    cut = level;
  }
  return cut;
}
