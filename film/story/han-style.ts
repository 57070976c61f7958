/**
 * Whose forms Han signs are drawn in: one sign has several, and a reader sees at once when they are not
 * those of their own language.
 */
export const HAN_STYLES = ['japanese', 'korean', 'chinese', 'traditional-chinese'] as const;
export type HanStyle = (typeof HAN_STYLES)[number];

const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HANGUL = /\p{Script=Hangul}/gu;

/** Signs that are frequent and written in one way on the mainland and in another in Taiwan and Hong Kong. */
const SIMPLIFIED =
  /[这们个来说时对会过么没为国后还开关东车门问间见让从听话谁请谢爱吗头两样点发现]/gu;
const TRADITIONAL =
  /[這們個來說時對會過麼沒為國後還開關東車門問間見讓從聽話誰請謝愛嗎頭兩樣點發現]/gu;

/**
 * The forms that fit some texts of one film, from what else is written in them: kana, Hangul, or signs that
 * were simplified. Simplified Chinese where nothing tells. Undefined where there are no such signs.
 */
export function hanStyleOf(texts: readonly string[]): HanStyle | undefined {
  const all = texts.join('\n');
  const count = (pattern: RegExp) => all.match(pattern)?.length ?? 0;
  const [kana, hangul] = [count(KANA), count(HANGUL)];
  if (kana === 0 && hangul === 0 && !HAN.test(all)) return undefined;
  if (kana > 0 && kana >= hangul) return 'japanese';
  if (hangul > 0) return 'korean';
  return count(TRADITIONAL) > count(SIMPLIFIED) ? 'traditional-chinese' : 'chinese';
}
