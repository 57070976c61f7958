const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const GROUPS = ['', 'thousand', 'million', 'billion', 'trillion'];
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
/** More digits than this are a number that is read out digit by digit. */
const LONGEST = 15;

/** A whole number in words: `2041` is two thousand forty one. Digits only; leading zeros are read out. */
export function sayNumber(digits: string): readonly string[] {
  if (digits.length > LONGEST || /^0\d/.test(digits)) return sayDigits(digits);
  const groups: string[][] = [];
  for (let end = digits.length, place = 0; end > 0; end -= 3, place++) {
    const group = Number(digits.slice(Math.max(0, end - 3), end));
    if (group > 0) groups.unshift([...sayHundreds(group), ...(place > 0 ? [GROUPS[place]!] : [])]);
  }
  return groups.length === 0 ? ['zero'] : groups.flat();
}

/** Digit by digit, as of a telephone or an agent: `007` is oh oh seven. */
export function sayDigits(digits: string): readonly string[] {
  return [...digits].map((digit) => (digit === '0' ? 'oh' : SMALL[Number(digit)]!));
}

/** Its place in a row: `21` is twenty first. */
export function sayOrdinal(digits: string): readonly string[] {
  const words = sayNumber(digits);
  const last = words.at(-1)!;
  const ordinal = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words.slice(0, -1), ordinal];
}

/** A year of four digits as it is spoken: `1984` is nineteen eighty four, `2000` two thousand. */
export function sayYear(digits: string): readonly string[] {
  const century = digits.slice(0, 2);
  const rest = Number(digits.slice(2));
  if (digits[1] === '0' && rest < 10) return sayNumber(digits);
  if (rest === 0) return [...sayNumber(century), 'hundred'];
  return [...sayNumber(century), ...(rest < 10 ? ['oh'] : []), ...sayNumber(String(rest))];
}

/** A whole number or one with a decimal point: `3.14` is three point one four. */
export function sayDecimal(written: string): readonly string[] {
  const [whole, part] = written.split('.');
  const said = whole === '' ? ['zero'] : sayNumber(whole!);
  if (part === undefined || part === '') return said;
  return [...said, 'point', ...[...part].map((digit) => SMALL[Number(digit)]!)];
}

function sayHundreds(group: number): readonly string[] {
  const hundreds = Math.floor(group / 100);
  const rest = group % 100;
  return [
    ...(hundreds > 0 ? [SMALL[hundreds]!, 'hundred'] : []),
    ...(rest >= 20
      ? [TENS[Math.floor(rest / 10) - 2]!, ...(rest % 10 > 0 ? [SMALL[rest % 10]!] : [])]
      : rest > 0
        ? [SMALL[rest]!]
        : []),
  ];
}
