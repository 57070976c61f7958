import type { CastMember } from '@inkreel/film/cast/character.ts';
import { fingerprintHash } from '@inkreel/film/cast/fingerprint.ts';
import { type Portrayal, portrayalOf } from '@inkreel/film/cast/portrayal.ts';
import { canonicalJson } from '@inkreel/film/grammar/canonical-json.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { ShotMeasure } from '@inkreel/film/production/continuity.ts';
import type { ProductionPlan } from '@inkreel/film/production/plan-production.ts';
import { type RenderedShot, renderedShots } from '@inkreel/film/production/rendered-shots.ts';
import { hashOf } from '../storage/hash.ts';
import { keptAnswer } from '../storage/kept-answer.ts';
import { keptFingerprint } from './kept-fingerprint.ts';
import { figuresIn, type MeasureTools, measureShot } from './measure-shot.ts';
import { modelSheetOf } from './model-sheet.ts';

/** Goes up where the same frames would be measured otherwise. */
const MEASURE_VERSION = 3;

/** What is measured, and what measures. */
export interface CastOrder extends Omit<MeasureTools, 'sheetOf'> {
  readonly plan: ProductionPlan;
  readonly onShot?: (done: number, of: number) => void;
}

/** What was measured, and by which fingerprints. */
export interface MeasuredCast {
  readonly measures: readonly ShotMeasure[];
  /** Of each of the locked cast, by cast id. */
  readonly fingerprints: ReadonlyMap<string, ContentHash>;
}

/**
 * Looks for everybody of the locked cast in the rendered frames of the shots they are in, and measures them
 * against their references and against the drawing that the shot was made from. What was measured before of the
 * same frames and the same references is not measured again.
 *
 * @throws FilmError for art that is missing, and frames that cannot be decoded
 */
export async function measureCast(order: CastOrder): Promise<MeasuredCast> {
  const { film, plan, base, store, eyes, network, signal, onShot } = order;
  const locked = film.cast.filter(({ references }) => references.length > 0);
  const shots = renderedShots(film, plan).filter(({ shot }) =>
    shot.cast.some((id) => locked.some((member) => member.id === id)),
  );
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
  const fingerprints = new Map<string, ContentHash>();
  const tools = { base, store, network, seed: film.seed, sheetOf };
  for (const member of locked) {
    signal.throwIfAborted();
    fingerprints.set(member.id, fingerprintHash(await keptFingerprint(member, tools), hashOf));
  }
  const cast = hashOf(canonicalJson(Object.fromEntries(fingerprints)));
  const measures: ShotMeasure[] = [];
  for (const [k, rendered] of shots.entries()) {
    signal.throwIfAborted();
    onShot?.(k, shots.length);
    const { value } = await keptAnswer(store, questionOf(rendered, cast, order), () =>
      measureShot(rendered, locked, { ...order, sheetOf }),
    );
    // The same frames may be another shot's by now.
    measures.push(...value.map((measure) => ({ ...measure, shot: rendered.shot.id })));
  }
  onShot?.(shots.length, shots.length);
  return { measures, fingerprints };
}

/** What decides what is found: the same question has the same answer. */
function questionOf(
  { shot, keys, moments }: RenderedShot,
  cast: ContentHash,
  { film, network }: CastOrder,
): unknown {
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
  return { measure };
}
