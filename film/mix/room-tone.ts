/** What a quiet room sounds like, about 66 dB below full scale: silence is never digital. */
const LEVEL = 0.0012;
/** Samples that are smoothed into one: a room hums rather than hisses. */
const SMOOTH = 24;

/** Adds the tone of a room to a channel, from the film's sample `from` on; each channel has its own. */
export function addRoomTone(channel: Float32Array, from: number, which: number): void {
  let sum = 0;
  for (let k = 1; k < SMOOTH; k++) sum += noiseAt(from - k, which);
  for (let i = 0; i < channel.length; i++) {
    sum += noiseAt(from + i, which);
    channel[i]! += (sum / Math.sqrt(SMOOTH)) * LEVEL;
    sum -= noiseAt(from + i - SMOOTH + 1, which);
  }
}

/** The same at each place whoever asks, -0.5 to 0.5. */
function noiseAt(index: number, which: number): number {
  let x = (index ^ (which * 0x5bd1e995)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  return ((x ^ (x >>> 14)) >>> 0) / 0x1_0000_0000 - 0.5;
}
