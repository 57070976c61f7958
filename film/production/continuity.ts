import type { ShotId } from '../board/shot.ts';
import type { Acceptance } from '../cast/acceptance.ts';
import type { Likeness } from '../cast/likeness.ts';
import { assertNever } from '../grammar/assert-never.ts';
import { median } from '../grammar/median.ts';
import type { Box } from '../space/box.ts';

/** One of the cast looked for in one rendered frame. */
export interface FrameMeasure {
  /** Frame of the film, from 0. */
  readonly frame: number;
  /** How much of the figure is in the frame, 0 to 1. */
  readonly seen: number;
  /** Where it was measured, pixels of the frame; missing where too little of it is seen. */
  readonly box?: Box;
  readonly likeness?: Likeness;
  /** What was measured, cut from the frame: a JPEG as a data URL. */
  readonly crop?: string;
  /** The figure as the shot's own art draws it, where the art tells of it: a JPEG as a data URL. */
  readonly drawing?: string;
  /** Another of the cast that passes there, where the one that should be there does not. */
  readonly other?: { readonly member: string; readonly likeness: Likeness };
}

/** Somebody of the cast in a frame where nobody of that name should be. */
export interface ExtraMeasure {
  readonly frame: number;
  readonly box: Box;
  readonly likeness: Likeness;
  readonly crop?: string;
}

/** All looks at one of the cast in one shot. */
export interface ShotMeasure {
  readonly shot: ShotId;
  readonly member: string;
  /** For each figure of it that the shot's art shows, its looks; none where the art shows none. */
  readonly figures: readonly (readonly FrameMeasure[])[];
  readonly extras: readonly ExtraMeasure[];
}

export const FINDINGS = ['swapped', 'missing', 'off-model', 'extra', 'unseen', 'on-model'] as const;
/** `unseen`: the camera shows too little of it to say. */
export type Finding = (typeof FINDINGS)[number];

/** The look that a verdict rests on. */
export interface Evidence {
  readonly frame: number;
  /** Pixels of the frame. */
  readonly box: Box;
  /** The reference it comes nearest to, from 0; one more than there are is the drawing of the shot's own art. */
  readonly reference: number;
  readonly crop?: string;
  readonly drawing?: string;
}

/** What became of one of the cast in one shot, with the frame that shows it. */
export interface Verdict {
  readonly shot: ShotId;
  readonly member: string;
  readonly finding: Finding;
  /** Median over the frames it was measured in; missing where it was measured in none. */
  readonly likeness?: number;
  /** How often a true picture scores no higher. */
  readonly falseAlarm?: number;
  /** What keeps least to the references: `hair`, `skin`, `clothing`, `face`, `proportions`, or `drawing` for all of it. */
  readonly drifted?: string;
  readonly regions?: Likeness['regions'];
  /** The look that speaks: the worst of those that decide. */
  readonly evidence?: Evidence;
  /** Who stands there instead. */
  readonly instead?: string;
  /** Somebody looked at it and let it be; the likeness it had then. */
  readonly accepted?: number;
}

/** An accepted likeness holds until the shot scores lower by more than this. */
const STILL = 0.02;

/** Whether a finding asks somebody to act. */
export function isFault({ finding, accepted }: Pick<Verdict, 'finding' | 'accepted'>): boolean {
  if (accepted !== undefined) return false;
  switch (finding) {
    case 'on-model':
    case 'unseen':
      return false;
    case 'off-model':
    case 'missing':
    case 'swapped':
    case 'extra':
      return true;
    default:
      return assertNever(finding);
  }
}

/**
 * What became of one of the cast in a shot. Its figures are judged one by one, each by most of its frames, and the
 * worst of them speaks for the shot.
 */
export function verdictOf(measure: ShotMeasure, acceptances: readonly Acceptance[] = []): Verdict {
  const { shot, member, figures, extras } = measure;
  const found = figures.map((looks) => figureVerdict(looks));
  const worst = found.sort((a, b) => rankOf(a.finding) - rankOf(b.finding))[0] ?? {
    finding: 'missing' as const,
  };
  const [extra] = [...extras].sort((a, b) => b.likeness.likeness - a.likeness.likeness);
  const told =
    extra && rankOf('extra') < rankOf(worst.finding)
      ? { finding: 'extra' as const, ...shownBy(extra) }
      : worst;
  const accepted = acceptances.find((each) => each.member === member);
  const holds =
    accepted?.finding === told.finding && (told.likeness ?? 0) >= accepted.likeness - STILL;
  return { shot, member, ...told, ...(accepted && holds && { accepted: accepted.likeness }) };
}

type FigureVerdict = Omit<Verdict, 'shot' | 'member'>;

function figureVerdict(looks: readonly FrameMeasure[]): FigureVerdict {
  const measured = looks.flatMap((look) =>
    look.likeness && look.box ? [{ ...look, likeness: look.likeness, box: look.box }] : [],
  );
  if (measured.length === 0) return { finding: 'unseen' };
  const ranked = [...measured].sort((a, b) => a.likeness.likeness - b.likeness.likeness);
  const passing = ranked.filter(({ likeness }) => likeness.same);
  const middle = median(ranked.map(({ likeness }) => likeness.likeness))!;
  if (2 * passing.length > ranked.length) {
    return { finding: 'on-model', ...shownBy(passing[0]!), likeness: middle };
  }
  const worst = ranked[0]!;
  const swapped = ranked.filter(({ other }) => other !== undefined);
  const first = swapped[0];
  if (first?.other && 2 * swapped.length > ranked.length) {
    const instead = first.other.member;
    return { finding: 'swapped', ...shownBy(first), likeness: middle, instead };
  }
  return {
    finding: 'off-model',
    ...shownBy(worst),
    likeness: middle,
    drifted: driftedOf(worst.likeness.regions),
  };
}

function shownBy({
  frame,
  box,
  likeness: found,
  crop,
  drawing,
}: ExtraMeasure & Pick<FrameMeasure, 'drawing'>): Omit<FigureVerdict, 'finding'> {
  return {
    likeness: found.likeness,
    falseAlarm: found.falseAlarm,
    regions: found.regions,
    evidence: {
      frame,
      box,
      reference: found.reference,
      ...(crop && { crop }),
      ...(drawing && { drawing }),
    },
  };
}

/** The region that is held least, where one is lost; else it is the drawing as a whole. */
export function driftedOf({ whole: _, ...parts }: Likeness['regions']): string {
  const [worst] = Object.entries(parts)
    .flatMap(([name, held]) => (held === null ? [] : [{ name, held }]))
    .sort((a, b) => a.held - b.held);
  return worst && worst.held <= 0.5 ? worst.name : 'drawing';
}

function rankOf(finding: Finding): number {
  return FINDINGS.indexOf(finding);
}

/** The verdicts that speak for one of the cast in one scene. */
export interface ContinuityCell {
  readonly scene: string;
  /** Worst first. */
  readonly verdicts: readonly Verdict[];
}

/** One of the cast through the film. */
export interface ContinuityRow {
  readonly member: string;
  readonly cells: readonly ContinuityCell[];
}

/** A row for each of the cast that is in the film, worst first, and in it a cell for each scene it is in. */
export function continuityRows(
  verdicts: readonly Verdict[],
  scenes: readonly { readonly id: string; readonly shots: readonly { readonly id: ShotId }[] }[],
): readonly ContinuityRow[] {
  const members = [...new Set(verdicts.map(({ member }) => member))];
  const rows = members.map((member): ContinuityRow => {
    const own = verdicts.filter((each) => each.member === member);
    const cells = scenes.flatMap(({ id, shots }) => {
      const here = own.filter(({ shot }) => shots.some((each) => each.id === shot));
      return here.length > 0 ? [{ scene: id, verdicts: [...here].sort(worstFirst) }] : [];
    });
    return { member, cells };
  });
  return rows
    .filter(({ cells }) => cells.length > 0)
    .sort((a, b) => worstFirst(worstOf(a), worstOf(b)));
}

function worstOf({ cells }: ContinuityRow): Verdict {
  return cells.flatMap(({ verdicts }) => verdicts).sort(worstFirst)[0]!;
}

/** Faults first, then by kind, then by likeness. */
export function worstFirst(a: Verdict, b: Verdict): number {
  return (
    Number(isFault(b)) - Number(isFault(a)) ||
    rankOf(a.finding) - rankOf(b.finding) ||
    (a.likeness ?? 1) - (b.likeness ?? 1)
  );
}
