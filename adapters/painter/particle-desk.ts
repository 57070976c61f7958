import {
  type DisplayList,
  type DrawnParticles,
  PARTICLE_FIELDS,
} from '@inkreel/film/motion/display-list.ts';
import type { Arena } from './arena.ts';
import type { Kernel } from './kernel.ts';

/** What a particle takes in the kernel's memory: its colour is three numbers there, not one. */
const FIELDS = PARTICLE_FIELDS + 2;

/** Writes particles where the kernel reads them. Grows with the most there were at once. */
export class ParticleDesk {
  readonly #kernel: Kernel;
  readonly #arena: Arena;
  #at = 0;
  #room = 0;

  constructor(kernel: Kernel, arena: Arena) {
    this.#kernel = kernel;
    this.#arena = arena;
  }

  /** Throws a RangeError for particles that are out of order or lie over layers that are not there. */
  check({ layers, particles = [] }: DisplayList): void {
    let last = 0;
    for (const { over, soft, taper, particles: numbers } of particles) {
      if (!(over >= last && over <= layers.length)) {
        throw new RangeError(
          `Particles over ${over} layers stand after particles over ${last}, in a frame of ${layers.length}.`,
        );
      }
      if (numbers.length % PARTICLE_FIELDS !== 0 || Number.isNaN(soft) || Number.isNaN(taper)) {
        throw new RangeError(`${numbers.length} numbers do not describe particles.`);
      }
      last = over;
    }
  }

  paint(
    { particles, soft, taper }: DrawnParticles,
    columns: number,
    rows: number,
    frame: number,
  ): void {
    const count = particles.length / PARTICLE_FIELDS;
    if (count === 0) return;
    if (count > this.#room) {
      if (this.#room > 0) this.#arena.giveBack(this.#at);
      this.#room = Math.max(64, count * 2);
      this.#at = this.#arena.take(this.#room * FIELDS * 4);
    }
    const written = new Int32Array(this.#kernel.memory.buffer, this.#at, count * FIELDS);
    // Few colours are many particles': rain has one.
    let colour = particles[6]!;
    let [y, u, v] = yuvOf(colour);
    for (let i = 0; i < count; i++) {
      const from = i * PARTICLE_FIELDS;
      const to = i * FIELDS;
      for (let k = 0; k < 6; k++) written[to + k] = particles[from + k]!;
      if (particles[from + 6]! !== colour) {
        colour = particles[from + 6]!;
        [y, u, v] = yuvOf(colour);
      }
      written[to + 6] = y;
      written[to + 7] = u;
      written[to + 8] = v;
    }
    this.#kernel.paintParticles(this.#at, count, soft, taper, columns, rows, frame);
  }
}

/** BT.709, limited range, of a colour 0xRRGGBB; whole numbers. */
export function yuvOf(colour: number): readonly [y: number, u: number, v: number] {
  const r = ((colour >> 16) & 255) / 255;
  const g = ((colour >> 8) & 255) / 255;
  const b = (colour & 255) / 255;
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return [
    Math.round(16 + 219 * light),
    Math.round(128 + (224 * (b - light)) / 1.8556),
    Math.round(128 + (224 * (r - light)) / 1.5748),
  ];
}
