// AssemblyScript. A page that is taken by its lower right corner and rolled over to the left around a
// cylinder. Lengths are pixels of luma, `s` runs from the line where the page leaves the ground (0)
// towards the corner: beyond it the page climbs the cylinder, and comes back over it upside down.

/** How much of the picture shows through the paper's back. */
const SHOW_THROUGH: f32 = 0.16;
const HALF_TURN: f32 = 3.14159265;

// @ts-ignore: decorator
@inline
function texel(plane: usize, width: i32, height: i32, u: f32, v: f32): f32 {
  u = min(max(u, 0), <f32>(width - 1));
  v = min(max(v, 0), <f32>(height - 1));
  const x = <i32>u;
  const y = <i32>v;
  const fx = u - <f32>x;
  const fy = v - <f32>y;
  const at = plane + y * width + x;
  const right = x + 1 < width ? 1 : 0;
  const low = y + 1 < height ? width : 0;
  const a = <f32>load<u8>(at);
  const b = <f32>load<u8>(at + right);
  const c = <f32>load<u8>(at + low);
  const d = <f32>load<u8>(at + low + right);
  const top = a + (b - a) * fx;
  const bottom = c + (d - c) * fx;
  return top + (bottom - top) * fy;
}

/** 0 to 1, smooth at both ends. */
// @ts-ignore: decorator
@inline
function soft(t: f32): f32 {
  t = min(max(t, 0), 1);
  return t * t * (3 - 2 * t);
}

/**
 * One plane of the frame.
 *
 * @param step luma pixels from sample to sample: 1 for luma, 2 for chroma
 * @param paper value of the paper's back; `zero` is black or grey, towards which shadow pulls
 * @param nx, ny direction in which the page is lifted, of length 1; `start` is where `s` is 0
 * @param radius of the roll; `reach` is how far its shadow falls
 */
export function turnPlane(
  from: usize, to: usize, out: usize, width: i32, height: i32, step: i32,
  paper: f32, zero: f32, nx: f32, ny: f32, start: f32, radius: f32, reach: f32,
): void {
  const scale = <f32>step;
  const pageWidth = <f32>width * scale;
  const pageHeight = <f32>height * scale;
  const yCentre: f32 = scale * 0.5;
  const uOffset: f32 = step == 1 ? 0.5 : 0.25;
  const vOffset: f32 = 0.5;
  for (let row = 0; row < height; row++) {
    const py = <f32>row * scale + yCentre;
    const rowAt = row * width;
    for (let column = 0; column < width; column++) {
      const at = rowAt + column;
      const px = <f32>column * scale + 0.5;
      const s = px * nx + py * ny - start;
      if (s >= radius + reach) {
        store<u8>(out + at, load<u8>(to + at));
        continue;
      }
      const beneath = <f32>load<u8>(to + at);
      const fallen: f32 = 0.5 * (1 - soft((s - radius) / reach));
      const shaded = zero + (beneath - zero) * (1 - fallen);
      const rim = (radius - s) / scale + 0.5;
      if (rim <= 0) {
        store<u8>(out + at, <u8>(shaded + 0.5));
        continue;
      }
      let value: f32 = 0;
      // What the page carries on its way over the roll and back, as a distance along the page.
      let over: f32 = HALF_TURN * radius - s;
      let light: f32 = 1;
      if (s > 0) {
        const lifted = min(s / radius, 1);
        const angle = Mathf.asin(lifted);
        const climbed = radius * angle;
        over = radius * (HALF_TURN - angle);
        // Brightest a little up the roll, dark where it turns away.
        light = 0.9 + 0.25 * lifted * (1 - lifted) - 0.32 * lifted * lifted * lifted;
        const sx = px + nx * (climbed - s);
        const sy = py + ny * (climbed - s);
        const cover = min(max(min(pageWidth - sx, pageHeight - sy) / scale + 0.5, 0), 1);
        value = shaded;
        if (cover > 0) {
          const front = texel(from, width, height, sx / scale - uOffset, sy / scale - vOffset);
          const lit = zero + (front - zero) * (1 - 0.45 * lifted * lifted);
          value += (lit - shaded) * cover;
        }
      } else {
        value = <f32>load<u8>(from + at);
        // Paper darkens towards the line where it rises again.
        light = 1 - 0.1 * soft(1 + s / (radius * 1.5));
      }
      const bx = px + nx * (over - s);
      const by = py + ny * (over - s);
      const outX = max(bx - pageWidth, 0);
      const outY = max(max(by - pageHeight, -by), 0);
      const away = sqrt(outX * outX + outY * outY);
      if (away < reach) {
        // The flap's shadow on the page it lies over; it loses itself where that page rises.
        const shade: f32 = 0.4 * (1 - soft(away / reach)) * (1 - soft(s / (0.7 * radius)));
        value = zero + (value - zero) * (1 - shade);
        const edge = min(min(pageWidth - bx, pageHeight - by), by);
        const cover = min(max(edge / scale + 0.5, 0), 1);
        if (cover > 0) {
          const seen = texel(from, width, height, bx / scale - uOffset, by / scale - vOffset);
          const tone = paper + (seen - paper) * SHOW_THROUGH;
          value += (zero + (tone - zero) * light - value) * cover;
        }
      }
      if (rim < 1) value = shaded + (value - shaded) * rim;
      store<u8>(out + at, <u8>(value + 0.5));
    }
  }
}
