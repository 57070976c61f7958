import type { ShotTone } from '../media/shot-tone.ts';
import type { Weather, WeatherKind } from './weather.ts';

/** What a shot tells of its weather. */
export interface WeatherEvidence {
  /** Sound-effect lettering as it was read. */
  readonly effects: readonly string[];
  /** Captions and narration. */
  readonly told: readonly string[];
  /** What is said aloud; believed only where it plainly speaks of the weather here and now. */
  readonly said: readonly string[];
  /** Missing: the colours have no say. */
  readonly tone?: ShotTone;
}

/** Words that name it, in a caption, by kind. */
const TOLD: Readonly<Record<WeatherKind, RegExp | undefined>> = {
  rain: /\b(rain|rains|raining|rainy|rainfall|downpour|drizzle|thunderstorm|rainstorm)\b|雨が|大雨/iu,
  snow: /\b(snow|snows|snowing|snowy|snowfall|snowstorm|blizzard|flurries)\b|雪が|吹雪/iu,
  dust: /\b(dusty|sandstorm|dust (?:hung|hangs|rose|rises|settled|settles|motes|storm))\b|砂嵐/iu,
  embers:
    /\b(embers|sparks flew|sparks fly|ablaze|in flames|wildfire|burning (?:city|house|village|town|forest))\b/iu,
  fog: /\b(fog|foggy|misty|mists?|haze|hazy)\b|霧/iu,
  'light-rays':
    /\b(sunbeams?|(?:rays?|shafts?|beams?) of (?:sun|moon|light)\w*|light (?:streams|streamed|pours|poured) (?:in|through))\b/iu,
  'speed-lines': undefined,
};

/** Plain talk of the weather that is there. */
const SAID: Readonly<Partial<Record<WeatherKind, RegExp>>> = {
  rain: /\b(it'?s (?:raining|pouring)|it is raining|this rain|pouring rain|in the rain)\b|雨だ|雨ね/iu,
  snow: /\b(it'?s snowing|it is snowing|this (?:snow|blizzard)|look[,!]? snow)\b|雪だ/iu,
  fog: /\b(this (?:fog|mist)|in the fog|so foggy)\b|霧だ/iu,
};

/** Not here, not now, or not at all: "no rain for weeks". */
const DENIED =
  /\b(no|not|never|without|if|after|before|stopped|forecast|hope|will|might|would|until|like)\b/iu;

const HEARD: Readonly<Partial<Record<WeatherKind, RegExp>>> = {
  rain: /^(pitter|patter|plip|plop|drip ?drop|drizzle|s?plish|ザー+|ザーザー|しとしと|ポツ+|ぽつ+|パラパラ)/iu,
  embers: /^(crackle|krackle|パチパチ|メラメラ)/iu,
  'speed-lines':
    /^(f?who+sh|f?wo+sh|swo+sh|zo+m|vro+m|z[iy]+p|shoo+m|ビュ[ンー]|ギュ[ンー]|ヒュ[ンー]|ダッ)/iu,
};

/**
 * Weather for a shot, only where the page gives evidence of it: a caption that names it, lettering that
 * sounds like it, or somebody who speaks of it. The colours alone prove nothing, but they can speak
 * against it. Undefined is the usual answer.
 */
export function proposeWeather(evidence: WeatherEvidence): Weather | undefined {
  const weights = new Map<WeatherKind, number>();
  const count = (kind: WeatherKind, weight: number): void => {
    weights.set(kind, (weights.get(kind) ?? 0) + weight);
  };
  const sentences = (texts: readonly string[]): readonly string[] =>
    texts.flatMap((text) => text.split(/[.!?;。！？…]+/u)).filter((text) => !DENIED.test(text));
  const told = sentences(evidence.told);
  const said = sentences(evidence.said);
  for (const [kind, named] of Object.entries(TOLD) as [WeatherKind, RegExp | undefined][]) {
    if (named && told.some((text) => named.test(text))) count(kind, 1);
    if (said.some((text) => SAID[kind]?.test(text))) count(kind, 1);
    if (evidence.effects.some((text) => HEARD[kind]?.test(text.trim()))) count(kind, 1);
  }
  let best: WeatherKind | undefined;
  for (const [kind, weight] of weights) {
    if (evidence.tone && speaksAgainst(kind, evidence.tone)) continue;
    if (best === undefined || weight > weights.get(best)!) best = kind;
  }
  return best && { kind: best };
}

/** Whether colours show that it cannot be so. Grey art says little and forbids nothing. */
function speaksAgainst(kind: WeatherKind, { light, colour, warmth }: ShotTone): boolean {
  const isColoured = colour > 0.12;
  switch (kind) {
    case 'rain':
      return isColoured && light > 0.6 && warmth > 0.25;
    case 'snow':
      return isColoured && warmth > 0.3 && light < 0.5;
    case 'embers':
      return isColoured && warmth < -0.1;
    case 'fog':
      return colour > 0.45;
    case 'light-rays':
    case 'dust':
    case 'speed-lines':
      return false;
  }
}
