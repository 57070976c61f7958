import { chanceAt } from '../grammar/seeded-chance.ts';
import type { Size } from '../space/size.ts';
import type { Air, AirCamera } from './air.ts';
import { type DrawnParticles, PARTICLE_FIELDS } from './display-list.ts';
import { type Flight, flightOf, MARGIN, SWARMS, type Swarm } from './swarm.ts';

/** Particles of the air at one moment, farthest first: behind the figures, between and before them. */
export function airAt(
  air: Air,
  frame: Size,
  camera: AirCamera,
  seconds: number,
): readonly (Omit<DrawnParticles, 'over'> & { readonly where: Swarm['where'] })[] {
  if (air.kind === 'speed-lines') return [speedLines(air, frame, camera, seconds)];
  const { height } = frame;
  return SWARMS[air.kind].map((swarm, index) => {
    const wide = frame.width / frame.height / (16 / 9);
    const count = Math.round(swarm.count * air.amount * wide);
    const particles = new Int32Array(count * PARTICLE_FIELDS);
    let drawn = 0;
    for (let i = 0; i < count; i++) {
      const flight = flightOf(air, swarm, index, i, frame.width / height, seconds);
      drawn += put(particles, drawn, flight, swarm, frame, camera) ? 1 : 0;
    }
    return {
      ...{ where: swarm.where, soft: swarm.soft, taper: swarm.taper },
      particles: particles.subarray(0, drawn * PARTICLE_FIELDS),
    };
  });
}

/** Writes a particle where it is in the frame; false where it is not seen. */
function put(
  into: Int32Array,
  at: number,
  flight: Flight,
  swarm: Swarm,
  { width, height }: Size,
  camera: AirCamera,
): boolean {
  const zoom = camera.zoom ** swarm.near;
  const aspect = width / height;
  // The air goes round: what the camera leaves behind comes in again on the other side.
  const x = around(flight.x / aspect - camera.x * swarm.near) - 0.5;
  const y = around(flight.y - camera.y * aspect * swarm.near) - 0.5;
  const px = (0.5 + x * zoom) * width;
  const py = (0.5 + y * zoom) * height;
  const wanted = flight.radius * height * zoom;
  // Thinner than a pixel is weaker instead: it would flicker.
  const radius = Math.max(1, wanted);
  const opacity = flight.opacity * Math.min(1, wanted);
  if (opacity < 0.004) return false;
  const dx = flight.dx * height * zoom;
  const dy = flight.dy * height * zoom;
  const far = radius + Math.max(Math.abs(dx), Math.abs(dy));
  if (px < -far || py < -far || px > width + far || py > height + far) return false;
  into.set(
    [px * 256, py * 256, dx * 256, dy * 256, radius * 256, opacity * 32767, flight.colour],
    at * PARTICLE_FIELDS,
  );
  return true;
}

function around(value: number): number {
  const span = 1 + 2 * MARGIN;
  const t = (value + MARGIN) / span;
  return (t - Math.floor(t)) * span - MARGIN;
}

/** Pictures a second: speed lines are drawn anew on twos, as an animator would. */
const LINES_RATE = 12;

function speedLines(
  air: Air,
  { width, height }: Size,
  { focus }: AirCamera,
  seconds: number,
): Omit<DrawnParticles, 'over'> & { readonly where: 'before' } {
  const step = Math.floor(seconds * LINES_RATE + 1e-6);
  const count = Math.round(64 * air.amount);
  const particles = new Int32Array(count * PARTICLE_FIELDS);
  const [cx, cy] = [focus.x * width, focus.y * height];
  let drawn = 0;
  const out = Math.hypot(Math.max(cx, width - cx), Math.max(cy, height - cy));
  for (let i = 0; i < count; i++) {
    const draw = (k: number): number => chanceAt(air.seed, i, step, k);
    const angle = (2 * Math.PI * (i + 0.9 * draw(0))) / count;
    const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
    // Lines begin beyond the frame and end before they reach what they point at.
    const toEdge = Math.min(
      Math.abs(ux) > 1e-6 ? (ux > 0 ? width - cx : cx) / Math.abs(ux) : out,
      Math.abs(uy) > 1e-6 ? (uy > 0 ? height - cy : cy) / Math.abs(uy) : out,
    );
    const from = toEdge * 1.05;
    const to = Math.max(0.3 * height, toEdge * (0.42 + 0.45 * draw(1)));
    if (to >= from) continue;
    const radius = height * (0.0012 + 0.0042 * draw(2) ** 2);
    particles.set(
      [
        ...[(cx + ux * from) * 256, (cy + uy * from) * 256],
        ...[ux * (to - from) * 256, uy * (to - from) * 256],
        Math.max(1, radius) * 256,
        (0.35 + 0.35 * draw(3)) * 32767,
        air.onLight ? 0x101014 : 0xffffff,
      ],
      drawn * PARTICLE_FIELDS,
    );
    drawn++;
  }
  const seen = particles.subarray(0, drawn * PARTICLE_FIELDS);
  return { where: 'before', soft: 0.3, taper: 1, particles: seen };
}
