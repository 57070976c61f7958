import { SOUND_RATE, type Sound } from '../../media/sound.ts';
import { type Rational, rescale } from '../../time/rational.ts';
import { birds, crickets, crowd, fire, rain, stream, waves, wind } from './ambience.ts';
import { type EffectKind, isAmbience } from './effect-kind.ts';
import {
  applause,
  bell,
  creak,
  door,
  drip,
  explosion,
  footsteps,
  glass,
  heartbeat,
  impact,
  knock,
  splash,
  thunder,
  whoosh,
} from './spots.ts';

const MAKERS: Readonly<Record<EffectKind, (length: number, seed: number) => Sound>> = {
  rain,
  wind,
  crowd,
  fire,
  stream,
  waves,
  crickets,
  birds,
  footsteps,
  impact,
  explosion,
  door,
  creak,
  knock,
  thunder,
  whoosh,
  splash,
  drip,
  bell,
  glass,
  heartbeat,
  applause,
};

/** Root mean square that an ambience is brought to, -26 dB. */
const BED = 0.05;
/** Peak that a sound which happens is brought to, -4 dB. */
const TOP = 0.63;
/** Ends go to nothing over so many seconds. */
const EDGE = 0.03;

/**
 * Makes a sound: stereo at `SOUND_RATE`, exactly as long as asked, the same for the same seed. Ambiences
 * are level with each other, and so are sounds that happen, which begin at once; neither begins nor ends
 * with a click. The thread is busy for about a tenth of the length of a crowd, less for the rest.
 */
export function synthesise(kind: EffectKind, length: Rational, seed: number): Sound {
  const count = Math.max(1, rescale(length, SOUND_RATE).value);
  const isBed = isAmbience(kind);
  return edged(levelled(MAKERS[kind](count, seed), isBed), isBed);
}

function levelled(sound: Sound, isBed: boolean): Sound {
  let peak = 0;
  let power = 0;
  for (const channel of sound.channels) {
    for (const sample of channel) {
      peak = Math.max(peak, Math.abs(sample));
      power += sample * sample;
    }
  }
  if (peak === 0) return sound;
  const level = Math.sqrt(power / (sound.channels.length * sound.channels[0]!.length));
  const gain = isBed ? Math.min(BED / level, TOP / peak) : TOP / peak;
  for (const channel of sound.channels) {
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! * gain;
  }
  return sound;
}

/** Down to nothing at the end; up from nothing where the sound was there before it was heard. */
function edged(sound: Sound, isBed: boolean): Sound {
  for (const channel of sound.channels) {
    const edge = Math.min(Math.round(EDGE * SOUND_RATE), Math.floor(channel.length / 2));
    for (let i = 0; i < edge; i++) {
      const gain = i / edge;
      if (isBed) channel[i] = channel[i]! * gain;
      channel[channel.length - 1 - i] = channel[channel.length - 1 - i]! * gain;
    }
  }
  return sound;
}
