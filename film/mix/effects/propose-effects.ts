import type { Shot } from '../../board/shot.ts';
import type { WeatherKind } from '../../board/weather.ts';
import type { Location } from '../../cast/location.ts';
import { type Rational, rational } from '../../time/rational.ts';
import {
  type AmbienceKind,
  type EffectKind,
  isAmbience,
  SPOT_SECONDS,
  type SpotKind,
} from './effect-kind.ts';
import { GREEN, HOLLOW, INDOORS, LETTERED, NIGHT, PLACES, STORM } from './effect-words.ts';

/** A sound that a shot asks for. */
export interface ProposedEffect {
  readonly kind: EffectKind;
  /** From the shot's beginning, in frames. */
  readonly at: Rational;
  /** An ambience lasts as long as its shot. */
  readonly length: Rational;
  /** Decibels beside the level that all sounds are made at. */
  readonly gain: number;
}

/** What is known of where a shot is. */
export interface ShotPlace {
  readonly location?: Pick<Location, 'name' | 'description'> | undefined;
  /** The scene's title. */
  readonly scene?: string | undefined;
}

const MOST_AMBIENCES = 2;
const MOST_SPOTS = 3;
/** Seconds of a shot before its first sound: the picture is there first. */
const BEFORE = 0.15;
/** The air of a place lies well under whoever speaks in it; what is seen is nearer. */
const PLACE_GAIN = -12;
const SEEN_GAIN = -6;

const LOUD: Readonly<Record<SpotKind, number>> = {
  footsteps: -12,
  impact: -4,
  explosion: -1,
  door: -6,
  creak: -14,
  knock: -8,
  thunder: -3,
  whoosh: -8,
  splash: -8,
  drip: -16,
  bell: -10,
  glass: -9,
  heartbeat: -8,
  applause: -10,
};

const WEATHER: Readonly<Record<WeatherKind, readonly EffectKind[]>> = {
  rain: ['rain'],
  snow: ['wind'],
  dust: ['wind'],
  embers: ['fire'],
  fog: [],
  'light-rays': [],
  'speed-lines': ['whoosh'],
};

/**
 * The sounds of a shot: what is lettered in it, its weather, the air of its place as its words tell. At
 * most two that go on and three that happen; nothing where nothing is said of it.
 *
 * @example
 * // A shot of 72 frames with "BOOM!" in the rain: rain all through, an explosion from frame 4 on.
 */
export function proposeEffects(shot: Shot, place: ShotPlace = {}): readonly ProposedEffect[] {
  const { rate, value: frames } = shot.length;
  const ambiences = new Map<AmbienceKind, number>();
  const spots: { kind: SpotKind; gain: number }[] = [];
  const hear = (kind: EffectKind, gain: number) => {
    if (isAmbience(kind)) ambiences.set(kind, Math.max(ambiences.get(kind) ?? -99, gain));
    else if (!spots.some((spot) => spot.kind === kind))
      spots.push({ kind, gain: LOUD[kind] + gain });
  };
  for (const text of shot.effects ?? []) {
    const kind = letteredKind(text, shot.life?.weather?.kind);
    if (kind !== undefined) hear(kind, isAmbience(kind) ? SEEN_GAIN : /[!！]/u.test(text) ? 2 : 0);
  }
  const weather = shot.life?.weather;
  if (weather) {
    const gain =
      SEEN_GAIN + 8 * Math.log10(weather.amount ?? 1) - (weather.kind === 'snow' ? 6 : 0);
    for (const kind of WEATHER[weather.kind]) hear(kind, isAmbience(kind) ? gain : -4);
    if (Math.abs(weather.wind ?? 0) > 0.6) hear('wind', SEEN_GAIN);
  }
  for (const [kind, gain] of heardAt(shot, place)) hear(kind, gain);

  const found: ProposedEffect[] = [...ambiences]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_AMBIENCES)
    .map(([kind, gain]) => ({
      kind,
      at: rational(0, rate),
      length: shot.length,
      gain: tenth(gain),
    }));
  const edge = shot.transition.kind === 'cut' ? 0 : shot.transition.frames;
  const first = Math.min(frames - 1, edge + Math.round(BEFORE * rate));
  const told = spots.slice(0, MOST_SPOTS);
  let at = first;
  told.forEach(({ kind, gain }, i) => {
    found.push({
      kind,
      at: rational(at, rate),
      length: rational(Math.max(1, Math.round(SPOT_SECONDS[kind] * rate)), rate),
      gain: tenth(gain),
    });
    // One after the other as far as the shot has room, as lettering is read.
    const left = told.length - i;
    at += Math.floor(Math.min(SPOT_SECONDS[kind] * 0.7 * rate, Math.max(0, frames - at) / left));
  });
  return found;
}

/** The sound that a piece of lettering stands for; undefined where nobody knows. */
export function letteredKind(text: string, weather?: WeatherKind): EffectKind | undefined {
  // Hands and flames are lettered alike in Japanese: without flames it is hands.
  if (/パチパチ/u.test(text) && weather !== 'embers') return 'applause';
  return LETTERED.find(([, words]) => words.test(text))?.[0];
}

/** What the words of a place say that is heard there. */
function heardAt(
  shot: Shot,
  { location, scene }: ShotPlace,
): readonly (readonly [EffectKind, number])[] {
  const told = shot.lines
    .filter(({ delivery }) => delivery === 'narration')
    .map(({ text }) => text);
  const text = [location?.name, location?.description, scene, ...told].filter(Boolean).join('. ');
  if (text === '') return [];
  const found: (readonly [EffectKind, number])[] = [];
  const isIndoors = INDOORS.test(text);
  for (const [kind, words] of PLACES) {
    const isInside = kind === 'crowd' || kind === 'fire';
    if (words.test(text)) found.push([kind, PLACE_GAIN - (isIndoors && !isInside ? 8 : 0)]);
  }
  if (GREEN.test(text) && !isIndoors)
    found.push([NIGHT.test(text) ? 'crickets' : 'birds', PLACE_GAIN]);
  if (HOLLOW.test(text)) found.push(['drip', 0]);
  if (STORM.test(text)) found.push(['thunder', -6]);
  return found;
}

function tenth(gain: number): number {
  return Math.round(gain * 10) / 10;
}
