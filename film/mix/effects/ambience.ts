import { chance } from '../../grammar/seeded-chance.ts';
import { SOUND_RATE, type Sound, silence } from '../../media/sound.ts';
import { type FilterShape, filtered, swept } from './filter.ts';
import { moments, pinkNoise, wander, whiteNoise } from './noise.ts';
import { inRoom, panned, strike } from './ring.ts';

const RATE = SOUND_RATE;

/** Two channels of noise that share nothing, each through the same filters. */
function wideNoise(length: number, seed: number, shapes: readonly FilterShape[]): Sound {
  const channels = [seed, seed + 7919].map((each) => {
    const samples = pinkNoise(length, each);
    for (const shape of shapes) filtered(samples, shape, RATE);
    return samples;
  });
  return { rate: RATE, channels };
}

/** Adds one sound to another at a level, sample by sample. */
function blend(into: Sound, from: Sound, level: number | Float32Array): void {
  into.channels.forEach((channel, c) => {
    const other = from.channels[c]!;
    for (let i = 0; i < channel.length; i++) {
      channel[i] = channel[i]! + other[i]! * (typeof level === 'number' ? level : level[i]!);
    }
  });
}

/** A curve from a base up by a depth, wandering. */
function breath(length: number, seconds: number, base: number, depth: number, seed: number) {
  return wander(length, Math.round(seconds * RATE), seed).map((value) => base + depth * value);
}

/** Steady rain: hiss that breathes, single drops near by, a low bed. */
export function rain(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const hiss = wideNoise(length, seed + 1, [
    { kind: 'high', hertz: 900 },
    { kind: 'low', hertz: 8500 },
  ]);
  blend(sound, hiss, breath(length, 2.3, 0.75, 0.4, seed + 2));
  blend(sound, wideNoise(length, seed + 3, [{ kind: 'low', hertz: 180 }]), 0.25);
  for (const at of moments(length, RATE, 90, random)) {
    const hertz = 1400 + 5200 * random() ** 2;
    const modes = [{ hertz, level: 1, decay: 0.0015 + 0.005 * random(), glide: hertz * 6 }];
    const level = 0.1 - 0.16 * Math.log(1 - random() * 0.98);
    strike(sound, modes, { at, pan: random() * 2 - 1, level });
  }
  return sound;
}

/** Wind: noise through bands that wander, gusts, a faint whistle. */
export function wind(length: number, seed: number): Sound {
  const gust = breath(length, 1.9, 0.15, 0.85, seed + 1);
  const channels = [0, 1].map((side) => {
    const out = new Float32Array(length);
    const bands = [
      { low: 140, span: 260, q: 0.8, level: 1.3 },
      { low: 320, span: 620, q: 2.2, level: 1 },
      { low: 900, span: 900, q: 14, level: 0.35 },
    ];
    bands.forEach(({ low, span, q, level }, b) => {
      const path = wander(length, Math.round((1.1 + b * 0.4) * RATE), seed + 11 * b + side);
      const samples = swept(
        pinkNoise(length, seed + 101 * (b + 1) + side),
        (i) => ({ kind: 'band', hertz: low + span * (0.6 * gust[i]! + 0.4 * path[i]!), q }),
        RATE,
      );
      for (let i = 0; i < length; i++) {
        out[i] = out[i]! + samples[i]! * level * gust[i]! * gust[i]!;
      }
    });
    return out;
  });
  return { rate: RATE, channels };
}

/** The first three formants of vowels that a crowd seems to say, Hz. */
const VOWELS = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [390, 1990, 2550],
  [570, 840, 2410],
  [440, 1020, 2240],
  [660, 1720, 2410],
] as const;

/** People talking all around: voices of their own pitch and pace, no word of which is understood. */
export function crowd(length: number, seed: number): Sound {
  const sound = silence(length, 2);
  const people = 26;
  for (let p = 0; p < people; p++) {
    const random = chance(seed + 31 * p);
    const voice = speaker(length, random);
    const [toLeft, toRight] = panned(random() * 1.8 - 0.9);
    const near = 0.35 + 0.65 * random() ** 2;
    const [left, right] = [sound.channels[0]!, sound.channels[1]!];
    for (let i = 0; i < length; i++) {
      left[i] = left[i]! + voice[i]! * near * toLeft;
      right[i] = right[i]! + voice[i]! * near * toRight;
    }
  }
  for (const channel of sound.channels) filtered(channel, { kind: 'low', hertz: 3200 }, RATE);
  blend(sound, wideNoise(length, seed + 5, [{ kind: 'band', hertz: 420, q: 0.6 }]), 0.03);
  return inRoom(sound, 0.8, 1.1);
}

/** One voice: pulses of the throat through a mouth that changes with every syllable, pauses between. */
function speaker(length: number, random: () => number): Float32Array {
  const pulses = new Float32Array(length);
  const loud = new Float32Array(length);
  const vowels: (readonly number[])[] = [];
  const starts: number[] = [];
  const pitch = random() < 0.5 ? 95 + 45 * random() : 175 + 70 * random();
  const size = pitch > 160 ? 1.13 : 1;
  let at = Math.floor(random() * 2 * RATE);
  let phase = 0;
  while (at < length) {
    const syllables = 3 + Math.floor(random() * 9);
    for (let s = 0; s < syllables && at < length; s++) {
      const count = Math.floor((0.12 + 0.14 * random()) * RATE);
      const tune = pitch * (1.12 - (0.22 * s) / syllables + 0.12 * (random() - 0.5));
      const stress = 0.5 + 0.5 * random();
      starts.push(at);
      vowels.push(VOWELS[Math.floor(random() * VOWELS.length)]!.map((hertz) => hertz * size));
      for (let i = 0; i < count && at + i < length; i++) {
        phase += tune / RATE;
        if (phase >= 1) {
          phase -= 1;
          pulses[at + i] = 1;
        } else pulses[at + i] = (random() - 0.5) * 0.04;
        loud[at + i] = stress * Math.sin((Math.PI * (i + 0.5)) / count) ** 0.7;
      }
      at += count;
    }
    at += Math.floor((0.3 + 1.6 * random()) * RATE);
  }
  const out = new Float32Array(length);
  let syllable = 0;
  const vowelAt = (sample: number): readonly number[] => {
    if (sample < (starts[syllable] ?? 0)) syllable = 0;
    while ((starts[syllable + 1] ?? Number.POSITIVE_INFINITY) <= sample) syllable += 1;
    return vowels[syllable] ?? VOWELS[0];
  };
  [1, 0.5, 0.22].forEach((level, formant) => {
    syllable = 0;
    const band = swept(
      Float32Array.from(pulses),
      (i) => ({ kind: 'band', hertz: vowelAt(i)[formant]!, q: 7 }),
      RATE,
      256,
    );
    for (let i = 0; i < length; i++) out[i] = out[i]! + band[i]! * level * loud[i]! * 6;
  });
  return out;
}

/** A fire: roar that flickers, crackle, now and then a snap. */
export function fire(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const roar = wideNoise(length, seed + 1, [
    { kind: 'high', hertz: 60 },
    { kind: 'low', hertz: 420 },
  ]);
  blend(sound, roar, breath(length, 0.22, 0.2, 0.35, seed + 2));
  blend(
    sound,
    wideNoise(length, seed + 3, [{ kind: 'high', hertz: 3000 }]),
    breath(length, 0.35, 0.02, 0.08, seed + 4),
  );
  const burst = wander(length, Math.round(0.5 * RATE), seed + 5);
  for (const at of moments(length, RATE, 60, random)) {
    if (random() > burst[at]! ** 2) continue;
    const hertz = 900 + 4200 * random();
    const loud = 0.15 + 0.9 * random() ** 4;
    const modes = [
      { hertz, level: 1, decay: 0.0012 + 0.003 * random() },
      { hertz: hertz * 0.43, level: 0.7, decay: 0.004 },
    ];
    strike(sound, modes, { at, pan: random() * 1.2 - 0.6, level: loud });
  }
  return sound;
}

/** A stream over stones: bubbles that rise in pitch over a soft rush. */
export function stream(length: number, seed: number): Sound {
  const random = chance(seed);
  const sound = silence(length, 2);
  const rush = wideNoise(length, seed + 1, [
    { kind: 'high', hertz: 350 },
    { kind: 'low', hertz: 3200 },
  ]);
  blend(sound, rush, breath(length, 1.4, 0.16, 0.08, seed + 2));
  for (const at of moments(length, RATE, 75, random)) {
    const hertz = 380 + 1300 * random() ** 1.6;
    const decay = 0.008 + 0.03 * random();
    const modes = [{ hertz, level: 1, decay, glide: hertz * (1 + 5 * random()) }];
    strike(sound, modes, { at, pan: random() * 1.6 - 0.8, level: 0.06 + 0.34 * random() ** 3 });
  }
  return sound;
}

/** The sea: waves that gather, break and run out, one every seven seconds or so. */
export function waves(length: number, seed: number): Sound {
  const random = chance(seed);
  const swell = new Float32Array(length).fill(0.12);
  for (let at = -Math.floor(random() * 5 * RATE); at < length; ) {
    const rise = (1.6 + random()) * RATE;
    const fall = (3 + 2 * random()) * RATE;
    const height = 0.55 + 0.45 * random();
    for (let i = 0; i < rise + fall; i++) {
      const place = Math.floor(at + i);
      if (place < 0 || place >= length) continue;
      const shape = i < rise ? (i / rise) ** 2.2 : Math.exp((-2.6 * (i - rise)) / fall);
      swell[place] = Math.max(swell[place]!, 0.12 + height * shape);
    }
    at += (5.2 + 3.2 * random()) * RATE;
  }
  const channels = [0, 1].map((side) => {
    // The swell of one side comes a little after the other's.
    const late = side * Math.round(0.05 * RATE);
    const at = (i: number) => swell[Math.max(0, i - late)]!;
    const low = swept(
      pinkNoise(length, seed + 3 + side),
      (i) => ({ kind: 'low', hertz: 280 + 1500 * at(i) }),
      RATE,
    );
    const foam = filtered(whiteNoise(length, seed + 5 + side), { kind: 'high', hertz: 2600 }, RATE);
    return low.map((sample, i) => sample * at(i) + foam[i]! * 0.12 * at(i) ** 2.5);
  });
  return { rate: RATE, channels };
}

/** A summer night: a few crickets, each with its own pitch, pace and place. */
export function crickets(length: number, seed: number): Sound {
  const sound = silence(length, 2);
  for (let c = 0; c < 5; c++) {
    const random = chance(seed + 17 * c);
    const hertz = 4050 + 1000 * random();
    const every = (0.42 + 0.25 * random()) * RATE;
    const pulses = 3 + Math.floor(random() * 2);
    const [toLeft, toRight] = panned(random() * 2 - 1);
    const level = 0.15 + 0.5 * random() ** 2;
    const [left, right] = [sound.channels[0]!, sound.channels[1]!];
    const pulse = Math.round(0.017 * RATE);
    for (let at = random() * RATE; at < length; at += every * (0.96 + 0.08 * random())) {
      // Now and then it listens.
      if (random() < 0.06) at += (1 + 2 * random()) * RATE;
      for (let p = 0; p < pulses; p++) {
        const from = Math.floor(at + p * 0.031 * RATE);
        for (let i = 0; i < pulse && from + i < length; i++) {
          if (from + i < 0) continue;
          const shape = Math.sin((Math.PI * i) / pulse) ** 1.5;
          const sample =
            Math.sin((2 * Math.PI * hertz * i) / RATE) * shape * level * (0.7 + 0.15 * p);
          left[from + i] = left[from + i]! + sample * toLeft;
          right[from + i] = right[from + i]! + sample * toRight;
        }
      }
    }
  }
  blend(sound, wideNoise(length, seed + 3, [{ kind: 'low', hertz: 500 }]), 0.02);
  return inRoom(sound, 0.35, 0.6);
}

/** Birds by day: each sings its own short phrase, and waits. */
export function birds(length: number, seed: number): Sound {
  const sound = silence(length, 2);
  for (let b = 0; b < 4; b++) {
    const random = chance(seed + 23 * b);
    const pitch = 2600 + 2200 * random();
    const song = Array.from({ length: 3 + Math.floor(random() * 5) }, () => ({
      from: pitch * (0.8 + 0.5 * random()),
      to: pitch * (0.8 + 0.5 * random()),
      seconds: 0.05 + 0.11 * random(),
      trill: random() < 0.3 ? 28 + 20 * random() : 0,
    }));
    const [toLeft, toRight] = panned(random() * 2 - 1);
    const level = 0.2 + 0.45 * random();
    const [left, right] = [sound.channels[0]!, sound.channels[1]!];
    for (let at = random() * 3 * RATE; at < length; ) {
      for (const { from, to, seconds, trill } of song) {
        const count = Math.floor(seconds * RATE);
        let phase = 0;
        for (let i = 0; i < count; i++) {
          const t = i / count;
          const wave = trill ? 1 + 0.06 * Math.sin((2 * Math.PI * trill * i) / RATE) : 1;
          phase += (2 * Math.PI * (from + (to - from) * t) * wave) / RATE;
          const place = Math.floor(at) + i;
          if (place >= length) break;
          const sample = Math.sin(phase) * Math.sin(Math.PI * t) ** 0.8 * level;
          left[place] = left[place]! + sample * toLeft;
          right[place] = right[place]! + sample * toRight;
        }
        at += count + (0.02 + 0.05 * random()) * RATE;
      }
      at += (1.8 + 4.5 * random()) * RATE;
    }
  }
  blend(sound, wideNoise(length, seed + 3, [{ kind: 'band', hertz: 700, q: 0.5 }]), 0.015);
  return inRoom(sound, 0.4, 0.9);
}
