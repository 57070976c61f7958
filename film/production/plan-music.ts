import { shotStarts, type Timeline } from '../cut/timeline.ts';
import type { Film } from '../document/film-document.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import { SOUND_RATE } from '../media/sound.ts';
import type { Score } from '../mix/score/score.ts';
import { type MoodSpan, scoreFilm } from '../mix/score/score-film.ts';
import { type Rational, rational } from '../time/rational.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PlannedSound } from './plan-mix.ts';
import type { Step } from './step.ts';

/** What one piece of music is played from. */
export interface MusicRecipe {
  readonly madeBy: ContentHash;
  readonly score: Score;
}

export type MusicStep = Step<'music', MusicRecipe>;

/** The music of a film: what is to be played, and where it lies. */
export interface MusicPlan {
  readonly steps: readonly MusicStep[];
  readonly sounds: readonly PlannedSound[];
}

/** Before the common gain, LUFS, where nobody speaks: 4 dB under the voices. */
export const MUSIC_LEVEL = -21;
/** So that no cue begins or ends with a click. */
const FADE = Math.round(0.03 * SOUND_RATE);

/** Scores a film for its scenes, by their moods and cuts. */
export function planMusic(
  film: Film,
  timeline: Timeline,
  { hash, madeBy }: { readonly hash: Hasher; readonly madeBy: ContentHash },
): MusicPlan {
  const cues = scoreFilm({ ...spansOf(film, timeline), seed: film.seed });
  const planned = cues.map(({ score, range }) => {
    const input: MusicRecipe = { madeBy, score };
    const step: MusicStep = { kind: 'music', key: hash(canonicalJson({ music: input })), input };
    const sound: PlannedSound = {
      sound: step.key,
      stem: 'music',
      at: range.start.value,
      length: range.duration.value,
      level: MUSIC_LEVEL,
      fadeIn: FADE,
      fadeOut: FADE,
    };
    return { step, sound };
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
    const start = shots[0] && starts.get(shots[0].id);
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
