import { pictureUrl } from '@inkreel/adapters/casting/picture-url.ts';
import { cutReference } from '@inkreel/adapters/casting/reference-picture.ts';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import { type MadeShot, staleShots } from '@inkreel/film/cast/stale-shots.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import {
  continuityRows,
  isFault,
  type Verdict,
  worstFirst,
} from '@inkreel/film/production/continuity.ts';
import { continuityHtml, findingText } from '@inkreel/film/production/continuity-page.ts';
import type { Answer } from './desk.ts';
import { toFourPlaces } from './four-places.ts';

/** What was found out about the cast of a film. */
export interface Findings {
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

/** Writes the report, as a page and as JSON, and tells what is in it. */
export async function writeContinuity(findings: Findings): Promise<Answer> {
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
    ...(likeness !== undefined && { likeness: toFourPlaces(likeness) }),
    ...(falseAlarm !== undefined && { falseAlarm: toFourPlaces(falseAlarm) }),
    ...(regions && {
      regions: Object.fromEntries(
        Object.entries(regions).map(([region, held]) => [
          region,
          held === null ? null : toFourPlaces(held),
        ]),
      ),
    }),
    ...(evidence && {
      seconds: toFourPlaces(evidence.frame / rate),
      box: [evidence.box.x, evidence.box.y, evidence.box.width, evidence.box.height].map(
        Math.round,
      ),
      reference: evidence.reference,
    }),
  };
}
