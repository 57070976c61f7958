import { chance } from '../../grammar/seeded-chance.ts';
import { SOUND_RATE, type Sound, silence } from '../../media/sound.ts';
import { type FilterShape, filtered, swept } from './filter.ts';
import { moments, pinkNoise, wander, whiteNoise } from './noise.ts';
import { inRoom, type Mode, place, strike } from './ring.ts';

const RATE = SOUND_RATE;
const inSamples = (seconds: number): number => Math.round(seconds * RATE);

/** Noise that falls away, through a filter: what a blow throws up. */
function burst(seconds: number, decay: number, shape: FilterShape, seed: number): Float32Array {
  const samples = filtered(whiteNoise(inSamples(seconds), seed), shape, RATE);
  const attack = RATE / 1000;
  for (let i = 0; i < samples.length; i++) {
    const end = Math.min(1, (samples.length - i) / 200);
    samples[i] = samples[i]! * Math.min(1, i / attack) * Math.exp(-i / (decay * RATE)) * end;
  }
  return samples;
}

/** Somebody walks by: heel, sole and a little scuff, left and right in turn. */
export function footsteps(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const pace = 0.5 + 0.08 * random();
  for (let step = 0, at = 0.03; inSamples(at) < length - 2000; step++) {
    const pan = (step % 2 === 0 ? -0.18 : 0.18) + 0.05 * (random() - 0.5);
    const loud = 0.85 + 0.3 * random();
    const body = 78 + 18 * random();
    const put = (seconds: number, level: number, hertz: number) => {
      const where = { at: inSamples(seconds), pan, level: level * loud };
      strike(sound, [{ hertz: body, level: 0.8, decay: 0.022 }], where);
      strike(sound, [{ hertz: body * 2.7, level: 0.3, decay: 0.012 }], where);
      const knock = burst(0.09, 0.012, { kind: 'band', hertz, q: 0.9 }, seed + step * 3 + hertz);
      place(sound, knock, { ...where, level: where.level * 1.5 });
    };
    put(at, 0.9, 1500 + Math.round(300 * random()));
    put(at + 0.075 + 0.015 * random(), 0.45, 950);
    const scuff = burst(0.16, 0.05, { kind: 'band', hertz: 2600, q: 0.7 }, seed + step * 5 + 1);
    place(sound, scuff, { at: inSamples(at + 0.09), pan, level: 0.1 * loud });
    at += pace * (0.97 + 0.06 * random());
  }
  return inRoom(sound, 0.25, 0.5);
}

/** A blow: something heavy meets something that does not give. */
export function impact(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const at = 0;
  const low = 62 + 20 * random();
  strike(sound, [{ hertz: low * 1.5, level: 1, decay: 0.09, glide: -low * 2.2 }], {
    at,
    pan: 0,
    level: 1,
  });
  const modes = [2.3, 3.7, 5.9].map(
    (times): Mode => ({ hertz: low * times, level: 0.3, decay: 0.04 }),
  );
  strike(sound, modes, { at, pan: 0.1, level: 0.8 });
  place(sound, burst(0.3, 0.02, { kind: 'low', hertz: 3800 }, seed + 1), {
    at,
    pan: 0,
    level: 1.1,
  });
  place(sound, burst(0.6, 0.11, { kind: 'low', hertz: 420 }, seed + 2), {
    at,
    pan: -0.1,
    level: 1.2,
  });
  return inRoom(sound, 0.35, 0.8);
}

/** Boom: a crack, a wave of pressure that falls, rubble that comes down. */
export function explosion(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  place(sound, burst(0.2, 0.012, { kind: 'high', hertz: 700 }, seed + 1), {
    at: 0,
    pan: 0,
    level: 0.8,
  });
  strike(sound, [{ hertz: 92, level: 2, decay: 0.45, glide: -45 }], { at: 0, pan: 0, level: 1 });
  for (const side of [-0.6, 0.6]) {
    const count = Math.min(length, inSamples(2.8));
    const roar = swept(
      pinkNoise(count, seed + 3 + side * 10),
      (i) => ({ kind: 'low', hertz: 110 + 2600 * Math.exp(-i / (0.28 * RATE)) }),
      RATE,
    );
    const shaken = wander(count, inSamples(0.09), seed + 5 + side * 10);
    for (let i = 0; i < count; i++) {
      const fall = Math.exp(-i / (0.65 * RATE));
      roar[i] = roar[i]! * Math.min(1, i / 150) * fall * (0.6 + 0.7 * shaken[i]!);
    }
    place(sound, roar, { at: 0, pan: side, level: 2 });
  }
  for (const at of moments(Math.min(length, inSamples(2.2)), RATE, 22, random)) {
    if (at < inSamples(0.25)) continue;
    const shape: FilterShape = { kind: 'band', hertz: 500 + 2600 * random(), q: 1.5 };
    const piece = burst(0.06, 0.008, shape, seed + at);
    place(sound, piece, { at, pan: random() * 1.6 - 0.8, level: 0.4 * Math.exp(-at / RATE) });
  }
  return inRoom(sound, 0.4, 1.8);
}

/** The modes of a wooden panel, from its lowest. */
function wood(hertz: number, decay: number): readonly Mode[] {
  return [1, 1.62, 2.37, 3.46, 4.9, 6.8].map((times, i) => ({
    hertz: hertz * times,
    level: 0.8 / (1 + i * 0.7),
    decay: decay / (1 + i * 0.5),
  }));
}

/** A door falls shut: the leaf in its frame, then the latch. */
export function door(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const low = 82 + 18 * random();
  strike(sound, wood(low, 0.06), { at: 0, pan: 0, level: 1 });
  place(sound, burst(0.3, 0.03, { kind: 'low', hertz: 1500 }, seed + 1), {
    at: 0,
    pan: 0,
    level: 1,
  });
  const latch = inSamples(0.055 + 0.02 * random());
  for (const [late, level] of [
    [0, 0.32],
    [0.028, 0.2],
  ] as const) {
    const modes = [2150, 3480, 5120].map((hertz): Mode => ({ hertz, level: 0.6, decay: 0.009 }));
    strike(sound, modes, { at: latch + inSamples(late), pan: 0.15, level });
  }
  return inRoom(sound, 0.4, 0.7);
}

/** A hinge that wants oil: it sticks and slips, faster and slower. */
export function creak(length: number, seed: number): Sound {
  const random = chance(seed);
  const count = Math.min(length, inSamples(1.25));
  const slips = new Float32Array(count);
  const way = wander(count, inSamples(0.28), seed + 1);
  for (let phase = 0, i = 0; i < count; i++) {
    const t = i / count;
    phase += (32 + 70 * way[i]! + 55 * Math.sin(Math.PI * t)) / RATE;
    if (phase < 1) continue;
    phase -= 1;
    slips[i] = (0.6 + 0.4 * random()) * Math.sin(Math.PI * t) ** 0.6;
  }
  const sound = silence(length, 2);
  const low = 310 + 80 * random();
  for (const [times, q, level] of [
    [1, 18, 1],
    [2.13, 22, 0.8],
    [3.4, 24, 0.6],
    [5.6, 20, 0.35],
  ] as const) {
    const band = swept(
      Float32Array.from(slips),
      (i) => ({ kind: 'band', hertz: low * times * (0.92 + 0.2 * way[i]!), q }),
      RATE,
    );
    place(sound, band, { at: 0, pan: 0.1 * times - 0.3, level: level * 14 });
  }
  return inRoom(sound, 0.35, 0.8);
}

/** Knuckles on wood, three times. */
export function knock(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const body = wood(165 + 30 * random(), 0.028);
  for (let k = 0, at = 0; k < 3; k++) {
    const level = 0.85 + 0.3 * random();
    if (inSamples(at) < length) {
      strike(sound, body, { at: inSamples(at), pan: -0.05, level });
      const skin = burst(0.05, 0.006, { kind: 'band', hertz: 1800, q: 0.8 }, seed + k);
      place(sound, skin, { at: inSamples(at), pan: -0.05, level: level * 0.7 });
    }
    at += 0.2 + 0.025 * random();
  }
  return inRoom(sound, 0.35, 0.6);
}

/** Thunder: torn air, then rolling that comes from here and there. */
export function thunder(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const count = Math.min(length, inSamples(5.6));
  for (let c = 0; c < 7; c++) {
    const tear = burst(
      0.22,
      0.035,
      { kind: 'band', hertz: 900 + 1500 * random(), q: 0.5 },
      seed + c,
    );
    place(sound, tear, {
      at: inSamples(0.28 * random() ** 1.5),
      pan: random() - 0.5,
      level: 0.6 * random(),
    });
  }
  for (const side of [-0.7, 0.7]) {
    const rolls = new Float32Array(count);
    for (let r = 0; r < 9; r++) {
      const at = inSamples(r === 0 ? 0.05 : 3.6 * random());
      const loud = r === 0 ? 1 : 0.35 + 0.6 * random();
      const decay = (0.25 + 0.5 * random()) * RATE;
      for (let i = at; i < count; i++) {
        const shape = Math.min(1, (i - at) / (0.05 * RATE)) * Math.exp(-(i - at) / decay);
        rolls[i] = rolls[i]! + loud * shape * Math.exp(-at / (2.6 * RATE));
      }
    }
    const roll = swept(
      pinkNoise(count, seed + 40 + side * 10),
      (i) => ({ kind: 'low', hertz: 75 + 480 * rolls[i]! * Math.exp(-i / (1.4 * RATE)), q: 0.9 }),
      RATE,
    );
    for (let i = 0; i < count; i++) {
      roll[i] = roll[i]! * rolls[i]! * Math.min(1, (count - i) / inSamples(0.8));
    }
    place(sound, roll, { at: 0, pan: side, level: 3 });
  }
  return inRoom(sound, 0.5, 2.6);
}

/** Something goes by fast, from left to right. */
export function whoosh(length: number, seed: number): Sound {
  const random = chance(seed);
  const count = Math.min(length, inSamples(0.62 + 0.12 * random()));
  const peak = 0.5 + 0.1 * random();
  const air = swept(
    pinkNoise(count, seed + 1),
    (i) => {
      const near = Math.exp(-(((i / count - peak) / 0.2) ** 2));
      return { kind: 'band', hertz: 320 + 1900 * near, q: 1.1 };
    },
    RATE,
  );
  const sound = silence(length, 2);
  const [left, right] = [sound.channels[0]!, sound.channels[1]!];
  for (let i = 0; i < count; i++) {
    const t = i / count;
    const loud = Math.exp(-(((t - peak) / 0.19) ** 2)) * Math.sin(Math.PI * t) ** 0.5;
    const angle = (Math.PI / 2) * (0.12 + 0.76 * t);
    left[i] = air[i]! * loud * Math.cos(angle);
    right[i] = air[i]! * loud * Math.sin(angle);
  }
  return sound;
}

/** Something falls into water. */
export function splash(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  place(sound, burst(0.5, 0.07, { kind: 'band', hertz: 900, q: 0.4 }, seed + 1), {
    at: 0,
    pan: 0,
    level: 1.4,
  });
  place(sound, burst(1.2, 0.28, { kind: 'high', hertz: 2200 }, seed + 2), {
    at: inSamples(0.05),
    pan: 0.1,
    level: 0.25,
  });
  strike(sound, [{ hertz: 130, level: 1, decay: 0.07, glide: 240 }], {
    at: inSamples(0.04),
    pan: 0,
    level: 0.7,
  });
  for (const at of moments(Math.min(length, inSamples(1.3)), RATE, 60, random)) {
    const hertz = 350 + 1100 * random();
    const fall = Math.exp(-at / (0.4 * RATE));
    const modes = [{ hertz, level: 1, decay: 0.012 + 0.02 * random(), glide: hertz * 5 }];
    strike(sound, modes, { at, pan: random() - 0.5, level: 0.3 * fall * random() });
  }
  return inRoom(sound, 0.25, 0.7);
}

/** A drop falls in a hollow place. */
export function drip(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const hertz = 900 + 500 * random();
  const modes: readonly Mode[] = [
    { hertz, level: 1, decay: 0.022, glide: hertz * 9 },
    { hertz: hertz * 2.6, level: 0.25, decay: 0.006 },
  ];
  strike(sound, modes, { at: inSamples(0.02), pan: 0.2 * random(), level: 0.9 });
  return inRoom(sound, 0.7, 1.6);
}

/** A bell: its hum, its note and the partials that give it its edge. */
export function bell(length: number, seed: number): Sound {
  const sound = silence(length, 2);
  const hertz = 520 + 300 * chance(seed)();
  const partials = [0.5, 1, 1.19, 1.5, 2, 2.51, 3.01, 4.17, 5.43];
  const modes = partials.map(
    (times, i): Mode => ({
      hertz: hertz * times,
      level: [0.35, 0.8, 0.5, 0.35, 0.7, 0.3, 0.25, 0.2, 0.12][i]!,
      decay: 1.1 / (0.6 + 0.4 * times),
    }),
  );
  strike(sound, modes, { at: 0, pan: 0.1, level: 0.6 });
  return inRoom(sound, 0.3, 1.2);
}

/** Glass breaks, and its pieces fall. */
export function glass(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  place(sound, burst(0.2, 0.02, { kind: 'high', hertz: 2500 }, seed + 1), {
    at: 0,
    pan: 0,
    level: 1,
  });
  for (const at of [0, 0, 0, ...moments(Math.min(length, inSamples(0.95)), RATE, 34, random)]) {
    const low = 2200 + 3600 * random();
    const modes = [1, 1.41, 1.93, 2.6].map(
      (times): Mode => ({
        hertz: low * times,
        level: 0.4 / times,
        decay: 0.015 + 0.06 * random(),
      }),
    );
    const fall = Math.exp(-at / (0.35 * RATE));
    strike(sound, modes, { at, pan: random() * 1.6 - 0.8, level: fall * (0.3 + 0.6 * random()) });
  }
  return inRoom(sound, 0.3, 0.8);
}

/** A heart: two dull strokes, and again. */
export function heartbeat(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  for (let at = 0.02; inSamples(at + 0.4) < length; at += 0.82 + 0.05 * random()) {
    for (const [late, hertz, level] of [
      [0, 52, 1],
      [0.29, 62, 0.65],
    ] as const) {
      const modes = [
        { hertz, level: 1, decay: 0.055, glide: -90 },
        { hertz: hertz * 2.1, level: 0.25, decay: 0.03 },
      ];
      strike(sound, modes, { at: inSamples(at + late), pan: 0, level });
    }
  }
  return sound;
}

/** Many hands: it sets in, and thins out. */
export function applause(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const shapes = Array.from({ length: 12 }, (_, i): Float32Array => {
    const shape: FilterShape = { kind: 'band', hertz: 900 + 1500 * random(), q: 1.3 };
    return burst(0.05, 0.006 + 0.004 * random(), shape, seed + 50 + i);
  });
  for (const at of moments(length, RATE, 190, random)) {
    const t = at / length;
    const many = Math.min(1, t / 0.12) * Math.min(1, (1 - t) / 0.45);
    if (random() > many) continue;
    const hand = shapes[Math.floor(random() * shapes.length)]!;
    place(sound, hand, { at, pan: random() * 1.8 - 0.9, level: 0.25 + 0.75 * random() ** 3 });
  }
  return inRoom(sound, 0.5, 1.2);
}
