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

/** Mixes a value into four bytes by four shares. */
// @ts-ignore: decorator
@inline
function mixFour(at: usize, value: v128, share: v128): void {
  const bytes = v128.load32_zero(at);
  const below = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
  const mixed = f32x4.add(below, f32x4.mul(f32x4.sub(value, below), share));
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(mixed, f32x4.splat(0.5)));
  const halves = i16x8.narrow_i32x4_s(whole, whole);
  v128.store32_lane(at, i8x16.narrow_i16x8_u(halves, halves), 0);
}

/**
 * One streak in one plane, and with the same shares in a second where `plane2` is not 0. Positions count
 * the plane's pixels from the centre of its first.
 */
function paintStreak(
  plane: usize, plane2: usize, width: i32, height: i32,
  x: f32, y: f32, dx: f32, dy: f32, radius: f32, soft: f32, taper: f32, opacity: f32, value: f32, value2: f32,
): void {
  const ramp = f32x4.splat(<f32>1 / max<f32>(1, soft * radius));
  const square = dx * dx + dy * dy;
  const perLength: f32 = square > 0 ? <f32>1 / square : 0;
  const top = max<f32>(0, ceil(min(y, y + dy) - radius));
  const bottom = min<f32>(<f32>(height - 1), floor(max(y, y + dy) + radius));
  const right = <f32>(width - 1);
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
  for (let row = top; row <= bottom; row += 1) {
    // Only the part of the streak that comes within reach of this row.
    let start: f32 = 0;
    let end: f32 = 1;
    if (abs(dy) > 0.001) {
      const a = (row - radius - y) / dy;
      const b = (row + radius - y) / dy;
      start = min<f32>(1, max<f32>(0, min(a, b)));
      end = max<f32>(0, min<f32>(1, max(a, b)));
    }
    const xs = x + dx * start;
    const xe = x + dx * end;
    const left = max<f32>(0, ceil(min(xs, xe) - radius));
    const last = min(right, floor(max(xs, xe) + radius));
    if (left > last) continue;
    const ey = row - y;
    const down = f32x4.splat(ey);
    const downAlong = f32x4.splat(ey * dy * perLength);
    const stop = <i32>last;
    const offset = <usize>(<i32>row * width);
    for (let column = <i32>left & ~3; column <= stop; column += 4) {
      const px = f32x4.add(f32x4.splat(<f32>column - x), f32x4(0, 1, 2, 3));
      const t = f32x4.min(one, f32x4.max(zero, f32x4.add(f32x4.mul(px, along), downAlong)));
      const ax = f32x4.sub(px, f32x4.mul(acrossStep, t));
      const ay = f32x4.sub(down, f32x4.mul(downStep, t));
      const distance = f32x4.sqrt(f32x4.add(f32x4.mul(ax, ax), f32x4.mul(ay, ay)));
      const within = f32x4.sub(f32x4.sub(reach, f32x4.mul(narrowing, t)), distance);
      const share = f32x4.min(one, f32x4.max(zero, f32x4.mul(within, ramp)));
      if (!v128.any_true(share)) continue;
      const twice = f32x4.add(share, share);
      const eased = f32x4.mul(f32x4.mul(share, share), f32x4.sub(f32x4.splat(3), twice));
      const weight = f32x4.mul(eased, strength);
      const at = offset + column;
      mixFour(plane + at, colour, weight);
      if (plane2) mixFour(plane2 + at, colour2, weight);
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
