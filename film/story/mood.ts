import type { ShotTone } from '../media/shot-tone.ts';

/** What a scene feels like; music and pace follow it. */
export const MOODS = [
  'calm',
  'joyful',
  'tense',
  'sad',
  'mysterious',
  'heroic',
  'comic',
  'eerie',
] as const;
export type Mood = (typeof MOODS)[number];

/** What a scene tells of its mood. */
export interface MoodEvidence {
  /** What is said and told in it. */
  readonly texts: readonly string[];
  /** The colours of its pictures. */
  readonly tones: readonly ShotTone[];
}

/**
 * English words that carry a mood, by their beginnings. A word of two moods counts for both, and then it
 * takes another one to decide.
 */
const WORDS: Readonly<Record<Mood, RegExp>> = {
  calm: /\b(peace|calm|quiet|gentl|softly|slowly|rest(?:ed|ing|ful)?\b|sleep|asleep|dream|breeze|at home|good ?night|good morning|tea\b|garden|stars|sunset|no hurry)/giu,
  joyful:
    /\b(happy|happi|glad|hooray|hurra[hy]|yay|wonderful|marvell?ous|love(?:ly|d)?\b|laugh|smil|fun\b|party|congratulat|won\b|winner|celebrat|thank|delicious|beautiful|perfect|welcome|birthday|bravo|sing(?:ing)?\b|dance|dancing)/giu,
  tense:
    /\b(danger|careful|watch out|look out|hurry|run\b|quick|trap|attack|kill|murder|gun\b|knife|escape|stop\b|help\b|chase|chasing|enemy|enemies|bomb|alarm|fire\b|blood|panic|too late|no time|hide\b|behind you|let (?:me|us|him|her) go|get (?:away|out)|beware)/giu,
  sad: /\b(sorry|alone|lonel|cry(?:ing)?\b|cried|tears?\b|lost\b|good-?bye|farewell|miss(?:ed)? you|dead\b|died|dying|grave|never again|weep|wept|mourn|sorrow|gone\b|regret|sad\b|sadly|hopeless|broken heart|poor (?:thing|child|boy|girl))/giu,
  mysterious:
    /\b(secret|strange|myster|hidden|unknown|curious|riddle|ancient|legend|vanish|disappear|puzzl|clue|who (?:is|was) (?:that|there|it)|what (?:is|was|could) (?:this|that|it)|where (?:am i|are we)|i wonder|prophe)/giu,
  heroic:
    /\b(hero|brave|courage|hono(?:u)?r|victor|glory|battle|sword|rescue|save (?:us|him|her|them|the)|defend|oath|destin|champion|fear ?less|never surrender|for the king|stand (?:up|and fight)|to arms)/giu,
  comic:
    /\b(silly|jok(?:e|ing)|ha ?ha|he+ ?he+|oops|whoops|ridiculous|funny|hilarious|clumsy|prank|ahem|nitwit|dummy|fool(?:ish)?\b|nonsense|embarrass|goof|giggl)/giu,
  eerie:
    /\b(ghost|spectre|haunt|curse|corpse|death\b|dead\b|grave|tomb|coffin|vampire|demon|devil|monster|scream|evil|horror|terror|shadows?\b|creep|skull|skeleton|nightmare|undead|phantom|weird|ghoul|doom|unearthly|sinister|cold hand)/giu,
};

/** Below this nothing is said: one plain word, or colours and manner of speaking that agree. */
const ENOUGH = 1;
/** How far the mood that is named stands before the next. */
const CLEARLY = 0.25;
/** Less colour than this is the tint of paper or ink. */
const GREY = 0.08;

/**
 * Names the mood of a scene from its words, its punctuation and its colours; undefined where they say
 * little or disagree. It knows English words only: of other languages punctuation and colours remain.
 */
export function moodOf({ texts, tones }: MoodEvidence): Mood | undefined {
  const scores = new Map<Mood, number>(MOODS.map((mood) => [mood, 0]));
  const add = (mood: Mood, weight: number): void => {
    scores.set(mood, scores.get(mood)! + weight);
  };
  const all = texts.join('\n');
  for (const mood of MOODS) {
    // The same word again and again is one thing said.
    const said = new Set([...all.matchAll(WORDS[mood])].map(([word]) => word.toLowerCase()));
    add(mood, Math.sqrt(said.size));
  }
  addManner(texts, add);
  addColours(tones, add);
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1]);
  return first![1] >= ENOUGH && first![1] - second![1] >= CLEARLY ? first![0] : undefined;
}

type Add = (mood: Mood, weight: number) => void;

/** How it is said: cries, questions, sentences that trail off. */
function addManner(texts: readonly string[], add: Add): void {
  if (texts.length === 0) return;
  const share = (pattern: RegExp): number =>
    texts.filter((text) => pattern.test(text)).length / texts.length;
  const cries = share(/[!！]/u);
  const trails = share(/(\.\.+|…)/u);
  const asks = share(/[?？]\s*$/u);
  if (cries > 0.5) {
    add('tense', 0.35 * cries);
    add('joyful', 0.25 * cries);
    add('heroic', 0.25 * cries);
    add('comic', 0.25 * cries);
  }
  if (trails > 0.25) {
    add('mysterious', 0.5 * trails);
    add('sad', 0.4 * trails);
    add('eerie', 0.4 * trails);
  }
  if (asks > 0.4) add('mysterious', 0.5 * asks);
  if (cries === 0) add('calm', 0.3);
}

/** What the colours say. Grey art says nothing: black and white are its ink and its paper. */
function addColours(tones: readonly ShotTone[], add: Add): void {
  if (tones.length === 0) return;
  const mean = (part: keyof ShotTone): number =>
    tones.reduce((sum, tone) => sum + tone[part], 0) / tones.length;
  const light = mean('light');
  const colour = mean('colour');
  const warmth = mean('warmth');
  if (colour < GREY) return;
  const dark = Math.max(0, Math.min(1, (0.38 - light) / 0.2));
  const bright = Math.max(0, Math.min(1, (light - 0.5) / 0.2));
  const vivid = Math.max(0, Math.min(1, (colour - 0.2) / 0.25));
  const cold = Math.max(0, Math.min(1, -warmth / 0.3));
  const warm = Math.max(0, Math.min(1, warmth / 0.3));
  add('eerie', 0.5 * dark);
  add('mysterious', 0.45 * dark);
  add('tense', 0.35 * dark + 0.15 * dark * warm);
  add('sad', 0.3 * cold * (1 - vivid));
  add('joyful', 0.5 * bright * vivid);
  add('comic', 0.35 * bright * vivid);
  add('calm', 0.45 * bright * (1 - vivid) + 0.15 * warm * (1 - dark));
}
