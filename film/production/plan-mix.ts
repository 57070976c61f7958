import type { Timeline } from '../cut/timeline.ts';
import type { Film } from '../document/film-document.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import { SOUND_RATE } from '../media/sound.ts';
import { duckUnder, type LevelPoint } from '../mix/ducking.ts';
import type { LoudnessTarget } from '../mix/mixdown.ts';
import type { PlacedSound } from '../mix/stem.ts';
import type { Delivery, LineId } from '../story/line.ts';
import type { Take } from '../voice/take.ts';
import type { PlacedLine } from './placed-lines.ts';
import type { Step } from './step.ts';

/** A sound of the store with its place in the film. */
export interface PlannedSound extends PlacedSound {
  /** The step that makes it. */
  readonly sound: ContentHash;
  /** How loud it is made before its gain, LUFS; missing: it is as loud as it was made. */
  readonly level?: number;
}

/** What a film's sound is mixed from. */
export interface MixRecipe {
  readonly madeBy: ContentHash;
  /** Samples. */
  readonly length: number;
  readonly sounds: readonly PlannedSound[];
  readonly ducking: readonly LevelPoint[];
  readonly target: LoudnessTarget;
  /** The encoder and its options. */
  readonly encoding: string;
}

export type MixStep = Step<'mix', MixRecipe>;

/** A line's circled take and the step that made it. */
export interface KnownTake {
  readonly key: ContentHash;
  readonly take: Take;
}

/** What is not the film's and still decides the mix. */
export interface MixTools {
  readonly hash: Hasher;
  readonly madeBy: ContentHash;
  readonly encoding: string;
}

/**
 * Voices before the common gain, LUFS: in a programme of -14 they lie at -16 to -18. What is whispered
 * or shouted keeps some of its difference.
 */
const VOICE_LEVELS: Readonly<Record<Delivery, number>> = {
  speech: -17,
  thought: -19,
  shout: -15,
  whisper: -20,
  narration: -17,
  'off-panel': -19,
};

/** A decibel less than the -1 dBTP that is promised: encoders draw the wave a little higher. */
const CEILING = -2;

/** The mix of a film: every take in its place, with the music and effects that go with it. */
export function planMix(
  film: Film,
  timeline: Timeline,
  lines: readonly PlacedLine[],
  takes: ReadonlyMap<LineId, KnownTake>,
  others: readonly PlannedSound[],
  { hash, madeBy, encoding }: MixTools,
): MixStep {
  const deliveries = new Map(
    film.scenes.flatMap(({ shots }) =>
      shots.flatMap((shot) => shot.lines.map((line) => [line.id, line.delivery] as const)),
    ),
  );
  const voices = lines.flatMap(({ id, at }): PlannedSound[] => {
    const known = takes.get(id);
    if (!known) return [];
    return [
      {
        sound: known.key,
        stem: 'dialogue',
        at,
        length: known.take.length.value,
        gain: 0,
        level: VOICE_LEVELS[deliveries.get(id) ?? 'speech'],
        fadeIn: 0,
        fadeOut: 0,
      },
    ];
  });
  const spoken = lines.flatMap(({ spoken }) => spoken ?? []);
  const input: MixRecipe = {
    madeBy,
    length: Math.round((timeline.duration.value * SOUND_RATE) / timeline.rate),
    sounds: [...voices, ...others],
    ducking: duckUnder(spoken, SOUND_RATE),
    target: { integrated: film.sound.loudness, ceiling: CEILING },
    encoding,
  };
  return { kind: 'mix', key: hash(canonicalJson({ mix: input })), input };
}
