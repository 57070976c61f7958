import type { Flow, Moved } from './flow.ts';
import type { Laid, Toned } from './lay-over.ts';

/** How far the colour of one patch turned. */
export interface Turned {
  /** Of the pixel in the middle of the patch. */
  readonly index: number;
  /** In Oklab, once light and shade are taken off. */
  readonly far: number;
}

/** Patches: how far apart they lie and how far each reaches, pixels. */
const APART = 5;
const REACH = 3;
/** Less alike than this is another drawing; less spread than this is flat colour, where nothing else is asked. */
const SAME = 0.7;
const FLAT = 0.02;
/** Darker than this no colour is seen. */
const DARK = 0.15;
/** Light and mist take colour away or bring it out, by these shares; they do not turn it. */
const PALE = 0.4;
const STRONG = 1.3;
/** A tinted light shifts colours by this share of their lightness at most. */
const TINT = 0.06;
/** Off by this share of the lightness counts half when the light is judged. */
const LOOSE = 0.02;
const ROUNDS = 8;
/** Noise turns each patch another way and a fault all of them the same: so far around they are taken together. */
const NEIGHBOURS = 8;

interface Pair {
  readonly index: number;
  readonly light: number;
  /** Colour as a share of the lightness, which no change of light alone alters. */
  readonly was: readonly [number, number];
  readonly now: readonly [number, number];
}

/**
 * How far colours turned, patch by patch, where the drawing is the same or flat. Light is forgiven: what is lighter,
 * darker, paler or stronger by a common tint has not turned; another hue has.
 */
export function turnedColours(
  laid: Laid,
  patches: readonly Moved[],
  flow: Flow,
): readonly Turned[] {
  const pairs = pairsOf(laid, patches, flow);
  let tint: readonly [number, number] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    let x = 0;
    let y = 0;
    let sum = 0;
    for (const pair of pairs) {
      const [dx, dy] = offOf(pair, tint);
      const weight = pair.light / (1 + (dx * dx + dy * dy) / LOOSE ** 2);
      x += dx * weight;
      y += dy * weight;
      sum += weight;
    }
    if (sum === 0) break;
    const next = [tint[0] + x / sum, tint[1] + y / sum] as const;
    const size = Math.hypot(...next);
    tint = size > TINT ? [(next[0] * TINT) / size, (next[1] * TINT) / size] : next;
  }
  const offs = pairs.map((pair) => {
    const [x, y] = offOf(pair, tint);
    return { x: x * pair.light, y: y * pair.light };
  });
  const places = pairs.map(({ index }) => [
    index % laid.width,
    Math.floor(index / laid.width),
  ]) as readonly (readonly [number, number])[];
  return pairs.map(({ index }, k) => {
    const [x, y] = places[k]!;
    let dx = 0;
    let dy = 0;
    let count = 0;
    for (const [n, off] of offs.entries()) {
      const [px, py] = places[n]!;
      if (Math.abs(px - x) > NEIGHBOURS || Math.abs(py - y) > NEIGHBOURS) continue;
      dx += off.x;
      dy += off.y;
      count++;
    }
    return { index, far: Math.hypot(dx, dy) / count };
  });
}

function pairsOf(laid: Laid, patches: readonly Moved[], flow: Flow): readonly Pair[] {
  const found = new Map(patches.map((patch) => [patch.y * laid.width + patch.x, patch]));
  const pairs: Pair[] = [];
  for (let y = REACH; y < laid.height - REACH; y++) {
    for (let x = REACH; x < laid.width - REACH; x++) {
      const index = y * laid.width + x;
      const patch = found.get(index);
      if (patch ? patch.alike <= SAME : x % APART !== 0 || y % APART !== 0) continue;
      if (!laid.reference.is[index]) continue;
      const moved = patch ? ([patch.dx, patch.dy] as const) : flow(x, y);
      if (!moved) continue;
      const was = colourAround(laid.reference, laid, x, y);
      const now = colourAround(laid.candidate, laid, x + moved[0], y + moved[1]);
      if (!was || !now || was.l < DARK || now.l < DARK) continue;
      if (!patch && (was.spread > FLAT || now.spread > 1.5 * FLAT)) continue;
      pairs.push({
        index,
        light: was.l,
        was: [was.a / was.l, was.b / was.l],
        now: [now.a / now.l, now.b / now.l],
      });
    }
  }
  return pairs;
}

/** From the nearest colour that light could have made of it to what it is. */
function offOf({ was, now }: Pair, tint: readonly [number, number]): readonly [number, number] {
  const [u, v] = was;
  const x = now[0] - tint[0];
  const y = now[1] - tint[1];
  const square = u * u + v * v;
  if (square < 1e-9) return [x, y];
  const share = Math.max(PALE, Math.min(STRONG, (x * u + y * v) / square));
  return [x - share * u, y - share * v];
}

/** The mean colour around a place, of the pixels that are the figure; undefined where there are few. */
function colourAround(
  toned: Toned,
  size: { readonly width: number; readonly height: number },
  x: number,
  y: number,
):
  | { readonly l: number; readonly a: number; readonly b: number; readonly spread: number }
  | undefined {
  const cx = Math.round(x);
  const cy = Math.round(y);
  let l = 0;
  let a = 0;
  let b = 0;
  let square = 0;
  let count = 0;
  for (let py = Math.max(0, cy - REACH); py <= Math.min(size.height - 1, cy + REACH); py++) {
    for (let px = Math.max(0, cx - REACH); px <= Math.min(size.width - 1, cx + REACH); px++) {
      const i = py * size.width + px;
      if (!toned.is[i]) continue;
      l += toned.l[i]!;
      square += toned.l[i]! ** 2;
      a += toned.a[i]!;
      b += toned.b[i]!;
      count++;
    }
  }
  if (count < (2 * REACH + 1) ** 2 / 4) return undefined;
  const mean = l / count;
  const spread = Math.sqrt(Math.max(0, square / count - mean * mean));
  return { l: mean, a: a / count, b: b / count, spread };
}
