import { InvalidArgumentError, Option } from 'commander';

// What is written after an option, as what it means; commander says which option was wrong.

/** One of a few numbers. */
export function numberOption(
  flags: string,
  description: string,
  allowed: readonly number[],
): Option {
  return new Option(flags, `${description}: ${allowed.join(', ')}`).argParser((text) => {
    const value = Number(text);
    if (!allowed.includes(value)) {
      throw new InvalidArgumentError(`Allowed choices are ${allowed.join(', ')}.`);
    }
    return value;
  });
}

/** How much something moves. */
export function strength(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 3)) {
    throw new InvalidArgumentError('Write a number from 0 to 3.');
  }
  return value;
}

/** LUFS. */
export function loudness(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= -31 && value <= -9)) {
    throw new InvalidArgumentError('Write a number of LUFS from -31 to -9.');
  }
  return value;
}

/** Seconds and other measures. */
export function aboveZero(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0)) {
    throw new InvalidArgumentError('Write a number above 0.');
  }
  return value;
}

/** As they are counted on the sheet of the cast. */
export function figureNumber(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('Figures are numbered from 1.');
  return value;
}

/** From 0. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('Write a whole number.');
  }
  return value;
}
