import { resampleSound } from '@inkreel/film/media/resample-sound.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { predict, responseAt } from '@inkreel/film/voice/linear-prediction.ts';
import type { SpokenLine } from '@inkreel/film/voice/voice.ts';

/** Pitch and first two formants of a line, in semitones, so that each counts as it is heard. */
export type VoicePlace = readonly [number, number, number];

const RATE = 10_000;
const VOWELS = new Set('aa ae ah ao eh er ey ih iy ow uh uw'.split(' '));
const semitones = (hertz: number): number => 12 * Math.log2(hertz);

/** Measures the vowels of a line, whose times its take tells; only the sound itself says how they sound. */
export function placeOf({ sound, take }: SpokenLine): VoicePlace {
  const samples = resampleSound(sound.channels[0]!, SOUND_RATE, RATE);
  const found: VoicePlace[] = [];
  for (const { phone, range } of take.phones) {
    if (!VOWELS.has(phone)) continue;
    const middle = ((range.start.value + range.duration.value / 2) / SOUND_RATE) * RATE;
    const pitch = pitchAt(samples, middle);
    if (!pitch) continue;
    // Windows shorter than a period or two see the envelope and not the overtones under it.
    for (let step = -4; step <= 4; step++) {
      const formants = formantsAt(samples, middle + step * 0.003 * RATE);
      if (formants) found.push([pitch, ...formants].map(semitones) as unknown as VoicePlace);
    }
  }
  return found.length === 0 ? [0, 0, 0] : meanPlace(found);
}

/** How far apart two places are. */
export function apart(a: VoicePlace, b: VoicePlace): number {
  return Math.hypot(...a.map((value, n) => value - b[n]!));
}

/** Where the middle of some places is. */
export function meanPlace(places: readonly VoicePlace[]): VoicePlace {
  const mean = (n: number) => places.reduce((sum, place) => sum + place[n]!, 0) / places.length;
  return [mean(0), mean(1), mean(2)];
}

/** In Hz, by autocorrelation over 50 ms; undefined where there is none. */
function pitchAt(samples: Float32Array, middle: number): number | undefined {
  const size = 0.05 * RATE;
  const from = Math.round(middle - size / 2);
  const correlation = (lag: number): number => {
    let both = 0;
    let one = 0;
    let other = 0;
    for (let n = 0; n < size; n++) {
      const a = samples[from + n] ?? 0;
      const b = samples[from + n + lag] ?? 0;
      both += a * b;
      one += a * a;
      other += b * b;
    }
    return both / Math.sqrt(one * other + 1e-12);
  };
  const lags = Array.from({ length: 170 }, (_, n) => n + 22);
  const values = lags.map(correlation);
  const most = Math.max(...values);
  if (most < 0.5) return undefined;
  // Of all multiples of a period the first is meant.
  const first = values.findIndex(
    (value, n) =>
      value > 0.88 * most && value >= (values[n + 1] ?? 0) && value >= (values[n - 1] ?? 0),
  );
  return RATE / lags[first]!;
}

/** The two lowest peaks of the envelope, in Hz. */
function formantsAt(samples: Float32Array, middle: number): readonly [number, number] | undefined {
  const size = 0.012 * RATE;
  const from = Math.round(middle - size / 2);
  const windowed = Float32Array.from({ length: size }, (_, n) => {
    const bright = (samples[from + n] ?? 0) - 0.95 * (samples[from + n - 1] ?? 0);
    return bright * (0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (size - 1)));
  });
  const prediction = predict(windowed, 10);
  const peaks: number[] = [];
  const STEP = 20;
  for (let hertz = 220; hertz < 3600; hertz += STEP) {
    const here = responseAt(prediction, hertz, RATE);
    if (
      here > responseAt(prediction, hertz - STEP, RATE) &&
      here >= responseAt(prediction, hertz + STEP, RATE)
    ) {
      peaks.push(hertz);
    }
  }
  return peaks.length < 2 ? undefined : [peaks[0]!, peaks[1]!];
}
