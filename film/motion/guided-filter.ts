import { boxMean } from '../media/box-mean.ts';
import type { Size } from '../space/size.ts';

/**
 * Bends a soft plane to the edges of a colour picture (He, Sun and Tang 2013): in every small window
 * the answer is a straight-line function of the colour, so it changes only where the colour does.
 * @param guide R, G and B from 0 to 1, one field each
 * @param evenness how much colour may vary before it counts as an edge (variance, 0 to 1)
 */
export function guidedFilter(
  guide: readonly [Float32Array, Float32Array, Float32Array],
  plane: Float32Array,
  size: Size,
  radius: number,
  evenness: number,
): Float32Array {
  const count = size.width * size.height;
  const mean = (field: Float32Array): Float32Array => boxMean(field, size, radius);
  const times = (a: Float32Array, b: Float32Array): Float32Array => {
    const out = new Float32Array(count);
    for (let i = 0; i < count; i++) out[i] = a[i]! * b[i]!;
    return out;
  };
  const [r, g, b] = guide;
  const mr = mean(r);
  const mg = mean(g);
  const mb = mean(b);
  const mp = mean(plane);
  const rr = mean(times(r, r));
  const rg = mean(times(r, g));
  const rb = mean(times(r, b));
  const gg = mean(times(g, g));
  const gb = mean(times(g, b));
  const bb = mean(times(b, b));
  const rp = mean(times(r, plane));
  const gp = mean(times(g, plane));
  const bp = mean(times(b, plane));
  const ar = new Float32Array(count);
  const ag = new Float32Array(count);
  const ab = new Float32Array(count);
  const offset = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    // The window's 3x3 colour covariance, kept invertible by `evenness` on its diagonal.
    const srr = rr[i]! - mr[i]! * mr[i]! + evenness;
    const srg = rg[i]! - mr[i]! * mg[i]!;
    const srb = rb[i]! - mr[i]! * mb[i]!;
    const sgg = gg[i]! - mg[i]! * mg[i]! + evenness;
    const sgb = gb[i]! - mg[i]! * mb[i]!;
    const sbb = bb[i]! - mb[i]! * mb[i]! + evenness;
    const cr = rp[i]! - mr[i]! * mp[i]!;
    const cg = gp[i]! - mg[i]! * mp[i]!;
    const cb = bp[i]! - mb[i]! * mp[i]!;
    const irr = sgg * sbb - sgb * sgb;
    const irg = srb * sgb - srg * sbb;
    const irb = srg * sgb - srb * sgg;
    const igg = srr * sbb - srb * srb;
    const igb = srb * srg - srr * sgb;
    const ibb = srr * sgg - srg * srg;
    const determinant = srr * irr + srg * irg + srb * irb;
    const kr = (irr * cr + irg * cg + irb * cb) / determinant;
    const kg = (irg * cr + igg * cg + igb * cb) / determinant;
    const kb = (irb * cr + igb * cg + ibb * cb) / determinant;
    ar[i] = kr;
    ag[i] = kg;
    ab[i] = kb;
    offset[i] = mp[i]! - kr * mr[i]! - kg * mg[i]! - kb * mb[i]!;
  }
  const br = mean(ar);
  const bg = mean(ag);
  const bbl = mean(ab);
  const bo = mean(offset);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    out[i] = br[i]! * r[i]! + bg[i]! * g[i]! + bbl[i]! * b[i]! + bo[i]!;
  }
  return out;
}
