import type { ShotTone } from '../media/shot-tone.ts';
import type { Weather, WeatherKind } from './weather.ts';
import { DENIED, HEARD, LASTING, SAID, TITLE, TOLD, type WeatherWords } from './weather-words.ts';

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
  const told = evidence.told.flatMap(claimsOf);
  const said = evidence.said.flatMap(claimsOf);
  const effects = evidence.effects.map(soundOf);
  for (const [kind, words] of Object.entries(TOLD) as [WeatherKind, WeatherWords][]) {
    if (told.some((claim) => tells(words, claim))) count(kind, 1);
    if (said.some((claim) => SAID[kind]?.test(claim) && !words.denied?.test(claim))) count(kind, 1);
  }
  for (const [kind, sound] of Object.entries(HEARD) as [WeatherKind, RegExp][])
    if (effects.some((effect) => sound.test(effect))) count(kind, 1);
  let best: WeatherKind | undefined;
  for (const [kind, weight] of weights) {
    if (evidence.tone && speaksAgainst(kind, evidence.tone)) continue;
    if (best === undefined || weight > weights.get(best)!) best = kind;
  }
  return best && { kind: best };
}

/** The parts of a text that say that something is so, here and now. */
function claimsOf(text: string): readonly string[] {
  // Where all is in capitals they tell no names.
  const cased = /\p{Ll}/u.test(text) ? text : text.toLowerCase();
  return cased
    .replace(/\b(mrs?|ms|dr|st|prof)\./giu, '$1')
    .split(/[.!?;:。！？…\n]+|\s[-–]\s|[—]|,?\s+but\s+/u)
    .map((part) => part.trim().replace(/\s+/gu, ' '))
    .filter((part) => part !== '' && !DENIED.test(part.replace(LASTING, 'on and on')));
}

/** The bare noise: `WHOOSH!!` is `whoosh`, `zip! zip!` is `zip`. */
function soundOf(effect: string): string {
  const words = effect.toLowerCase().match(/[\p{L}\p{M}ー]+/gu) ?? [];
  return [...new Set(words)].join(' ');
}

/** Whether a claim tells of weather by words that mean it. */
function tells({ sure, unsure, before, after, denied }: WeatherWords, claim: string): boolean {
  if (denied?.test(claim)) return false;
  const certain = sure.exec(claim);
  if (certain && !isName(claim, certain.index, certain[0])) return true;
  if (!unsure) return false;
  return [...claim.matchAll(unsure)].some((match) => {
    const noun = match[0];
    if (isName(claim, match.index, noun)) return false;
    const ahead = claim.slice(0, match.index).trimEnd();
    const behind = claim.slice(match.index + noun.length).trimStart();
    // By itself it is all that the caption says.
    if (ahead === '' && behind.replace(/\W/gu, '') === '') return true;
    return before?.test(ahead) || after?.test(behind);
  });
}

/** Whether a word is spelt as a name is, stands after a title, or before what only names have after them. */
function isName(claim: string, index: number, word: string): boolean {
  const ahead = claim.slice(0, index).trimEnd();
  const behind = claim.slice(index + word.length);
  const isCapital = /^\p{Lu}/u.test(word);
  if (isCapital && ahead !== '' && !/["“”'‘«(]$/u.test(ahead)) return true;
  if (isCapital && /^[-\s]+\p{Lu}/u.test(behind)) return true;
  return (isCapital || claim === claim.toLowerCase()) && TITLE.test(ahead);
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
