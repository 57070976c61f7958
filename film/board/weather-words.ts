import type { WeatherKind } from './weather.ts';

/** How a kind of weather is spoken of. All are matched without regard to case. */
export interface WeatherWords {
  /** What means it and nothing else: `downpour`, `it was raining`. */
  readonly sure: RegExp;
  /** A noun that is also a name, or half of another word: `rain`, `fog`. */
  readonly unsure?: RegExp;
  /** Right before that noun, what shows that the thing itself is meant: `the`, `heavy`. */
  readonly before?: RegExp;
  /** Right after it, the same: `fell on the roofs`. */
  readonly after?: RegExp;
  /** What says that it is something else, or not in the air here and now. */
  readonly denied?: RegExp;
}

const JUST = String.raw`(?:(?:is|was|were|has|have|been|still|just|now|begins?|began|starts?|started|keeps?|kept|to|softly|gently|slowly|heavily|steadily|silently|quietly)\s+){0,3}`;
const after = (verbs: string): RegExp => new RegExp(`^${JUST}(?:${verbs})\\b`, 'iu');
const before = (words: string): RegExp => new RegExp(`\\b(?:${words})$`, 'iu');

const MANNER =
  'heavy|light|soft|gentle|steady|endless|ceaseless|cold|icy|freezing|warm|grey|gray|black|white|pouring|driving|falling|lashing|pelting|swirling|whirling|blowing|drifting';
const PLACED = 'the|this|a|an|some|more|such|in|through|into|under|of|by|with|and|against|despite';
const WHEN = 'morning|evening|night|winter|summer|spring|autumn|sea|river|harbou?r';
const IT =
  "it(?:['’]s| is| was| has| began| begins| started| starts| kept| keeps)?(?: (?:been|to|still|only|just|always|now))*";

/** A roof or a window between it and us: what is seen is likely to be a room. */
const INDOORS =
  /\b(?:outside|out there|inside|indoors?|windows?|window ?panes?|panes?|shelter(?:ed|s)?|by the fire(?:side|place)?)\b|\b(?:out of|in from|away from) (?:the|this) (?:rain|snow|storm|cold|wet)\b/iu;

/** Words for each kind in captions; nothing tells of `speed-lines` in words. */
export const TOLD: Readonly<Record<Exclude<WeatherKind, 'speed-lines'>, WeatherWords>> = {
  rain: {
    sure: new RegExp(
      [
        String.raw`\b(?:downpours?|rainstorms?|thunderstorms?|rainfall|drizzle)\b(?! of)`,
        String.raw`\b${IT} (?:rain(?:s|ed|ing)?|drizzl(?:es?|ed|ing))\b`,
        String.raw`\b${IT} pouring(?= (?:down|with rain|again|outdoors)|$)`,
        String.raw`(?:^(?:still |always )?|\bstop(?:s|ped)? )raining\b`,
        String.raw`\brainy (?:day|night|evening|morning|afternoon|season|week|streets?|autumn|\w+day)\b`,
        '大雨|豪雨|雨が(?:降|ふ|強|激)',
      ].join('|'),
      'iu',
    ),
    unsure: /\brains?\b/giu,
    before: before(`${PLACED}|${MANNER}|${WHEN}`),
    after: after(
      'f[ae]ll(?:s|ing)?|pour(?:s|ed|ing)?|beat(?:s|ing)?|drum(?:s|med|ming)?|hammer(?:s|ed|ing)?|lash(?:es|ed|ing)?|pelt(?:s|ed|ing)?|c[ao]me?s? down|coming down|stream(?:s|ed|ing)?|soak(?:s|ed|ing)?|drip(?:s|ped|ping)?|again|everywhere|without end',
    ),
    denied: new RegExp(
      String.raw`${INDOORS.source}|\brain[ -]?(?:coats?|boots?|hats?|checks?|danc\w+|forests?|gear|barrels?|gauges?|clouds?|gods?|spirits?|water|drops?)\b|\brain(?:ed|s|ing)? (?:down )?(?:blows|bullets|arrows|punches|stones|fire|ash|money|kisses|men|frogs|hell|death|tears)\b|\b(?:for|save\w*|saving)\b.{0,20}\brainy day|\brain of (?:arrows|blows|bullets|fire|stones|ash|tears|sparks)\b|\b(?:smell|scent|taste|chance|hint) of rain\b|\brains? (?:stop|end|cease|clear|let up|pass)`,
      'iu',
    ),
  },
  snow: {
    // Snow that lies is drawn: only what falls is proposed.
    sure: new RegExp(
      [
        String.raw`\b(?:blizzards?|snowstorms?|snowfalls?|snowflakes|flurries of snow|snow flurries)\b`,
        String.raw`\b${IT} snow(?:s|ed|ing)?\b`,
        String.raw`(?:^(?:still |always )?|\bstop(?:s|ped)? )snowing\b`,
        '吹雪|(?<!小)雪が(?:降|ふ|舞)|小雪が(?:降|ふ|舞|ち)',
      ].join('|'),
      'iu',
    ),
    unsure: /\bsnows?\b/giu,
    before: before(
      'falling|driving|swirling|whirling|blowing|drifting|blinding|(?:more|and|the) (?:heavy|thick)',
    ),
    after: after(
      'f[ae]ll(?:s|ing)?|swirl(?:s|ed|ing)?|whirl(?:s|ed|ing)?|dr[io]ft(?:s|ed|ing)?|dances?|danced|dancing|c[ao]me?s? down|coming down|never (?:stop|end|let)\\w*|in (?:my|our|your|his|her|their) (?:face|faces|eyes)',
    ),
    denied: new RegExp(
      String.raw`${INDOORS.source}|\bsnow[ -]?(?:white|queens?|kings?|maidens?|princess|globes?|leopards?|owls?|cones?|peas?|boots?|banks?|caps?|capped|drifts|m[ae]n|balls?|shoes?|angels?|ploughs?|plows?|fox|wol(?:f|ves)|gods?|spirits?|fairy|job|plain)\b|\bsnow(?:ed)? (?:in|under)\b|\bsnows? (?:stop|end(?:ed|s)?$|cease|melt|has gone|is gone|was gone)|\bfallen\b`,
      'iu',
    ),
  },
  dust: {
    sure: /\b(?:sandstorms?|dust ?storms?|dust motes?|motes of dust|clouds? of dust|dust (?:hung|hangs|rose|rises|danced|dances|swirled|swirls|filled|fills|whirled|drifted|drifts)|dusty (?:air|light|attics?|rooms?|roads?|tracks?|trails?|plains?|deserts?|streets?|old|shelves|books|cellars?|library))\b|砂嵐/iu,
  },
  embers: {
    sure: /\b(?:sparks (?:flew|fly|rose|rise)|(?:is|was|were|are|stood|whole \w+|\w+s?) (?:ablaze|in flames)|wildfires?|embers (?:flew|fly|rose|rise|drifted|drift|danced|dance|glowed|glow|swirled)|burning (?:city|house|village|town|forest|castle|ship|barn|tower|bridge)|(?:city|house|village|town|forest|castle|ship|barn|tower|bridge) (?:burned|burnt|burns|was burning|is burning|on fire))\b/iu,
    unsure: /\bembers\b/giu,
    before: before('the|glowing|hot|burning|red|flying|last|dying'),
    after: after('glow(?:s|ed|ing)?|fl(?:y|ew|ying)|drift(?:s|ed|ing)?'),
    denied:
      /\bembers of (?:hope|love|rebellion|war|hate|hatred|their|his|her|my|our|the (?:past|war|rebellion|revolution))\b|\bablaze with (?:light|lights|colou?rs?|joy|anger|stars|flowers)\b|\b(?:eyes?|heart|face|cheeks) (?:was|were|is|are) (?:ablaze|in flames)\b|\bsparks (?:flew|fly) between\b/iu,
  },
  fog: {
    sure: /\b(?:fog ?banks?|(?:foggy|misty) (?:day|night|evening|morning|dawn|dusk|streets?|moors?|marsh(?:es)?|harbou?r|hills?|mountains?|sea|coast|valley|woods?|forest|lake|river|swamp|graveyard)|shrouded in (?:fog|mist)|朝霧|濃霧|霧が|霧の中|深い霧)/iu,
    unsure: /\b(?:fog|mists?|haze)\b/giu,
    before: before(`${PLACED}|${MANNER}|${WHEN}|thick|thin|dense|low|damp|pale|rolling|creeping`),
    after: after(
      'roll(?:s|ed|ing)?|dr[io]ft(?:s|ed|ing)?|h[au]ng(?:s|ing)?|cr(?:eep|ept)(?:s|ing)?|r[io]ses?|rising|swirl(?:s|ed|ing)?|settl(?:es?|ed|ing)|thicken(?:s|ed|ing)?|cling(?:s|ing)?|clung|cover(?:s|ed|ing)?|fill(?:s|ed|ing)?|everywhere',
    ),
    denied:
      /\b(?:outside|windows?|window ?panes?)\b|\bbrain fog\b|\bheat haze\b|\b(?:eyes|eyed)\b|\b(?:fogs?|mists?|haze) of (?!the (?:sea|river|morning|evening|moors?|marsh(?:es)?|valley|lake|harbou?r|night|swamp|forest)\b)|\bfog[ -]?(?:horns?|lamps?|lights?|machines?)\b|\b(?:memor\w+|mind|head|thoughts?|idea|brain|time|past|sleep|years)\b|\b(?:fog|mists?|haze) (?:lift|clear|burn|thin|part|disappear|vanish|is gone|was gone|has gone)/iu,
  },
  'light-rays': {
    sure: /\b(?:sunbeams|moonbeams|(?:rays|shafts|beams) of (?:sun|moon|light|dawn|morning)\w*|(?:ray|shaft|beam) of (?:sun|moon|light|dawn)\w* (?:fell|falls|broke|breaks|came|comes|pierced|pierces|streamed|streams|shone|shines|through|in)|(?:sun|moon)?light (?:streams|streamed|slants|slanted|poured|pours) (?:in|through|down)|木漏れ日)\b/iu,
  },
};

/** Plain talk of the weather that is there. */
export const SAID: Readonly<Partial<Record<WeatherKind, RegExp>>> = {
  rain: /\b(?:it(?:['’]s| is) (?:(?:still|really) )?raining(?: again| hard)?|it(?:['’]s| is) pouring(?= down|$| again)|this (?:(?:damned?|awful|cold|bloody|wretched|endless) )?rain(?! ?coat| ?check| ?forest)|(?:standing|walking|out) (?:here )?in the (?:pouring )?rain|pouring rain)\b|雨だ(?!れ)|雨ね(?!こ)/iu,
  snow: /\b(?:it(?:['’]s| is) (?:(?:still|really) )?snowing|this (?:blizzard|snowstorm)|look[,!]? (?:it's )?snow(?:ing)?$)|雪だ(?!る)/iu,
  fog: /\b(?:this (?:(?:damned?|thick|awful|cursed) )?(?:fog|mist)|so foggy|lost in the fog)\b|霧だ/iu,
};

/** Sound-effect lettering that is made by it, each a word or words of its own. */
export const HEARD: Readonly<Partial<Record<WeatherKind, RegExp>>> = {
  rain: /^(?:pitter|(?:pitter )?patter|plip|drip drop|plip plop|drizzle|ザ[ァア]?ー+(?:ッ|ザ[ァア]?ー+)*|ザーザー|しとしと|シトシト|(?:ポツ|ぽつ){2,}|(?:ポツリ|ぽつり)+)$/iu,
  embers: /^(?:[ck]rackle|メラメラ)$/iu,
  'speed-lines':
    /^(?:f?w+h?o+s+h+|sw+o+s+h+|zo{2,}m+|vr+o{2,}m+|z+i+p+|sho{2,}m+|ビュ+[ンーッ]+|ギュ+ー*ンッ*|ヒュ+ー*[ンッ]+|ダッ+)$/iu,
};

/** Not here, not now, or not at all: "no rain for weeks", "if it rains tomorrow". */
export const DENIED =
  /\b(?:no|not|never|nor|neither|without|hardly|barely|if|unless|whether|when|whenever|until|till|before|after|since|stopped|forecasts?|predict\w*|hop(?:e|es|ed|ing)|wish\w*|pray\w*|fear\w*|dream\w*|dreamt|remember\w*|imagin\w*|pretend\w*|lov(?:e|es|ed|ing)|hat(?:e|es|ed|ing)|enjoy\w*|prefer\w*|miss(?:es|ed)?|will|shall|might|may|could|would|should|wait\w*|promis\w*|smell\w*|sing\w*|sang|song|story|called|named|like|likes|liked|than|yesterday|tomorrow|tonight['’]s|soon|later|ago|someday|used to|had (?:been|rained|snowed|fallen|poured)|last (?:night|week|month|year|winter|summer|spring|autumn|fall|time|\w+day)|next (?:week|month|year|winter|summer|spring|autumn|fall|time|\w+day))\b|\w(?:n['’]t|['’]ll|['’]d)\b|as (?:if|though)\b|ない|なかった|ません|止ん|やん|止み|たら|なら|よう[にな]|みたい|昨日|明日|きのう|あした|だろう|でしょう|かも|好き|嫌い/iu;

/** Denials that say the opposite: what never stops, or hides all else, is there. */
export const LASTING =
  /\b(?:(?:would|will|could|did|does|do|has|had)(?: not|n['’]t)|won['’]t|never|not|nor|neither)(?: \w+)? (?:stop(?:ped|s|ping)?|end(?:ed|s|ing)?|cease[ds]?|let(?:s|ting)? up|rest(?:ed|s)?)\b|\b(?:no end|without end|without (?:pause|mercy|stopping)|can(?:not|['’]t) see)\b/giu;

/** Before a noun it makes a name of it. */
export const TITLE =
  /\b(?:mr|mrs|ms|miss|mister|madam|dr|doctor|professor|prof|inspector|detective|agent|officer|sergeant|captain|commander|colonel|general|major|admiral|king|queen|prince|princess|duke|duchess|lord|lady|sir|dame|saint|st|father|mother|brother|sister|aunt|uncle|judge|reverend|chief|young|little|old|dear|poor)\.?$/iu;
