import { id } from '../grammar/id.ts';
import type { MediaReference } from '../media/art.ts';
import type { ContentHash } from '../media/content-hash.ts';
import type { Box } from '../space/box.ts';
import { areaOf } from '../space/box.ts';
import type { CastMember, CastReference } from './character.ts';
import type { FigureLook } from './figure-look.ts';
import { groupFigures } from './group-figures.ts';

/** A figure that was found in the art of a film. */
export interface FigureToCast {
  readonly reference: MediaReference;
  /** Pixels of the art. */
  readonly box: Box;
  readonly look: FigureLook;
  /** 0 to 1: how sure the finder is. */
  readonly trust: number;
  /** Whether its face is seen. */
  readonly hasFace: boolean;
  /** Whether it is seen whole: no edge of its panel cuts it. */
  readonly isWhole: boolean;
  /** Somebody is heard from it. */
  readonly speaks: boolean;
  readonly matte?: ContentHash;
}

/** A cast, and who of the figures belongs to whom. */
export interface ProposedCast {
  readonly cast: readonly CastMember[];
  /** For each figure the cast id of who it is; undefined where nobody was recognised. */
  readonly who: readonly (string | undefined)[];
}

/** So many pictures tell enough of somebody. */
const MOST_REFERENCES = 5;
/** Who says nothing is a member from this weight on: how sure the finder is of each of its figures, ... */
const LEAST_WEIGHT = 1.5;
/** ... twice where a face is seen. Who speaks comes before others by this much. */
const FACE = 2;
const SAID = 0.8;

/**
 * Proposes the cast of a film from the figures in its art: a member for each that speaks or is seen surely enough,
 * the most prominent first, each with its best pictures. Names are only to tell them apart: nobody's name is known.
 *
 * @param everybody figures that come once are members too: in pictures of characters, where each is meant
 * @param taken cast ids that are used already
 */
export function proposeCast(
  figures: readonly FigureToCast[],
  { everybody = false, taken = [] }: { everybody?: boolean; taken?: readonly string[] } = {},
): ProposedCast {
  const who: (string | undefined)[] = figures.map(() => undefined);
  const cast: CastMember[] = [];
  const used = new Set(taken);
  const groups = groupFigures(figures.map(({ look }) => look))
    .map((group) => ({ group, members: group.map((i) => figures[i]!) }))
    .sort((a, b) => weightOf(b.members) - weightOf(a.members));
  for (const { group, members } of groups) {
    const speaks = members.some((member) => member.speaks);
    if (!everybody && !speaks && weightOf(members) < LEAST_WEIGHT) continue;
    const letters = freeLetters(cast.length, used);
    const memberId = `figure-${letters.toLowerCase()}`;
    used.add(memberId);
    for (const i of group) who[i] = memberId;
    cast.push({
      id: id<'cast'>(memberId),
      kind: 'character',
      name: `Figure ${letters}`,
      description: '',
      references: bestOf(members),
    });
  }
  return { cast, who };
}

/**
 * The pictures that show somebody best: large, sure, whole, with a face. Each is from another place.
 */
export function bestOf(figures: readonly FigureToCast[]): readonly CastReference[] {
  const ranked = [...figures].sort((a, b) => worthOf(b) - worthOf(a));
  return ranked
    .slice(0, MOST_REFERENCES)
    .map(({ reference, box, matte }) => ({ ...reference, box, ...(matte && { matte }) }));
}

function weightOf(figures: readonly FigureToCast[]): number {
  return figures.reduce(
    (sum, { trust, hasFace, speaks }) => sum + trust * (hasFace ? FACE : 1) + (speaks ? SAID : 0),
    0,
  );
}

function worthOf({ box, trust, hasFace, isWhole }: FigureToCast): number {
  // Four times as large tells twice as much.
  return Math.sqrt(areaOf(box)) * (0.5 + trust) * (hasFace ? 1.4 : 1) * (isWhole ? 1.2 : 1);
}

/** A, B, ... Z, AA, AB: the first from a place on that nobody has. */
function freeLetters(from: number, used: ReadonlySet<string>): string {
  for (let at = from; ; at++) {
    const letters = lettersOf(at);
    if (!used.has(`figure-${letters.toLowerCase()}`)) return letters;
  }
}

function lettersOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${lettersOf(Math.floor(at / 26) - 1)}${last}`;
}
