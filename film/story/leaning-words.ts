/** Words that belong to what follows them: a line does not end on one where that can be avoided. */
const LEANING = new Set(
  (
    'a an the of to in on at by for from with and or but no my your his her its our their ' +
    'le la les l un une des du de et à au aux en el los las y o der die das ein eine und von zu im am ' +
    'il lo gli i di da e che mr mrs ms dr st vs'
  ).split(' '),
);

/** Whether a line that ends with this word leaves it hanging: an article, a preposition. */
export function leans(word: string): boolean {
  return LEANING.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')) && !/[,.;:!?…]$/u.test(word);
}
