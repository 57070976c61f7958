import { type DrawnParticles, PARTICLE_FIELDS } from '@inkreel/film/motion/display-list.ts';
import type { Yuv420 } from '@inkreel/film/motion/painter.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { yuvOf } from './particle-desk.ts';

/** Particles in plain words: every pixel asks how far it is from every streak. */
export function paintParticles(drawn: DrawnParticles, size: Size, out: Yuv420): void {
  const { width, height } = size;
  const luma = width * height;
  for (let at = 0; at < drawn.particles.length; at += PARTICLE_FIELDS) {
    const [x, y, dx, dy, radius] = [0, 1, 2, 3, 4].map((k) => drawn.particles[at + k]! / 256);
    const opacity = drawn.particles[at + 5]! / 32767;
    const colour = yuvOf(drawn.particles[at + 6]!);
    const streak = { x: x!, y: y!, dx: dx!, dy: dy!, radius: radius! };
    paintPlane(out, 0, size, 1, streak, drawn, opacity, colour[0]);
    // A pixel of chroma is two wide: what is thinner is as wide as that and as much weaker.
    const wide = Math.max(2, radius!);
    const broad = { ...streak, radius: wide };
    const weak = (opacity * radius!) / wide;
    const half = { width: width / 2, height: height / 2 };
    paintPlane(out, luma, half, 2, broad, drawn, weak, colour[1]);
    paintPlane(out, luma + luma / 4, half, 2, broad, drawn, weak, colour[2]);
  }
}

interface Streak {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly radius: number;
}

function paintPlane(
  out: Yuv420,
  at: number,
  { width, height }: Size,
  step: 1 | 2,
  { x, y, dx, dy, radius }: Streak,
  { soft, taper }: DrawnParticles,
  opacity: number,
  value: number,
): void {
  const ramp = Math.max(step, soft * radius);
  const square = dx * dx + dy * dy;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const px = column * step + 0.5 - x;
      const py = (row + 0.5) * step - y;
      const along = square > 0 ? (px * dx + py * dy) / square : 0;
      const t = Math.max(0, Math.min(1, along));
      const distance = Math.hypot(px - dx * t, py - dy * t);
      const share = Math.max(0, Math.min(1, (radius * (1 - taper * t) - distance) / ramp));
      if (share === 0) continue;
      const weight = share * share * (3 - 2 * share) * opacity;
      const i = at + row * width + column;
      out[i] = Math.round(out[i]! + (value - out[i]!) * weight);
    }
  }
}
