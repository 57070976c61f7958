import { filtered, highPass } from '@inkreel/film/media/biquad.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import type { Delivery } from '@inkreel/film/story/line.ts';
import type { Mood } from '@inkreel/film/story/mood.ts';
import { builtInVoice } from '@inkreel/film/voice/built-in-voices.ts';
import type { SpokenLine } from '@inkreel/film/voice/voice.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFliteVoice } from './flite-voice.ts';

const voice = openFliteVoice(1);
const settings = builtInVoice('clara')!.settings;
const say = (delivery: Delivery, mood?: Mood): Promise<SpokenLine> =>
  voice.speak({
    text: 'We are on our own now, all along this long low street.',
    settings,
    delivery,
    ...(mood ? { mood } : {}),
  });

let plain: SpokenLine;
beforeAll(async () => {
  plain = await say('speech');
});
afterAll(() => voice.close());

const samplesOf = ({ sound }: SpokenLine): Float32Array => sound.channels[0]!;
const loudness = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
/** Decibels of what lies above 3 kHz, against all. */
const brightness = (line: SpokenLine): number => {
  const filter = highPass(3500, SOUND_RATE);
  const bright = filtered(filtered(samplesOf(line), filter), filter);
  return loudness(bright) - loudness(samplesOf(line));
};

/** Pitches of the voiced frames, in Hz: the lag at which a frame is most like itself. */
function pitchesOf(line: SpokenLine): readonly number[] {
  const samples = samplesOf(line);
  const pitches: number[] = [];
  for (let from = 0; from + 4800 < samples.length; from += 960) {
    const likeness = (lag: number): number => {
      let both = 0;
      let one = 0;
      let other = 0;
      for (let n = from; n < from + 1920; n += 2) {
        both += samples[n]! * samples[n + lag]!;
        one += samples[n]! ** 2;
        other += samples[n + lag]! ** 2;
      }
      return one < 0.01 ? 0 : both / Math.sqrt(one * other + 1e-9);
    };
    let best = 0;
    let at = 0;
    for (let lag = 120; lag < 480; lag += 2) {
      const found = likeness(lag);
      if (found > best) {
        best = found;
        at = lag;
      }
    }
    if (best > 0.75) pitches.push(SOUND_RATE / at);
  }
  return pitches.sort((a, b) => a - b);
}
const part = (values: readonly number[], share: number): number =>
  values[Math.floor(share * (values.length - 1))]!;

describe('how a line is spoken is heard', () => {
  it('has no pitch in a whisper, and is soft', async () => {
    const whisper = await say('whisper');
    expect(pitchesOf(plain).length).toBeGreaterThan(40);
    expect(pitchesOf(whisper).length).toBeLessThan(pitchesOf(plain).length / 5);
    expect(loudness(samplesOf(whisper))).toBeLessThan(loudness(samplesOf(plain)) - 4);
    // It is speech still: the same words, none of it silent.
    expect(whisper.take.words.length).toBe(plain.take.words.length);
  });

  it('is higher, louder and brighter in a shout', async () => {
    const shout = await say('shout');
    expect(part(pitchesOf(shout), 0.5)).toBeGreaterThan(1.2 * part(pitchesOf(plain), 0.5));
    expect(loudness(samplesOf(shout))).toBeGreaterThan(loudness(samplesOf(plain)) + 3);
    expect(brightness(shout)).toBeGreaterThan(brightness(plain) + 2);
  });

  it('is dull and distant off the panel, and rings on in a thought', async () => {
    const off = await say('off-panel');
    expect(brightness(off)).toBeLessThan(brightness(plain) - 6);
    const thought = await say('thought');
    const last = thought.take.phones.at(-1)!;
    expect(last.phone).toBe('pau');
    const tail = samplesOf(thought).subarray(last.range.start.value, last.range.start.value + 4800);
    expect(loudness(tail)).toBeGreaterThan(-70);
    expect(thought.take.length.value).toBeGreaterThan(plain.take.length.value);
  });

  it('follows the mood of the scene', async () => {
    const sad = await say('speech', 'sad');
    const joyful = await say('speech', 'joyful');
    const swing = (line: SpokenLine) => {
      const pitches = pitchesOf(line);
      return part(pitches, 0.9) - part(pitches, 0.1);
    };
    expect(sad.take.length.value).toBeGreaterThan(1.1 * joyful.take.length.value);
    expect(part(pitchesOf(joyful), 0.5)).toBeGreaterThan(1.08 * part(pitchesOf(sad), 0.5));
    expect(swing(joyful)).toBeGreaterThan(1.3 * swing(sad));
  });

  it('never passes full scale', async () => {
    for (const name of ['tin', 'amos', 'boris']) {
      const { sound } = await voice.speak({
        text: 'HELP! Out! Back! Take it, Bob!',
        settings: builtInVoice(name)!.settings,
        delivery: 'shout',
        mood: 'tense',
      });
      expect(sound.channels[0]!.every((sample) => Math.abs(sample) <= 0.99)).toBe(true);
    }
  });
});
