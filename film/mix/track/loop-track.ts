import { type Sound, silence } from '../../media/sound.ts';
import { findPulse, HOP, type Listening, listen, type Pulse } from './beats.ts';

/** A stretch of a track and where it is heard; all in samples. */
export interface TrackStretch {
  /** First sample of the track that is heard. */
  readonly from: number;
  /** Where in the music it begins. */
  readonly at: number;
  readonly length: number;
}

/** How a track fills a length. */
export interface TrackPlan {
  /** In order; each one overlaps the one before by `crossfade`. */
  readonly stretches: readonly TrackStretch[];
  readonly crossfade: number;
  /** Where the fade at the end begins: on a bar line where the track has bars. */
  readonly fadeFrom: number;
  readonly length: number;
}

/** Seconds that the last fade takes, at least and at most. */
const FADE = { least: 1.5, most: 6 };
/** Seconds over which one pass goes over into the next: short where bars meet bars. */
const CROSSFADE = { onBar: 0.06, anywhere: 1.5 };
/** Shorter loops than this are heard as loops. */
const SHORTEST_LOOP = 8;
/** Bars at both ends of a track among which the loop's ends are looked for. */
const ENDS = 16;

/**
 * Makes a track as long as is asked for. A longer one fades out from a bar line on; a shorter one goes
 * back from a bar line to another after which the same is played, as often as it takes. A track without a
 * pulse goes back under a crossfade.
 *
 * @param length samples at the sound's own rate
 */
export function loopTrack(sound: Sound, length: number): Sound {
  const plan = planTrack(sound, length);
  return playTrack(sound, plan);
}

/** Plans it, without playing it. */
export function planTrack(sound: Sound, length: number): TrackPlan {
  const { rate } = sound;
  const whole = heardLength(sound);
  const listening = listen(sound);
  const pulse = findPulse(listening);
  const bars = pulse ? barTimes(pulse) : [];
  if (whole >= length) {
    const stretches = [{ from: 0, at: 0, length }];
    return { stretches, crossfade: 0, fadeFrom: fadeStart(stretches, bars, length, rate), length };
  }
  const loop = pulse && bestLoop(sound, listening, bars, whole);
  const blend = loop ? CROSSFADE.onBar : Math.min(CROSSFADE.anywhere, whole / rate / 4);
  const crossfade = Math.round(blend * rate);
  const { from, to } = loop ?? { from: 0, to: whole - crossfade };
  // The crossfade lies behind the bar line, so that its first stroke is whole on one side.
  const stretches: TrackStretch[] = [{ from: 0, at: 0, length: Math.min(length, to + crossfade) }];
  for (let at = to; at < length; at += to - from) {
    const left = length - at;
    stretches.push({ from, at, length: Math.min(left, to - from + crossfade) });
  }
  return { stretches, crossfade, fadeFrom: fadeStart(stretches, bars, length, rate), length };
}

/** Plays a plan: passes one over the other, the fade at the end. */
export function playTrack(
  sound: Sound,
  { stretches, crossfade, fadeFrom, length }: TrackPlan,
): Sound {
  const out = silence(length, sound.channels.length === 1 ? 1 : 2, sound.rate);
  out.channels.forEach((channel, c) => {
    const track = sound.channels[c]!;
    stretches.forEach(({ from, at, length: count }, s) => {
      const isFirst = s === 0;
      const isLast = s === stretches.length - 1;
      for (let i = 0; i < count && at + i < length; i++) {
        let gain = 1;
        if (!isFirst && i < crossfade) gain = Math.sin((Math.PI / 2) * (i / crossfade));
        const left = count - i;
        if (!isLast && left < crossfade) gain *= Math.sin((Math.PI / 2) * (left / crossfade));
        channel[at + i] = channel[at + i]! + (track[from + i] ?? 0) * gain;
      }
    });
    const fade = length - fadeFrom;
    for (let i = fadeFrom; i < length; i++) {
      channel[i] = channel[i]! * Math.cos((Math.PI / 2) * ((i - fadeFrom + 1) / fade)) ** 1.5;
    }
  });
  return out;
}

/** Samples until a track has died away: silence at its end is not looped. */
function heardLength({ channels, rate }: Sound): number {
  const length = channels[0]?.length ?? 0;
  for (let end = length; end > 0; end -= HOP) {
    for (const channel of channels) {
      for (let i = Math.max(0, end - HOP); i < end; i++) {
        if (Math.abs(channel[i]!) > 0.003) return Math.min(length, end + Math.round(rate * 0.05));
      }
    }
  }
  return length;
}

function barTimes({ beats, bars }: Pulse): readonly number[] {
  return bars.map((beat) => beats[beat]!);
}

/** The bar line of the music from which a fade takes between its least and most seconds. */
function fadeStart(
  stretches: readonly TrackStretch[],
  bars: readonly number[],
  length: number,
  rate: number,
): number {
  const shortest = Math.min(FADE.least, length / rate / 3) * rate;
  const wished = length - Math.min(3.5, length / rate / 3) * rate;
  let best = Math.round(wished);
  let least = Number.POSITIVE_INFINITY;
  for (const { from, at, length: count } of stretches) {
    for (const bar of bars) {
      const heard = bar - from + at;
      if (bar < from || bar >= from + count) continue;
      if (heard < length - FADE.most * rate || heard > length - shortest) continue;
      if (Math.abs(heard - wished) < least) {
        least = Math.abs(heard - wished);
        best = heard;
      }
    }
  }
  return Math.max(0, best);
}

/**
 * The two bar lines, one near each end, after which a track sounds most alike; whole groups of four bars
 * between them where they fit nearly as well. The second one is moved by a few hundredths of a second
 * until its strokes agree best.
 */
function bestLoop(
  sound: Sound,
  listening: Listening,
  bars: readonly number[],
  whole: number,
): { readonly from: number; readonly to: number } | undefined {
  const { rate } = sound;
  const inside = bars.filter((bar) => bar < whole);
  if (inside.length < 6) return undefined;
  const bar = (inside.at(-1)! - inside[0]!) / (inside.length - 1);
  // What comes after a bar line: two bars of it, as far as the track has them.
  const span = Math.round((bar * 2) / HOP);
  let best: { from: number; to: number } | undefined;
  let most = Number.NEGATIVE_INFINITY;
  const count = inside.length;
  for (let a = 0; a < Math.min(ENDS, count); a++) {
    for (let b = Math.max(a + 2, count - ENDS); b < count; b++) {
      const [from, to] = [inside[a]!, inside[b]!];
      if (to - from < Math.min(SHORTEST_LOOP * rate, whole / 2)) continue;
      if (to + bar > whole) continue;
      const alike = likeness(listening, Math.round(from / HOP), Math.round(to / HOP), span);
      const square = (b - a) % 4 === 0 ? 0.12 : (b - a) % 2 === 0 ? 0.05 : 0;
      const score = alike + square + (0.3 * (to - from)) / whole;
      if (score > most) {
        most = score;
        best = { from, to };
      }
    }
  }
  return best && { from: best.from, to: aligned(sound, best.from, best.to, Math.round(bar)) };
}

/** How alike a track is after two moments, 1 the same: correlation of its bands, and of their changes. */
function likeness({ bands, onsets }: Listening, a: number, b: number, span: number): number {
  const rows = [...bands, onsets];
  let sum = 0;
  for (const row of rows) {
    const count = Math.min(span, row.length - b, row.length - a);
    if (count < 8) return -1;
    let [ma, mb] = [0, 0];
    for (let i = 0; i < count; i++) {
      ma += row[a + i]! / count;
      mb += row[b + i]! / count;
    }
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const x = row[a + i]! - ma;
      const y = row[b + i]! - mb;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    // As loud, too: a band that is missing on one side is no likeness.
    const apart = Math.min(1, Math.abs(ma - mb) / 4);
    sum += (aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0) - apart;
  }
  return sum / rows.length;
}

/** Samples of one step of a fine look at a track: 2 ms. */
const FINE = 96;

/**
 * The moment near `to` whose strokes, a bar before it and a bar after, fall as those around `from` do: beats
 * are known to a hundredth of a second, and a loop that is off by more limps.
 */
function aligned(sound: Sound, from: number, to: number, bar: number): number {
  const reach = Math.round((sound.rate * 0.06) / FINE);
  const before = Math.min(bar, from);
  const count = Math.floor((before + bar) / FINE);
  const here = strokes(sound, from - before, count);
  const there = strokes(sound, to - before - reach * FINE, count + 2 * reach);
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let shift = -reach; shift <= reach; shift++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += here[i]! * there[i + reach + shift]!;
    // No reason to move where nothing agrees.
    if (sum - Math.abs(shift) * 1e-12 > most) {
      most = sum - Math.abs(shift) * 1e-12;
      best = shift;
    }
  }
  return to + best * FINE;
}

/** How much begins in each fine step from a sample on, a little blurred. */
function strokes({ channels }: Sound, from: number, count: number): Float32Array {
  const channel = channels[0]!;
  const loud = Float32Array.from({ length: count + 1 }, (_, step) => {
    let sum = 1e-6;
    for (let i = from + (step - 1) * FINE; i < from + step * FINE; i++) {
      sum += Math.abs((channel[i] ?? 0) - (channel[i - 1] ?? 0));
    }
    return Math.log(sum);
  });
  const rises = Float32Array.from({ length: count }, (_, i) =>
    Math.max(0, loud[i + 1]! - loud[i]!),
  );
  return rises.map((rise, i) => rise + 0.7 * ((rises[i - 1] ?? 0) + (rises[i + 1] ?? 0)));
}
