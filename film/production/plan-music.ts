import { shotStarts, type Timeline } from '../cut/timeline.ts';
import type { Film } from '../document/film-document.ts';
import { assertNever } from '../grammar/assert-never.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { MediaReference } from '../media/art.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import { SOUND_RATE } from '../media/sound.ts';
import type { Score } from '../mix/score/score.ts';
import { type MoodSpan, scoreFilm } from '../mix/score/score-film.ts';
import { type Rational, rational } from '../time/rational.ts';
import type { PlannedSound } from './plan-mix.ts';
import type { Step } from './step.ts';

/** What one piece of music is played from. */
export interface MusicRecipe {
  readonly madeBy: ContentHash;
  readonly score: Score;
}

export type MusicStep = Step<'music', MusicRecipe>;

/** What a track of the user's own is laid under a film from. */
export interface TrackRecipe {
  readonly madeBy: ContentHash;
  /** The file's content. */
  readonly content: ContentHash;
  /** Samples. */
  readonly length: number;
}

export interface TrackStep extends Step<'track', TrackRecipe> {
  /** Where the file is found today; not part of the key, for it may move. */
  readonly reference: MediaReference;
}

/** The music of a film: what is to be played, and where it lies. */
export interface MusicPlan {
  readonly steps: readonly (MusicStep | TrackStep)[];
  readonly sounds: readonly PlannedSound[];
}

/** Before the common gain, LUFS, where nobody speaks: 4 dB under the voices. */
export const MUSIC_LEVEL = -21;
/** So that no cue begins or ends with a click. */
const FADE = Math.round(0.03 * SOUND_RATE);

/** What is not the film's and still decides its music. */
export interface MusicTools {
  readonly hash: Hasher;
  /** The code that plays scores, and the code that lays a track. */
  readonly madeBy: { readonly music: ContentHash; readonly track: ContentHash };
  /** Content of the user's own track, where the film has one. */
  readonly track: ContentHash | undefined;
}

/** The music of a film: scored for its scenes by their moods and cuts, a track of the user's own, or none. */
export function planMusic(film: Film, timeline: Timeline, tools: MusicTools): MusicPlan {
  switch (film.music.kind) {
    case 'scored':
      return scored(film, timeline, tools);
    case 'track':
      return laid(film.music.reference, timeline, tools);
    case 'none':
      return { steps: [], sounds: [] };
    default:
      return assertNever(film.music);
  }
}

function laid(
  reference: MediaReference,
  timeline: Timeline,
  { hash, madeBy, track: content }: MusicTools,
): MusicPlan {
  if (content === undefined) throw new RangeError(`The content of ${reference.file} is not known.`);
  const length = Math.round((timeline.duration.value * SOUND_RATE) / timeline.rate);
  const input: TrackRecipe = { madeBy: madeBy.track, content, length };
  const key = hash(canonicalJson({ track: input }));
  return { steps: [{ kind: 'track', key, input, reference }], sounds: [musicAt(key, 0, length)] };
}

function musicAt(sound: ContentHash, at: number, length: number): PlannedSound {
  const fades = { fadeIn: FADE, fadeOut: FADE };
  return { sound, stem: 'music', at, length, gain: 0, level: MUSIC_LEVEL, ...fades };
}

function scored(film: Film, timeline: Timeline, { hash, madeBy }: MusicTools): MusicPlan {
  const cues = scoreFilm({ ...spansOf(film, timeline), seed: film.seed });
  const planned = cues.map(({ score, range }) => {
    const input: MusicRecipe = { madeBy: madeBy.music, score };
    const step: MusicStep = { kind: 'music', key: hash(canonicalJson({ music: input })), input };
    return { step, sound: musicAt(step.key, range.start.value, range.duration.value) };
  });
  return { steps: planned.map(({ step }) => step), sounds: planned.map(({ sound }) => sound) };
}

/** The scenes in film time, and the cuts between shots. */
export function spansOf(
  film: Film,
  timeline: Timeline,
): { readonly spans: readonly MoodSpan[]; readonly cuts: readonly Rational[] } {
  const starts = shotStarts(timeline);
  const { rate, duration } = timeline;
  const firsts = film.scenes.flatMap(({ shots, mood }) => {
    const start = shots.map(({ id }) => starts.get(id)).find((each) => each !== undefined);
    return start === undefined ? [] : [{ start: Math.max(0, start), mood }];
  });
  const spans = firsts.map(({ start, mood }, index): MoodSpan => {
    const end = firsts[index + 1]?.start ?? duration.value;
    return {
      range: { start: rational(start, rate), duration: rational(end - start, rate) },
      mood,
    };
  });
  const cuts = [...starts.values()].filter((start) => start > 0);
  return { spans, cuts: cuts.map((start) => rational(start, rate)) };
}
