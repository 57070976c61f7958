import { loadPicture } from '@inkreel/adapters/codecs/load-picture.ts';
import { type OpenedPicture, openInputs } from '@inkreel/adapters/codecs/open-inputs.ts';
import { type FigureEyes, openFigureEyes } from '@inkreel/adapters/models/figure-eyes.ts';
import { openIdentityNetwork } from '@inkreel/adapters/models/identity-network.ts';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import { type Likeness, measureLikeness } from '@inkreel/film/cast/likeness.ts';
import { type Portrayal, portrayalOf } from '@inkreel/film/cast/portrayal.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Answer, Desk } from '../desk.ts';
import { toFourPlaces } from '../four-places.ts';

export interface LikenessOptions {
  /** Files, books and folders of one character's references. */
  readonly references: readonly string[];
  readonly against: readonly string[];
}

/**
 * Measures pictures against the references of one character. The JSON is what scripts rely on: a row for each
 * picture, in the order given.
 *
 * @throws FilmError of the first input that cannot be used, and where no figure is found in a reference
 */
export async function run({ references, against }: LikenessOptions, desk: Desk): Promise<Answer> {
  const known = await openAll(references, desk);
  const asked = await openAll(against, desk);
  const eyes = openFigureEyes();
  let network: IdentityNetwork | undefined;
  try {
    network = await openIdentityNetwork();
    const model: Portrayal[] = [];
    for (const [k, opened] of known.entries()) {
      tell(desk, 'Seeing references', k, known.length);
      model.push(await referenceOf(opened, eyes, network));
    }
    const rows: { readonly picture: string; readonly found: Likeness }[] = [];
    for (const [k, opened] of asked.entries()) {
      tell(desk, 'Measuring pictures', k, asked.length);
      rows.push({ picture: opened.name, found: await measure(model, opened, eyes, network) });
    }
    return {
      text: tableOf(rows),
      json: rows.map(({ picture, found }) => ({
        picture,
        likeness: toFourPlaces(found.likeness),
        same: found.same,
        falseAlarm: toFourPlaces(found.falseAlarm),
        falseMatch: toFourPlaces(found.falseMatch),
        regions: Object.fromEntries(
          Object.entries(found.regions).map(([name, held]) => [
            name,
            held === null ? null : toFourPlaces(held),
          ]),
        ),
        reference: known[found.reference]!.name,
        kind: found.comparison.kind,
      })),
    };
  } finally {
    await eyes.close();
    await network?.close();
  }
}

async function openAll(inputs: readonly string[], desk: Desk): Promise<readonly OpenedPicture[]> {
  const { pictures, refused } = await openInputs(inputs, {
    base: process.cwd(),
    signal: desk.signal,
  });
  const [first] = refused;
  if (first) throw first;
  return pictures;
}

function tell(desk: Desk, label: string, done: number, total: number): void {
  desk.signal.throwIfAborted();
  desk.progress({ label, done, total });
}

async function referenceOf(
  { reference, name }: OpenedPicture,
  eyes: FigureEyes,
  network: IdentityNetwork,
): Promise<Portrayal> {
  const [sighting] = await eyes.see(await loadPicture(reference, process.cwd()));
  if (sighting) return portrayalOf(sighting, network);
  throw new FilmError(
    'art-unreadable',
    `No figure was found in ${name}. Give a reference that is clear around the figure, or cut it closer.`,
    { file: name },
  );
}

/** Whoever in the picture comes nearest; the picture as a whole where nobody found in it passes. */
async function measure(
  model: readonly Portrayal[],
  { reference }: OpenedPicture,
  eyes: FigureEyes,
  network: IdentityNetwork,
): Promise<Likeness> {
  const picture = await loadPicture(reference, process.cwd());
  let best: Likeness | undefined;
  for (const sighting of await eyes.see(picture)) {
    const found = await measureLikeness(model, portrayalOf(sighting, network));
    if (!best || found.likeness > best.likeness) best = found;
  }
  if (best?.same) return best;
  const whole = await measureLikeness(model, portrayalOf(await eyes.seeWhole(picture), network));
  return best && best.likeness >= whole.likeness ? best : whole;
}

/** A line for each picture: what it scored, and what strays most where it is off-model. */
function tableOf(rows: readonly { readonly picture: string; readonly found: Likeness }[]): string {
  const cells = rows.map(({ picture, found }) => [
    picture,
    found.likeness.toFixed(2),
    found.same ? 'same' : 'off-model',
    `${(found.falseAlarm * 100).toFixed(1)} % of true pictures score no higher`,
    found.same ? '' : faultOf(found),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function faultOf({ regions }: Likeness): string {
  const { whole, ...parts } = regions;
  const [worst] = Object.entries(parts)
    .flatMap(([name, held]) => (held === null ? [] : [{ name, held }]))
    .sort((a, b) => a.held - b.held);
  if (worst && worst.held <= 0.5) return worst.name;
  return 'another figure, or drawn quite otherwise';
}
