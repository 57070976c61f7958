/** One figure of a bench and the floor it is held to. */
export interface BenchRow {
  readonly what: string;
  readonly figure: number | string;
  readonly floor?: number;
  readonly unit?: string;
  readonly better: 'higher' | 'lower';
  /** True for a figure without a floor. */
  readonly pass: boolean;
}

export interface BenchTable {
  readonly name: string;
  readonly rows: readonly BenchRow[];
  /** What the bench needs and does not find, said plainly; there are no rows for it then. */
  readonly missing?: string;
}

/** A row whose pass follows from its floor. */
export function rowOf(
  what: string,
  figure: number,
  better: 'higher' | 'lower',
  floor?: number,
  unit?: string,
): BenchRow {
  const pass = floor === undefined || (better === 'higher' ? figure >= floor : figure <= floor);
  return {
    what,
    figure,
    better,
    pass,
    ...(floor !== undefined && { floor }),
    ...(unit !== undefined && { unit }),
  };
}

/** Prints a table to the terminal, one row a line, with its floor and whether it holds. */
export function printTable(table: BenchTable): void {
  console.log(table.name);
  if (table.missing !== undefined) console.log(`  missing: ${table.missing}`);
  const shown = table.rows.map((row) => [
    row.what,
    `${numberOf(row.figure)}${row.unit ? ` ${row.unit}` : ''}`,
    row.floor === undefined
      ? ''
      : `${row.better === 'higher' ? 'at least' : 'at most'} ${numberOf(row.floor)}`,
    row.floor === undefined ? '' : row.pass ? 'holds' : 'FAILS',
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...shown.map((cells) => cells[column]!.length)),
  );
  for (const cells of shown) {
    const line = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    console.log(`  ${line.trimEnd()}`);
  }
}

function numberOf(figure: number | string): string {
  if (typeof figure === 'string') return figure;
  return Number.isInteger(figure) && Math.abs(figure) > 1 ? String(figure) : figure.toFixed(3);
}
