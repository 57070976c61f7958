import type { Sound } from '../../media/sound.ts';

/** A mode of a body that was struck: a tone that dies away. */
export interface Mode {
  readonly hertz: number;
  readonly level: number;
  /** Seconds until it has fallen to a third. */
  readonly decay: number;
  /** Hertz a second that it rises by; missing: none. */
  readonly glide?: number;
}

/** Where in a stereo sound something is heard. */
export interface Place {
  /** Sample of its onset. */
  readonly at: number;
  /** -1 left to 1 right. */
  readonly pan: number;
  readonly level: number;
}

/** The two gains of a place between left and right, of equal power. */
export function panned(pan: number): readonly [number, number] {
  const angle = ((Math.max(-1, Math.min(1, pan)) + 1) * Math.PI) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Adds the modes of a struck body to a stereo sound. */
export function strike(sound: Sound, modes: readonly Mode[], { at, pan, level }: Place): void {
  const { rate, channels } = sound;
  const [toLeft, toRight] = panned(pan);
  const [left, right] = [channels[0]!, channels[1]!];
  for (const mode of modes) {
    const steps = Math.min(left.length - at, Math.ceil(mode.decay * 7 * rate));
    const fall = Math.exp(-1 / (mode.decay * rate));
    let loud = mode.level * level;
    let phase = 0;
    // Half a millisecond to speak: no click of its own.
    const attack = rate / 2000;
    for (let i = 0; i < steps; i++) {
      const sample = Math.sin(phase) * loud * Math.min(1, i / attack);
      left[at + i] = left[at + i]! + sample * toLeft;
      right[at + i] = right[at + i]! + sample * toRight;
      loud *= fall;
      phase += (2 * Math.PI * (mode.hertz + ((mode.glide ?? 0) * i) / rate)) / rate;
    }
  }
}

/** Adds mono samples to a stereo sound, what lies beyond its end left away. */
export function place(sound: Sound, samples: Float32Array, { at, pan, level }: Place): void {
  const gains = panned(pan);
  sound.channels.forEach((channel, c) => {
    const gain = gains[c]! * level;
    const count = Math.min(samples.length, channel.length - at);
    for (let i = 0; i < count; i++) channel[at + i] = channel[at + i]! + samples[i]! * gain;
  });
}

/** Delays of a room's walls in milliseconds, left and right apart from each other. */
const COMBS = [
  [29.7, 37.1, 41.1, 43.7],
  [30.5, 36.3, 42.3, 44.9],
] as const;

/**
 * A room around a stereo sound, in place: what it adds dies away within `seconds` and is dull.
 *
 * @param amount 0 nothing, 1 as loud as the sound itself
 */
export function inRoom(sound: Sound, amount: number, seconds: number): Sound {
  const { rate } = sound;
  sound.channels.forEach((channel, side) => {
    const wet = new Float32Array(channel.length);
    for (const milliseconds of COMBS[side % 2]!) {
      const delay = Math.round((milliseconds / 1000) * rate);
      const keep = 10 ** ((-3 * milliseconds) / 1000 / seconds);
      const line = new Float32Array(delay);
      let dull = 0;
      for (let i = 0, place = 0; i < channel.length; i++, place = (place + 1) % delay) {
        const out = line[place]!;
        dull += 0.45 * (out - dull);
        line[place] = channel[i]! + dull * keep;
        wet[i] = wet[i]! + out * 0.35;
      }
    }
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! + wet[i]! * amount;
  });
  return sound;
}
