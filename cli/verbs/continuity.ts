import { resolve } from 'node:path';
import { measureCast } from '@inkreel/adapters/casting/measure-cast.ts';
import { openFigureEyes } from '@inkreel/adapters/models/figure-eyes.ts';
import { openIdentityNetwork } from '@inkreel/adapters/models/identity-network.ts';
import { ACCEPTABLE, type Acceptance } from '@inkreel/film/cast/acceptance.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { nameRemedy } from '@inkreel/film/document/nearest-name.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { isFault, type Verdict, verdictOf } from '@inkreel/film/production/continuity.ts';
import { type CastDocument, openCastDocument, writeCastDocument } from '../cast-document.ts';
import type { Answer, Desk } from '../desk.ts';
import {
  filmNamed,
  openStoreFor,
  requireFolderOf,
  requireNotArt,
  sourcesOf,
  withoutEnding,
} from '../film-files.ts';
import { toFourPlaces } from '../four-places.ts';
import { measuredBefore } from '../measured-before.ts';
import { openFilm, requireArt } from '../open-film.ts';
import { produce } from '../produce.ts';
import { retakeShots } from '../retake-shots.ts';
import { shotsChanged } from '../shots-changed.ts';
import { writeContinuity } from '../write-continuity.ts';

export interface ContinuityOptions {
  readonly file: string;
  readonly output?: string;
  /** `shot-004/mara`: who is let be, and where. */
  readonly accept?: readonly string[];
  /** How many times shots that are off-model are made again at most. */
  readonly retakes?: number;
  readonly cache?: string;
}

/**
 * Measures the locked cast in the rendered film, shot by shot, and writes what it finds as a page and as JSON. What
 * is not rendered yet is rendered first. Retakes are kept in film.json where they are on model; what is accepted is
 * recorded there.
 */
export async function run(options: ContinuityOptions, desk: Desk): Promise<Answer> {
  const { file } = options;
  const name = options.output?.replace(/\.(html|json)$/, '') ?? `${withoutEnding(file)}-continuity`;
  requireFolderOf(name);
  const store = await openStoreFor(resolve(file), options.cache);
  // Opened first: what is recorded goes into the document that was measured, or nowhere.
  const document = await openCastDocument(file);
  const opened = await openFilm(file, store, desk);
  requireArt(opened, file);
  const { film, base } = opened;
  requireRecordable(options, document, film);
  requireNotArt([`${name}.html`, `${name}.json`], sourcesOf(film), base);
  if (!film.cast.some(({ references }) => references.length > 0)) {
    const remedy = 'Add one with inkreel cast add, or make the film of art with figures in it.';
    throw new FilmError('usage', `${file} has no cast with reference pictures. ${remedy}`, {
      file,
    });
  }
  const eyes = openFigureEyes();
  const network = await openIdentityNetwork().catch(async (error: unknown) => {
    await eyes.close();
    throw error;
  });
  const out = filmNamed(withoutEnding(file), film.preset.codec);
  let fingerprints: ReadonlyMap<string, ContentHash> = new Map();
  const judge = async (of: Film): Promise<readonly Verdict[]> => {
    const made = await produce({ film: of, base, out, store }, desk);
    const measured = await measureCast({
      ...{ film: made.timed, plan: made.plan, file: out, base, store, eyes, network },
      signal: desk.signal,
      onShot: (done, total) => desk.progress({ label: 'Measuring', done, total }),
    });
    const shots = new Map(
      made.timed.scenes.flatMap(({ shots: own }) => own.map((shot) => [shot.id, shot])),
    );
    fingerprints = measured.fingerprints;
    return measured.measures.map((measure) =>
      verdictOf(measure, shots.get(measure.shot)?.accepted),
    );
  };
  try {
    const before = await measuredBefore(`${name}.json`);
    const first = await judge(film);
    // What is let be is made again by no retake.
    const accepted = acceptedIn(first, options.accept ?? [], file);
    const withLeave = (verdicts: readonly Verdict[]): readonly Verdict[] =>
      verdicts.map((verdict) => {
        const { shot, member } = verdict;
        const now = accepted.find((each) => each.shot === shot && each.member === member);
        return now ? { ...verdict, accepted: now.likeness } : verdict;
      });
    const { verdicts, changes } = await retakeShots(
      film,
      withLeave(first),
      options.retakes ?? 0,
      async (tried) => withLeave(await judge(tried)),
    );
    if (changes.size > 0 || accepted.length > 0) {
      await writeCastDocument(document, shotsChanged(document.film, film, changes, accepted));
    }
    return await writeContinuity({
      film,
      base,
      store,
      name,
      verdicts,
      retaken: [...changes.keys()],
      fingerprints,
      before,
    });
  } finally {
    await eyes.close();
    await network.close();
  }
}

/**
 * Before anything is rendered for minutes.
 *
 * @throws FilmError 'usage' for shots and members that are not there, and where there is no scene to record in
 */
function requireRecordable(
  { file, accept = [], retakes = 0 }: ContinuityOptions,
  document: CastDocument,
  film: Film,
): void {
  if (accept.length === 0 && retakes === 0) return;
  if (!document.film.scenes) {
    const remedy = 'Write its storyboard first: inkreel make --no-render.';
    throw new FilmError('usage', `${file} has no scenes to record that in. ${remedy}`, { file });
  }
  const pairs = film.scenes.flatMap(({ shots }) =>
    shots.flatMap(({ id, cast }) => cast.map((member) => `${id}/${member}`)),
  );
  for (const text of accept) {
    if (pairs.includes(text)) continue;
    const remedy = nameRemedy(text, pairs, 'Write it as SHOT/MEMBER, as the report does.');
    throw new FilmError('usage', `No shot of ${file} has "${text}" in its cast. ${remedy}`, {
      file,
    });
  }
}

/** @throws FilmError 'usage' for what needs no leave */
function acceptedIn(verdicts: readonly Verdict[], wanted: readonly string[], file: string) {
  return wanted.map((text) => {
    const [shot, member] = text.split('/');
    const verdict = verdicts.find((each) => each.shot === shot && each.member === member);
    if (!verdict || !isFault(verdict)) {
      const open = verdicts.filter(isFault).map((each) => `${each.shot}/${each.member}`);
      const remedy = open.length > 0 ? `Off-model are ${open.join(', ')}.` : 'Nobody is off-model.';
      throw new FilmError('usage', `${text} needs no leave in ${file}. ${remedy}`);
    }
    if (verdict.likeness === undefined) {
      const remedy = 'Take it out of the cast of the shot instead.';
      throw new FilmError(
        'usage',
        `${text} was not to be found, so there is nothing to accept. ${remedy}`,
      );
    }
    const { finding, likeness } = verdict;
    if (!isAcceptable(finding)) throw new TypeError(`A finding of ${finding} has a likeness.`);
    return {
      shot: verdict.shot,
      member: verdict.member,
      finding,
      likeness: toFourPlaces(likeness),
    };
  });
}

function isAcceptable(finding: Verdict['finding']): finding is Acceptance['finding'] {
  return (ACCEPTABLE as readonly string[]).includes(finding);
}
