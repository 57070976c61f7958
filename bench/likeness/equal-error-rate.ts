/**
 * Where as many true ones are refused as others are let in: the rate at the threshold at which the two shares are
 * nearest to one another, their mean there. 0 tells all apart.
 */
export function equalErrorRate(trues: readonly number[], others: readonly number[]): number {
  let best = { apart: Number.POSITIVE_INFINITY, rate: 1 };
  for (const at of [...trues, ...others].sort((a, b) => a - b)) {
    const refused = trues.filter((score) => score < at).length / Math.max(1, trues.length);
    const letIn = others.filter((score) => score >= at).length / Math.max(1, others.length);
    const apart = Math.abs(refused - letIn);
    if (apart < best.apart) best = { apart, rate: (refused + letIn) / 2 };
  }
  return best.rate;
}
