import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CastMember } from '@inkreel/film/cast/character.ts';
import { type Portrayal, portrayalOf } from '@inkreel/film/cast/portrayal.ts';
import { canonicalJson } from '@inkreel/film/grammar/canonical-json.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { ShotMeasure } from '@inkreel/film/production/continuity.ts';
import type { ProductionPlan } from '@inkreel/film/production/plan-production.ts';
import { type RenderedShot, renderedShots } from '@inkreel/film/production/rendered-shots.ts';
import { hashOf } from '../storage/hash.ts';
import { figuresIn, type MeasureTools, measureShot } from './measure-shot.ts';
import { modelSheetOf } from './model-sheet.ts';

/** Goes up where the same frames would be measured otherwise. */
const MEASURE_VERSION = 1;

/** What is measured, and what measures. */
export interface CastOrder extends Omit<MeasureTools, 'sheetOf'> {
  readonly plan: ProductionPlan;
  readonly onShot?: (done: number, of: number) => void;
}

/**
 * Looks for everybody of the locked cast in the rendered frames of the shots they are in, and measures them
 * against their references and against the drawing that the shot was made from. What was measured before of the
 * same frames and the same references is not measured again.
 *
 * @throws FilmError for art that is missing, and frames that cannot be decoded
 */
export async function measureCast(order: CastOrder): Promise<readonly ShotMeasure[]> {
  const { film, plan, base, store, eyes, network, signal, onShot } = order;
  const locked = film.cast.filter(({ references }) => references.length > 0);
  const shots = renderedShots(film, plan).filter(({ shot }) =>
    shot.cast.some((id) => locked.some((member) => member.id === id)),
  );
  const cast = hashOf(canonicalJson(await definitionOf(locked, base)));
  const sheets = new Map<string, Promise<readonly Portrayal[]>>();
  const sheetOf = (member: CastMember): Promise<readonly Portrayal[]> => {
    const sheet =
      sheets.get(member.id) ??
      modelSheetOf(member, { base, store, eyes }).then((sightings) =>
        sightings.map((sighting) => portrayalOf(sighting, network)),
      );
    sheets.set(member.id, sheet);
    return sheet;
  };
  const measures: ShotMeasure[] = [];
  for (const [k, rendered] of shots.entries()) {
    signal.throwIfAborted();
    onShot?.(k, shots.length);
    const key = keyOf(rendered, cast, order);
    const kept = await store.find(key);
    if (kept !== undefined) {
      measures.push(...(JSON.parse(await readFile(kept, 'utf8')) as ShotMeasure[]));
      continue;
    }
    const found = await measureShot(rendered, locked, { ...order, sheetOf });
    await store.keep(key, '.json', (path) => writeFile(path, JSON.stringify(found)));
    measures.push(...found);
  }
  onShot?.(shots.length, shots.length);
  return measures;
}

/** What defines a cast: its references, by what is in them. */
async function definitionOf(cast: readonly CastMember[], base: string) {
  const files = [...new Set(cast.flatMap(({ references }) => references.map(({ file }) => file)))];
  const contents = new Map(
    await Promise.all(
      files.map(async (file) => [file, hashOf(await readFile(resolve(base, file)))] as const),
    ),
  );
  return cast.map(({ id, references }) => ({
    id,
    references: references.map(({ file, ...rest }) => ({ ...rest, content: contents.get(file) })),
  }));
}

function keyOf(
  { shot, keys, moments }: RenderedShot,
  cast: ContentHash,
  { film, network }: CastOrder,
): ContentHash {
  const measure = {
    version: MEASURE_VERSION,
    network: `${network.name}@${network.version}`,
    cast,
    members: shot.cast,
    figures: figuresIn(shot, film.art),
    frames: keys,
    moments: moments.map(({ own }) => own),
    // Evidence names frames of the film.
    at: moments.map(({ frame }) => frame),
  };
  return hashOf(canonicalJson({ measure }));
}
