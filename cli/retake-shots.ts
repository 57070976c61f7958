import type { Shot } from '@inkreel/film/board/shot.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { isFault, type Verdict, worstFirst } from '@inkreel/film/production/continuity.ts';

/** What a retake changes of a shot, the least first: less to move, then nothing that is cut out. */
const QUIETER: readonly ((shot: Shot) => Partial<Shot> | undefined)[] = [
  ({ life }) => (life?.strength === 0 ? undefined : { life: { ...life, strength: 0 } }),
  ({ depth, life }) =>
    depth === 'flat' ? undefined : { depth: 'flat', life: { ...life, strength: 0 } },
];

/** What retakes came to. */
export interface Retakes {
  readonly verdicts: readonly Verdict[];
  /** What of each shot was changed so that it is on model. */
  readonly changes: ReadonlyMap<string, Partial<Shot>>;
}

/** Makes shots again that are off-model, each time quieter, as long as the budget lasts. */
export async function retakeShots(
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
