/** Writing that has no spaces between its words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What no line begins with: closing marks, marks of length and repetition, small kana. */
const NEVER_FIRST =
  /^[\p{Pe}\p{Pf}、。，．,.・：；:;？！?!‼⁇⁈⁉…‥％‰℃ー～〜゠々〻ヽヾゝゞぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ\u0e30-\u0e3a\u0e45-\u0e4e]/u;
/** What no line ends with: opening marks, and signs of money before their number. */
const NEVER_LAST = /[\p{Ps}\p{Pi}￥¥＄$£€]$/u;

/** Endings and particles of Japanese belong to what stands before them ... */
const KANA_ENDING = /^\p{Script=Hiragana}{1,3}$/u;
/** ... as far as this, in signs. */
const LONGEST_PHRASE = 9;
/** Particles of Chinese that close what stands before them. */
const CHINESE_ENDING = /^[的了吗嗎呢吧啊呀着著过過们們地得]$/u;

// One locale for all machines: the dictionaries are those of the scripts.
const WORDS = new Intl.Segmenter('en', { granularity: 'word' });

/** Whether some of a text is written without spaces. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/**
 * A text without spaces in parts between which a line may end: whole words with the marks and endings that
 * belong to them. Joined, they are the text.
 *
 * @example
 * // '「昨日の夜、光を見た」' is '「昨日の' '夜、' '光を' '見た」'
 */
export function unspacedParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (const { segment } of WORDS.segment(text)) {
    const last = parts.at(-1);
    if (last !== undefined && holdTogether(last, segment)) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

function holdTogether(before: string, after: string): boolean {
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return true;
  // A mark of another kind (a dash, a joiner) goes with what stands before it.
  if (!/[\p{L}\p{N}]/u.test(after)) return true;
  if (CHINESE_ENDING.test(after)) return /\p{L}$/u.test(before);
  const joined = [...before].length + [...after].length;
  return KANA_ENDING.test(after) && /\p{L}$/u.test(before) && joined <= LONGEST_PHRASE;
}
