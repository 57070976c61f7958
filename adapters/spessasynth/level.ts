import type { Sound } from '@inkreel/film/media/sound.ts';

/** Root mean square that music is brought to, over what of it is not silence; -20 dB. */
const LEVEL = 0.1;
/** No sample above this: -1 dB. */
const PEAK = 0.89;

/**
 * Brings a sound to one level, so that a mix need not know the piece: the root mean square of its louder
 * stretches (400 ms each, none more than 20 dB under the loudest) to -20 dB full scale, or as near as its
 * peaks allow.
 */
export function levelled(sound: Sound): Sound {
  const block = Math.round(sound.rate * 0.4);
  const length = sound.channels[0]?.length ?? 0;
  const powers: number[] = [];
  for (let from = 0; from < length; from += block) {
    const to = Math.min(length, from + block);
    let sum = 0;
    for (const samples of sound.channels) {
      for (let i = from; i < to; i++) sum += samples[i]! * samples[i]!;
    }
    powers.push(sum / ((to - from) * sound.channels.length));
  }
  const loudest = Math.max(...powers, 0);
  if (loudest === 0) return sound;
  const heard = powers.filter((power) => power >= loudest / 100);
  const power = heard.reduce((sum, each) => sum + each, 0) / heard.length;
  let peak = 0;
  for (const samples of sound.channels) {
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }
  const gain = Math.min(LEVEL / Math.sqrt(power), PEAK / peak);
  for (const samples of sound.channels) {
    for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! * gain;
  }
  return sound;
}
