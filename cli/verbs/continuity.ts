import { resolve } from 'node:path';
import { measureCast } from '@inkreel/adapters/casting/measure-cast.ts';
import { pictureUrl } from '@inkreel/adapters/casting/picture-url.ts';
import { cutReference } from '@inkreel/adapters/casting/reference-picture.ts';
import { openFigureEyes } from '@inkreel/adapters/models/figure-eyes.ts';
import { openIdentityNetwork } from '@inkreel/adapters/models/identity-network.ts';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import type { Shot } from '@inkreel/film/board/shot.ts';
import { ACCEPTABLE, type Acceptance } from '@inkreel/film/cast/acceptance.ts';
import { type MadeShot, staleShots } from '@inkreel/film/cast/stale-shots.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { nameRemedy } from '@inkreel/film/document/nearest-name.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import {
  continuityRows,
  isFault,
  type Verdict,
  verdictOf,
  worstFirst,
} from '@inkreel/film/production/continuity.ts';
import { continuityHtml, findingText } from '@inkreel/film/production/continuity-page.ts';
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
import { measuredBefore } from '../measured-before.ts';
import { openFilm, requireArt } from '../open-film.ts';
import { produce } from '../produce.ts';
import { shotsChanged } from '../shots-changed.ts';

export interface ContinuityOptions {
  readonly file: string;
  readonly output?: string;
  /** `shot-004/mara`: who is let be, and where. */
  readonly accept?: readonly string[];
  /** How many times shots that are off-model are made again at most. */
  readonly retakes?: number;
  readonly cache?: string;
}

/** What a retake changes of a shot, the least first: less to move, then nothing that is cut out. */
const QUIETER: readonly ((shot: Shot) => Partial<Shot> | undefined)[] = [
  ({ life }) => (life?.strength === 0 ? undefined : { life: { ...life, strength: 0 } }),
  ({ depth, life }) =>
    depth === 'flat' ? undefined : { depth: 'flat', life: { ...life, strength: 0 } },
];

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
    let verdicts = await judge(film);
    const retaken = await retake(film, verdicts, options.retakes ?? 0, judge);
    verdicts = retaken.verdicts;
    const accepted = acceptedIn(verdicts, options.accept ?? [], file);
    verdicts = verdicts.map((verdict) => {
      const now = accepted.find(
        ({ shot, member }) => verdict.shot === shot && verdict.member === member,
      );
      return now ? { ...verdict, accepted: now.likeness } : verdict;
    });
    if (retaken.changes.size > 0 || accepted.length > 0) {
      await writeCastDocument(
        document,
        shotsChanged(document.film, film, retaken.changes, accepted),
      );
    }
    return await report({
      film,
      base,
      store,
      name,
      verdicts,
      retaken: [...retaken.changes.keys()],
      fingerprints,
      before,
    });
  } finally {
    await eyes.close();
    await network.close();
  }
}

interface Retakes {
  readonly verdicts: readonly Verdict[];
  /** What of each shot was changed so that it is on model. */
  readonly changes: ReadonlyMap<string, Partial<Shot>>;
}

/** Makes shots again that are off-model, each time quieter, as long as the budget lasts. */
async function retake(
  film: Film,
  first: readonly Verdict[],
  budget: number,
  judge: (film: Film) => Promise<readonly Verdict[]>,
): Promise<Retakes> {
  let verdicts = first;
  let left = budget;
  const changes = new Map<string, Partial<Shot>>();
  for (const quieter of QUIETER) {
    const off = [...verdicts]
      .sort(worstFirst)
      .filter((each) => isFault(each) && each.finding !== 'missing');
    const ids = [...new Set(off.map(({ shot }) => shot))].slice(0, left);
    const tried = new Map<string, Partial<Shot>>();
    for (const shot of film.scenes.flatMap(({ shots }) => shots)) {
      const change = ids.includes(shot.id) ? quieter(shot) : undefined;
      if (change) tried.set(shot.id, change);
    }
    if (tried.size === 0) break;
    left -= tried.size;
    const again = await judge(withShots(film, new Map([...changes, ...tried])));
    for (const [id, change] of tried) {
      const isOn = !again.some((verdict) => verdict.shot === id && isFault(verdict));
      if (isOn) changes.set(id, change);
    }
    verdicts = verdicts.map((verdict) =>
      changes.has(verdict.shot)
        ? (again.find(({ shot, member }) => shot === verdict.shot && member === verdict.member) ??
          verdict)
        : verdict,
    );
  }
  // What was tried last lies there: the film that is kept goes back over it.
  return { verdicts: left < budget ? await judge(withShots(film, changes)) : verdicts, changes };
}

function withShots(film: Film, changes: ReadonlyMap<string, Partial<Shot>>): Film {
  const scenes = film.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot) => ({ ...shot, ...changes.get(shot.id) })),
  }));
  return { ...film, scenes };
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
    return { shot: verdict.shot, member: verdict.member, finding, likeness: rounded(likeness) };
  });
}

function isAcceptable(finding: Verdict['finding']): finding is Acceptance['finding'] {
  return (ACCEPTABLE as readonly string[]).includes(finding);
}

interface Findings {
  readonly film: Film;
  readonly base: string;
  readonly store: FolderStore;
  readonly name: string;
  readonly verdicts: readonly Verdict[];
  readonly retaken: readonly string[];
  readonly fingerprints: ReadonlyMap<string, ContentHash>;
  /** By which fingerprints shots were measured last. */
  readonly before: readonly MadeShot[];
}

async function report(findings: Findings): Promise<Answer> {
  const { film, base, store, name, verdicts, retaken, fingerprints, before } = findings;
  const rows = continuityRows(verdicts, film.scenes);
  const cast = new Map<string, { name: string; sheet: string[] }>();
  for (const member of film.cast) {
    if (!rows.some((row) => row.member === member.id)) continue;
    const sheet: string[] = [];
    for (const reference of member.references) {
      sheet.push(await pictureUrl((await cutReference(reference, { base, store })).picture));
    }
    cast.set(member.id, { name: member.name, sheet });
  }
  const { rate } = film.preset;
  const scenes = film.scenes.map(({ id, title }) => ({ id: id as string, title: title ?? '' }));
  const nameOf = (member: string) => cast.get(member)?.name ?? member;
  const there = new Set(verdicts.map(({ shot }) => shot as string));
  const stale = staleShots(
    before.filter(({ shot }) => there.has(shot)),
    fingerprints,
  );
  const json = {
    members: rows.map(({ member, cells }) => ({
      member,
      name: nameOf(member),
      scenes: cells.map(({ scene, verdicts: own }) => ({
        scene,
        shots: own.map((verdict) => verdictJson(verdict, rate)),
      })),
    })),
    faults: verdicts.filter(isFault).length,
    retaken,
    stale,
    measuredBy: measuredNow(verdicts, fingerprints),
  };
  await writeWhole(`${name}.html`, continuityHtml({ title: film.title, rate, scenes, rows, cast }));
  await writeWhole(`${name}.json`, `${JSON.stringify(json, null, 2)}\n`);
  const open = [...verdicts].filter(isFault).sort(worstFirst);
  const count = verdicts.length === 1 ? '1 look' : `${verdicts.length} looks`;
  const told = open.map(
    (verdict) => `  ${verdict.shot}/${verdict.member}: ${findingText(verdict, nameOf)}`,
  );
  const heading = `${name}.html: ${count} at the cast, ${open.length} off-model.`;
  const anew =
    stale.length === 0
      ? []
      : [
          `  measured by an earlier fingerprint before, and anew now: ${stale.map(({ shot }) => shot).join(', ')}`,
        ];
  return {
    text: [heading, ...anew, ...told].join('\n'),
    json: { report: `${name}.html`, ...json },
  };
}

/** By which fingerprints each shot was measured. */
function measuredNow(
  verdicts: readonly Verdict[],
  fingerprints: ReadonlyMap<string, ContentHash>,
): readonly MadeShot[] {
  return [...new Set(verdicts.map(({ shot }) => shot))].map((shot) => ({
    shot,
    fingerprints: Object.fromEntries(
      verdicts
        .filter((verdict) => verdict.shot === shot)
        .flatMap(({ member }) => {
          const hash = fingerprints.get(member);
          return hash === undefined ? [] : [[member, hash]];
        }),
    ),
  }));
}

function verdictJson(verdict: Verdict, rate: number) {
  const { evidence, likeness, falseAlarm, regions, ...rest } = verdict;
  return {
    ...rest,
    ...(likeness !== undefined && { likeness: rounded(likeness) }),
    ...(falseAlarm !== undefined && { falseAlarm: rounded(falseAlarm) }),
    ...(regions && {
      regions: Object.fromEntries(
        Object.entries(regions).map(([region, held]) => [
          region,
          held === null ? null : rounded(held),
        ]),
      ),
    }),
    ...(evidence && {
      seconds: rounded(evidence.frame / rate),
      box: [evidence.box.x, evidence.box.y, evidence.box.width, evidence.box.height].map(
        Math.round,
      ),
      reference: evidence.reference,
    }),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
