const VOWELS = new Set('aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw'.split(' '));

/**
 * Divides the sounds of a sentence among its words. `sounds` holds what each word sounds like by itself;
 * in a sentence a sound may be another one (`the apple`), or missing. Gives back, for each word, its
 * first phone and the one after its last; silences between words belong to none.
 *
 * @param phones of the sentence, `pau` for silence
 */
export function dividePhones(
  phones: readonly string[],
  sounds: readonly (readonly string[])[],
): readonly { readonly from: number; readonly to: number }[] {
  const alone = sounds.flatMap((word, index) => word.map((phone) => ({ phone, index })));
  const rows = alone.length + 1;
  const columns = phones.length + 1;
  // The cheapest way to have told `row` sounds by `column` phones.
  const cost = new Float64Array(rows * columns);
  const SKIPPED = 1;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (row === 0 && column === 0) continue;
      const both =
        row > 0 && column > 0
          ? cost[(row - 1) * columns + column - 1]! +
            unlikeness(alone[row - 1]!.phone, phones[column - 1]!)
          : Number.POSITIVE_INFINITY;
      const lost =
        row > 0 ? cost[(row - 1) * columns + column]! + SKIPPED : Number.POSITIVE_INFINITY;
      const extra =
        column > 0
          ? cost[row * columns + column - 1]! + (phones[column - 1] === 'pau' ? 0 : SKIPPED)
          : Number.POSITIVE_INFINITY;
      cost[row * columns + column] = Math.min(both, lost, extra);
    }
  }
  const owner = new Int32Array(phones.length).fill(-1);
  for (let row = rows - 1, column = columns - 1; row > 0 || column > 0; ) {
    const here = cost[row * columns + column]!;
    const before =
      row > 0 && column > 0
        ? cost[(row - 1) * columns + column - 1]! +
          unlikeness(alone[row - 1]!.phone, phones[column - 1]!)
        : Number.POSITIVE_INFINITY;
    if (before === here) {
      owner[column - 1] = alone[row - 1]!.index;
      row--;
      column--;
    } else if (row > 0 && cost[(row - 1) * columns + column]! + SKIPPED === here) row--;
    else column--;
  }
  return spans(phones, owner, sounds.length);
}

/** A phone that nobody claimed goes to the word before it, or to the one after a silence. */
function spans(phones: readonly string[], owner: Int32Array, count: number) {
  for (let n = 0; n < phones.length; n++) {
    if (owner[n]! >= 0 || phones[n] === 'pau') continue;
    const before = n > 0 ? owner[n - 1]! : -1;
    owner[n] = before >= 0 ? before : (owner.find((word, at) => at > n && word >= 0) ?? -1);
  }
  return Array.from({ length: count }, (_, word) => {
    const from = owner.indexOf(word);
    return from < 0 ? { from: 0, to: 0 } : { from, to: owner.lastIndexOf(word) + 1 };
  });
}

/** What it costs to take one sound for another. Two are cheaper than a sound lost and one too many. */
function unlikeness(alone: string, heard: string): number {
  if (alone === heard) return 0;
  if (heard === 'pau') return 3;
  return VOWELS.has(alone) === VOWELS.has(heard) ? 0.7 : 1.9;
}
