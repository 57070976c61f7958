import { ARE_PORTRAITS_HERE } from './portraits.ts';
import { takeSamples } from './samples.ts';
import { writeTables } from './write-tables.ts';

// Makes the tables of likeness anew: node bench/likeness/calibrate.ts. It takes some minutes.

if (!ARE_PORTRAITS_HERE) {
  console.error('There are no portraits in ../shared/art/portraits to calibrate on.');
  process.exit(3);
}
const tell = (line: string) => console.error(line);
const painted = await takeSamples(1, false, tell);
const ink = await takeSamples(3, true, tell);
writeTables(painted, ink);
