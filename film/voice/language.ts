import { FilmError } from '../grammar/film-error.ts';

/** Scripts that are no Latin letters, and what is written in them. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'Japanese'],
  [/\p{Script=Hangul}/gu, 'Korean'],
  [/\p{Script=Han}/gu, 'Chinese or Japanese'],
  [/\p{Script=Cyrillic}/gu, 'Russian or another language in Cyrillic letters'],
  [/\p{Script=Greek}/gu, 'Greek'],
  [/\p{Script=Arabic}/gu, 'Arabic or another language in Arabic letters'],
  [/\p{Script=Hebrew}/gu, 'Hebrew'],
  [/\p{Script=Devanagari}/gu, 'Hindi or another language in Devanagari'],
  [/\p{Script=Thai}/gu, 'Thai'],
];

const ENGLISH =
  'the and is are was were you your of to it that this what with have has not they we he she i my me but there here who why how will would can could do does did from when where be been at in on for';

/** Words that every text of a language is full of, without those that are English words too. */
const LITTLE_WORDS: Readonly<Record<string, string>> = {
  Spanish:
    'el los las una que qué es está están y por para con del pero muy más yo tú usted ella nosotros mi su lo le se hay como cómo dónde cuando aquí eso esto esta este sí señor hola gracias vamos nada todo soy eres estoy tengo quiero ahora siempre',
  French:
    "le les une des du et est sont je tu il elle nous vous ils qui que quoi ne pas dans sur avec pour mais où c'est j'ai n'est qu'est d'une cette ce ces mon ton son ma ta très oui non merci bonjour suis êtes être fait bien rien tout alors aussi",
  German:
    'der das und ist nicht ich du er sie wir ihr ein eine einen mit auf für von zu den dem des aber auch wie wer wo warum hier nur noch schon kann haben hat sein bin bist sind ja nein danke guten mein dein uns euch mich dich immer jetzt',
  Italian:
    'il gli una che è e di non sono per con del della dei ma più io tu lei noi voi mio tuo suo questo questa dove come quando perché sì ciao grazie anche cosa tutto niente ho hai abbiamo sempre adesso',
  Portuguese:
    'os uma um que não é e do da dos das em para com por mas mais eu você ele ela nós meu seu isso este esta onde como quando porque sim obrigado olá também está são muito tudo nada tenho agora sempre',
  Dutch:
    'het een en van ik je jij hij zij wij niet dat dit met voor op maar ook wat waar hoe zijn ben bent heeft hebben naar nog wel geen ja nee dank mijn jouw ons hier altijd nu',
  Swedish:
    'och att det är jag du han hon vi inte en ett som på av för med har kan till var vad hur här nej tack min din oss alltid nu',
  Polish:
    'się nie jest na że co jak to ja ty on ona my wy tak ale czy gdzie kto dla po od mnie ciebie dziękuję proszę już tylko bardzo',
};

const LISTS = Object.entries(LITTLE_WORDS).map(
  ([language, words]) => [language, new Set(words.split(' '))] as const,
);
const ENGLISH_WORDS = new Set(ENGLISH.split(' '));

/**
 * Names the language of a text where it is clearly not English: by its script, or by the little words
 * that it is full of. Undefined for English and where a text is too short to tell. More text tells more.
 */
export function foreignLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  for (const [script, language] of SCRIPTS) {
    if ((text.match(script)?.length ?? 0) > letters * 0.25) return language;
  }
  const words =
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .match(/[\p{L}']+/gu) ?? [];
  const english = words.filter((word) => ENGLISH_WORDS.has(word)).length;
  let best: string | undefined;
  let most = 1;
  for (const [language, list] of LISTS) {
    const found = words.filter((word) => list.has(word) && !ENGLISH_WORDS.has(word));
    // Two different words, so that a name (`Le`, `Das`) or a refrain decides nothing.
    if (new Set(found).size < 2 || found.length <= most || found.length <= 2 * english) continue;
    if (found.length < words.length * 0.15) continue;
    most = found.length;
    best = language;
  }
  return best;
}

/** What is written in one alphabet, where it is not told by its label. */
const SHARED: readonly (readonly [label: RegExp, languages: string])[] = [
  [/Chinese/, 'Chinese Mandarin Cantonese Japanese'],
  [/Cyrillic/, 'Russian Ukrainian Bulgarian Serbian Macedonian Belarusian Kazakh Kyrgyz Mongolian'],
  [/Arabic/, 'Arabic Persian Urdu Pashto'],
  [/Devanagari/, 'Hindi Marathi Nepali Sanskrit'],
];

/**
 * Whether somebody who speaks some languages can say a text: false only where it is clearly in none of
 * them. A text too short to tell is left to the speaker.
 *
 * @param languages in English (`Spanish`); empty where nobody knows
 */
export function canSay(text: string, languages: readonly string[]): boolean {
  if (languages.length === 0) return true;
  const foreign = foreignLanguage(text);
  if (foreign !== undefined) {
    const shared = SHARED.find(([label]) => label.test(foreign))?.[1].split(' ') ?? [foreign];
    return languages.some((language) => shared.includes(language));
  }
  return languages.includes('English') || !isClearlyEnglish(text);
}

/** Three different little words of English and no language but it: a name or a greeting is anybody's. */
function isClearlyEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const english = new Set(words.filter((word) => ENGLISH_WORDS.has(word)));
  return english.size >= 3 && english.size * 5 >= words.length;
}

/** What a line is in: of a language it clearly is, else English. */
export function languageOf(text: string): string {
  return foreignLanguage(text) ?? 'English';
}

/**
 * @param who speaks, as the sentence begins after the language: `the built-in voices speak English only`
 * @param offer what else could say it, a sentence
 */
export function unfitVoice(text: string, who: string, offer = ''): FilmError {
  const begin = text.trim().replace(/\s+/g, ' ').slice(0, 40);
  const dots = begin.length < text.trim().length ? '...' : '';
  return new FilmError(
    'voice-unfit',
    `"${begin}${dots}" is ${languageOf(text)}, and ${who}. ${offer === '' ? 'Give' : `${offer} Or give`} the line a recording ("recording": "line.wav"), or let captions alone tell it ("sound": { "voices": false }).`,
  );
}

/** @throws FilmError `voice-unfit` where a text is not in English, which is all the built-in voices speak. */
export function requireEnglish(text: string, offer?: string): void {
  if (foreignLanguage(text) === undefined) return;
  throw unfitVoice(text, 'the built-in voices speak English only', offer);
}
