import { describe, expect, it } from 'vitest';
import { LIFE_DEFAULT } from '../../board/life.ts';
import type { Shot } from '../../board/shot.ts';
import { id } from '../../grammar/id.ts';
import { SOUND_RATE, type Sound } from '../../media/sound.ts';
import { rational } from '../../time/rational.ts';
import { effectCues } from './effect-cue.ts';
import { AMBIENCES, type EffectKind, SPOT_SECONDS, SPOTS } from './effect-kind.ts';
import { letteredKind, proposeEffects } from './propose-effects.ts';
import { synthesise } from './synthesise.ts';

const shot = (more: Partial<Shot> = {}): Shot => ({
  id: id<'shot'>('shot-1'),
  source: { kind: 'card', card: { title: 'x' } },
  framing: 'wide',
  camera: { move: 'static' },
  length: rational(72, 24),
  lines: [],
  cast: [],
  engine: 'auto',
  depth: 'auto',
  transition: { kind: 'cut' },
  ...more,
});

const power = (samples: Float32Array, from = 0, to = samples.length): number => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i]! ** 2;
  return sum / (to - from);
};

/** Power of a sound between two frequencies, by correlation at a few of them over a stretch. */
const bandPower = ({ channels }: Sound, low: number, high: number): number => {
  const samples = channels[0]!;
  const size = 4096;
  let sum = 0;
  for (let from = 0; from + size <= samples.length; from += size * 4) {
    for (let hertz = low; hertz < high; hertz *= 1.12) {
      let [re, im] = [0, 0];
      for (let i = 0; i < size; i++) {
        const angle = (2 * Math.PI * hertz * i) / SOUND_RATE;
        re += samples[from + i]! * Math.cos(angle);
        im += samples[from + i]! * Math.sin(angle);
      }
      // Each stands for a band as wide as its step.
      sum += (re * re + im * im) * hertz;
    }
  }
  return sum;
};

const make = (kind: EffectKind, seconds: number, seed = 1): Sound =>
  synthesise(kind, rational(Math.round(seconds * SOUND_RATE), SOUND_RATE), seed);

describe('synthesised sounds', () => {
  it.each([...AMBIENCES, ...SPOTS])(
    '%s is as long as asked, heard, not clipped, by seed',
    (kind) => {
      const seconds = kind in SPOT_SECONDS ? SPOT_SECONDS[kind as keyof typeof SPOT_SECONDS] : 3;
      const sound = make(kind, seconds);
      expect(sound.channels.map(({ length }) => length)).toEqual(
        [seconds, seconds].map((s) => Math.round(s * SOUND_RATE)),
      );
      for (const samples of sound.channels) {
        expect(samples.every(Number.isFinite)).toBe(true);
        expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(
          0.7,
        );
        expect(power(samples)).toBeGreaterThan(10 ** -4.5);
        expect(Math.abs(samples.at(-1)!)).toBeLessThan(1e-3);
      }
      expect(make(kind, seconds)).toEqual(sound);
      expect(make(kind, seconds, 2)).not.toEqual(sound);
    },
  );

  it.each(AMBIENCES.filter((kind) => kind !== 'birds' && kind !== 'crickets'))(
    '%s goes on: no second of it falls silent',
    (kind) => {
      const [left] = make(kind, 8).channels;
      for (let second = 1; second < 7; second++) {
        expect(power(left!, second * SOUND_RATE, (second + 1) * SOUND_RATE)).toBeGreaterThan(
          10 ** -4.6,
        );
      }
    },
  );

  it('lie where their like lies: thunder low, rain high, glass higher', () => {
    const share = (kind: EffectKind, low: number, high: number) => {
      const sound = make(kind, 2);
      return bandPower(sound, low, high) / bandPower(sound, 40, 12_000);
    };
    expect(share('thunder', 40, 300)).toBeGreaterThan(0.65);
    expect(share('explosion', 40, 300)).toBeGreaterThan(0.65);
    expect(share('rain', 800, 12_000)).toBeGreaterThan(0.7);
    expect(share('glass', 2000, 12_000)).toBeGreaterThan(0.65);
    expect(share('crickets', 3800, 5400)).toBeGreaterThan(0.65);
    expect(share('crowd', 200, 3000)).toBeGreaterThan(0.7);
  });

  it('begin at once where they happen', () => {
    for (const kind of ['impact', 'explosion', 'door', 'knock', 'glass', 'bell'] as const) {
      const [left] = make(kind, SPOT_SECONDS[kind]).channels;
      const first = left!.findIndex((sample) => Math.abs(sample) > 0.1);
      expect(first, kind).toBeGreaterThanOrEqual(0);
      expect(first, kind).toBeLessThan(SOUND_RATE / 50);
    }
  });
});

describe('the sounds of a shot', () => {
  it.each([
    ['boom!', 'explosion'],
    ['KA-BOOOOM', 'explosion'],
    ['krakoom', 'thunder'],
    ['tap tap tap', 'footsteps'],
    ['knock knock', 'knock'],
    ['slam', 'door'],
    ['creeeak', 'creak'],
    ['whooosh', 'whoosh'],
    ['thud', 'impact'],
    ['WHAM!', 'impact'],
    ['splash', 'splash'],
    ['drip', 'drip'],
    ['ding dong', 'bell'],
    ['clap clap', 'applause'],
    ['pitter patter', 'rain'],
    ['thump thump', 'heartbeat'],
    ['BRRRING', 'bell'],
    ['klunk', 'impact'],
    ['BLAMMO', 'explosion'],
    ['ドーン', 'explosion'],
    ['コンコン', 'knock'],
    ['ザーザー', 'rain'],
  ] as const)('takes %s for %s', (text, kind) => {
    expect(letteredKind(text)).toBe(kind);
  });

  it.each(['hmm', 'zzz', 'string', 'steppe', 'bamboo', '!?'])('makes nothing of %s', (text) => {
    expect(letteredKind(text)).toBeUndefined();
  });

  it('are lettering, weather and place, each in its time', () => {
    const life = { ...LIFE_DEFAULT, weather: { kind: 'rain' as const } };
    const found = proposeEffects(shot({ effects: ['boom!', 'tap tap'], life }), {
      location: { name: 'Harbour', description: 'An old harbour by night' },
    });
    expect(found.map(({ kind }) => kind)).toEqual(['rain', 'waves', 'explosion', 'footsteps']);
    expect(found[0]).toMatchObject({ at: { value: 0 }, length: { value: 72 } });
    expect(found[2]!.at.value).toBeGreaterThan(0);
    expect(found[3]!.at.value).toBeGreaterThan(found[2]!.at.value);
    expect(found[3]!.at.value).toBeLessThan(72);
    // What is seen is louder than what merely lies around.
    expect(found[0]!.gain).toBeGreaterThan(found[1]!.gain);
  });

  it('are none where nothing tells of any', () => {
    expect(proposeEffects(shot())).toEqual([]);
    expect(
      proposeEffects(shot(), { location: { name: 'Kitchen', description: 'Small and clean' } }),
    ).toEqual([]);
  });

  it('go on as one sound through shots that have them, and end by the end', () => {
    const life = { ...LIFE_DEFAULT, weather: { kind: 'rain' as const } };
    const shots = [0, 72, 144, 216].map((frame, i) => ({
      shot: shot({ ...(i < 2 || i === 3 ? { life } : {}) }),
      start: rational(frame, 24),
    }));
    const cues = effectCues(shots, 5, rational(288, 24));
    expect(
      cues.map(({ kind, range }) => [
        kind,
        range.start.value / SOUND_RATE,
        range.duration.value / SOUND_RATE,
      ]),
    ).toEqual([
      ['rain', 0, 6.5],
      ['rain', 9, 3],
    ]);
    expect(effectCues(shots, 5, rational(288, 24))).toEqual(cues);
  });
});
