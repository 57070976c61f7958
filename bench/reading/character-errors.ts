/** A text as texts are compared: case and kinds of quotes and spaces do not count, nor spaces at all where `tight`. */
export function comparable(text: string, tight = false): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s+/g, tight ? '' : ' ')
    .trim();
}

/** Letters to be put in, taken out or changed to make one text of the other (Levenshtein 1965). */
export function characterErrors(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
