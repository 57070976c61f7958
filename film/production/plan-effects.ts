import { shotStarts, type Timeline } from '../cut/timeline.ts';
import type { Film } from '../document/film-document.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import { type EffectCue, effectCues, type ShotInFilm } from '../mix/effects/effect-cue.ts';
import { rational } from '../time/rational.ts';
import type { PlannedSound } from './plan-mix.ts';
import type { Step } from './step.ts';

/** What one effect is made from; the same effect twice in a film is made once. */
export interface EffectRecipe extends Pick<EffectCue, 'kind' | 'seed'> {
  readonly madeBy: ContentHash;
  /** Samples. */
  readonly length: number;
}

export type EffectStep = Step<'effect', EffectRecipe>;

/** The effects of a film: what is to be made, and where it lies. */
export interface EffectPlan {
  readonly steps: readonly EffectStep[];
  readonly sounds: readonly PlannedSound[];
}

/** What is heard besides voices and music: lettered effects, weather, the air of places. */
export function planEffects(
  film: Film,
  timeline: Timeline,
  { hash, madeBy }: { readonly hash: Hasher; readonly madeBy: ContentHash },
): EffectPlan {
  const starts = shotStarts(timeline);
  const places = new Map(film.locations.map((location) => [location.id as string, location]));
  const shots = film.scenes.flatMap(({ shots, title, location }) =>
    shots.flatMap((shot): ShotInFilm[] => {
      const start = starts.get(shot.id);
      if (start === undefined) return [];
      return [
        {
          shot,
          start: rational(Math.max(0, start), timeline.rate),
          scene: title,
          location: location === undefined ? undefined : places.get(location),
        },
      ];
    }),
  );
  const planned = effectCues(shots, film.seed, timeline.duration).map((cue) => {
    const { kind, range, gain, seed, fadeIn, fadeOut } = cue;
    const input: EffectRecipe = { madeBy, kind, seed, length: range.duration.value };
    const step: EffectStep = { kind: 'effect', key: hash(canonicalJson({ effect: input })), input };
    const sound: PlannedSound = {
      sound: step.key,
      stem: 'effects',
      at: range.start.value,
      length: range.duration.value,
      gain,
      fadeIn: fadeIn.value,
      fadeOut: fadeOut.value,
    };
    return { step, sound };
  });
  return { steps: planned.map(({ step }) => step), sounds: planned.map(({ sound }) => sound) };
}
