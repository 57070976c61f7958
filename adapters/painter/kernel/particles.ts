// AssemblyScript. Rain, snow, sparks: soft streaks painted straight into a finished frame. Single floats,
// no fused multiplies: every build paints the same bytes.

// A particle as `../kernel.ts` writes it: i32 each. Keep in step with it.
const X: usize = 0;
const Y: usize = 4;
const DX: usize = 8;
const DY: usize = 12;
const RADIUS: usize = 16;
const OPACITY: usize = 20;
const LUMA: usize = 24;
const BLUE: usize = 28;
const RED: usize = 32;
const SIZE: usize = 36;

/** Added to a float from 0 to 255 it leaves that number, rounded, in the float's lowest byte. */
const ROUNDING: f32 = 8388608;

/** Mixes a value into four bytes by four shares. */
// @ts-ignore: decorator
@inline
function mixFour(at: usize, value: v128, share: v128): void {
  const halves = i16x8.extend_low_i8x16_u(v128.load32_zero(at));
  // Signed, though they are not: that is one instruction.
  const below = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(halves));
  const mixed = f32x4.add(below, f32x4.mul(f32x4.sub(value, below), share));
  const whole = f32x4.add(mixed, f32x4.splat(ROUNDING));
  const bytes = i8x16.shuffle(whole, whole, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
  v128.store32_lane(at, bytes, 0);
}

// @ts-ignore: decorator
@inline
function less(a: f32, b: f32): f32 {
  return a < b ? a : b;
}

// @ts-ignore: decorator
@inline
function more(a: f32, b: f32): f32 {
  return a > b ? a : b;
}

/**
 * One streak in one plane, and with the same shares in a second where `plane2` is not 0. Positions count
 * the plane's pixels from the centre of its first.
 */
function paintStreak(
  plane: usize, plane2: usize, width: i32, height: i32,
  x: f32, y: f32, dx: f32, dy: f32, radius: f32, soft: f32, taper: f32, opacity: f32, value: f32, value2: f32,
): void {
  const top = more(0, ceil(less(y, y + dy) - radius));
  const bottom = less(<f32>(height - 1), floor(more(y, y + dy) + radius));
  const right = <f32>(width - 1);
  if (top > bottom || more(x, x + dx) + radius < 0 || less(x, x + dx) - radius > right) return;
  const ramp = f32x4.splat(<f32>1 / more(1, soft * radius));
  const square = dx * dx + dy * dy;
  const perLength: f32 = square > 0 ? <f32>1 / square : 0;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const colour = f32x4.splat(value);
  const colour2 = f32x4.splat(value2);
  const strength = f32x4.splat(opacity);
  const acrossStep = f32x4.splat(dx);
  const downStep = f32x4.splat(dy);
  const along = f32x4.splat(dx * perLength);
  const reach = f32x4.splat(radius);
  const narrowing = f32x4.splat(radius * taper);
  const isUpright = abs(dy) > 0.001;
  const perDown: f32 = isUpright ? <f32>1 / dy : 0;
  // Half as wide as the whole line, were it endless, is along a row.
  const half: f32 = isUpright ? radius * sqrt(square) * abs(perDown) : <f32>(width + width);
  const near = radius * abs(perDown);
  // As many pixels of every row, in fours: fewer here and there would cost more than they save.
  const wide = less(less(half + half, radius + radius + abs(dx)), right) + 1;
  const fours = min((<i32>wide + 4) >> 2, width >> 2);
  const furthest = <f32>(width - (fours << 2));
  for (let row = top; row <= bottom; row += 1) {
    const ey = row - y;
    // Only the part of the streak that comes within reach of this row.
    const level = ey * perDown;
    const start: f32 = isUpright ? less(1, more(0, level - near)) : 0;
    const end: f32 = isUpright ? less(1, more(0, level + near)) : 1;
    const left = x + more(less(dx * start, dx * end) - radius, dx * level - half);
    const first = <i32>less(furthest, more(0, left));
    const down = f32x4.splat(ey);
    const downAlong = f32x4.splat(ey * dy * perLength);
    const offset = <usize>(<i32>row * width + first);
    let px = f32x4.add(f32x4.splat(<f32>first - x), f32x4(0, 1, 2, 3));
    for (let four = 0; four < fours; four++) {
      const t = f32x4.pmin(one, f32x4.pmax(zero, f32x4.add(f32x4.mul(px, along), downAlong)));
      const ax = f32x4.sub(px, f32x4.mul(acrossStep, t));
      const ay = f32x4.sub(down, f32x4.mul(downStep, t));
      const distance = f32x4.sqrt(f32x4.add(f32x4.mul(ax, ax), f32x4.mul(ay, ay)));
      const within = f32x4.sub(f32x4.sub(reach, f32x4.mul(narrowing, t)), distance);
      const share = f32x4.pmin(one, f32x4.pmax(zero, f32x4.mul(within, ramp)));
      const twice = f32x4.add(share, share);
      const eased = f32x4.mul(f32x4.mul(share, share), f32x4.sub(f32x4.splat(3), twice));
      const weight = f32x4.mul(eased, strength);
      const at = offset + (<usize>four << 2);
      mixFour(plane + at, colour, weight);
      if (plane2) mixFour(plane2 + at, colour2, weight);
      px = f32x4.add(px, f32x4.splat(4));
    }
  }
}

/**
 * @param particles `count` descriptions, painted in order
 * @param soft share of the radius, from the outside in, over which a particle fades; never under a pixel
 * @param taper how much of its radius a streak has lost at its far end, 0 to 1
 * @param frame Y, then U and V, of `columns * 16` by `rows * 16`
 */
export function paintParticles(
  particles: usize, count: i32, soft: f32, taper: f32, columns: i32, rows: i32, frame: usize,
): void {
  const width = columns << 4;
  const height = rows << 4;
  const planeU = frame + width * height;
  const planeV = planeU + (width >> 1) * (height >> 1);
  for (let i = 0; i < count; i++) {
    const at = particles + i * <i32>SIZE;
    const x = <f32>load<i32>(at, X) / 256;
    const y = <f32>load<i32>(at, Y) / 256;
    const dx = <f32>load<i32>(at, DX) / 256;
    const dy = <f32>load<i32>(at, DY) / 256;
    const radius = <f32>load<i32>(at, RADIUS) / 256;
    const opacity = <f32>load<i32>(at, OPACITY) / 32767;
    paintStreak(
      frame, 0, width, height, x - 0.5, y - 0.5, dx, dy, radius, soft, taper, opacity,
      <f32>load<i32>(at, LUMA), 0,
    );
    // Chroma stands on the left pixel of its pair and between its two rows. What is thinner than its
    // pixels is painted as wide as they are, and as much weaker.
    const half = max<f32>(1, radius / 2);
    paintStreak(
      planeU, planeV, width >> 1, height >> 1,
      (x - 0.5) / 2, (y - 1) / 2, dx / 2, dy / 2, half, soft, taper, (opacity * radius) / 2 / half,
      <f32>load<i32>(at, BLUE), <f32>load<i32>(at, RED),
    );
  }
}
