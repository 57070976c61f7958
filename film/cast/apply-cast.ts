import type { CastMember, CastReference } from './character.ts';

/** What an engine takes of a cast. */
export interface CastOffer {
  /** What the engine is called, for the reason that is told. */
  readonly engine: string;
  /** It lays the figures of the art themselves: nothing has to be told of them. */
  readonly cutOuts: boolean;
  /** So many reference pictures at most; 0 where it takes none. */
  readonly references: number;
  /** So many pictures at most of one member; as many as there are where it is missing. */
  readonly referencesEach?: number;
  /** Whether it takes a first frame that we compose. */
  readonly keyframe: boolean;
}

/** One reference picture in the order in which the engine gets them, and the name it is bound to. */
export interface BoundReference {
  readonly member: string;
  /** `[image 2]`: what the words call it by. */
  readonly label: string;
  readonly reference: CastReference;
}

/** What an engine needs so that a shot shows its cast. */
export type CastNeeds =
  | { readonly kind: 'cut-outs'; readonly members: readonly string[] }
  | {
      readonly kind: 'references';
      /** Best of each first, then the next of each: an engine that weighs the first most sees everybody early. */
      readonly references: readonly BoundReference[];
      /** The best picture of each member, to compose the first frame of; missing where it takes none. */
      readonly keyframe?: readonly { readonly member: string; readonly reference: CastReference }[];
      /** The canonical words: who is who, in the words of the cast. */
      readonly words: string;
      /** Pictures that there was no room for. */
      readonly left: readonly CastReference[];
      /** Why something was left, where something was. */
      readonly reason?: string;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string };

/**
 * From who is seen in a shot to what an engine needs. The figures themselves where the engine lays them; else
 * reference pictures with names bound to them, the first frame, and the words. Where somebody would get no picture
 * the shot is refused, and where pictures are left over it is told which and why: nobody is dropped silently.
 *
 * @param seen who is seen, most important first; without references only where the engine lays cut-outs
 */
export function applyCast(seen: readonly CastMember[], offer: CastOffer): CastNeeds {
  const { engine } = offer;
  if (offer.cutOuts) return { kind: 'cut-outs', members: seen.map(({ id }) => id) };
  const bare = seen.find(({ references }) => references.length === 0);
  if (bare) {
    const reason = `${bare.name} has no reference picture, and ${engine} would make somebody up.`;
    return { kind: 'refused', reason, remedy: 'Add one with inkreel cast add, or use ink.' };
  }
  if (seen.length > offer.references && !(offer.references === 0 && offer.keyframe)) {
    const takes = offer.references === 1 ? '1 picture' : `${offer.references} pictures`;
    const reason = `${engine} takes ${takes}, and ${seen.length} of the cast are seen.`;
    const remedy = 'Divide the shot, take somebody out of its cast, or use ink.';
    return { kind: 'refused', reason, remedy };
  }
  const each = offer.referencesEach ?? Number.POSITIVE_INFINITY;
  const ranked = inTurns(seen, each);
  const given = ranked.slice(0, offer.references);
  const left = seen
    .flatMap(({ references }) => references)
    .filter((reference) => !given.some((other) => other.reference === reference));
  const references = given.map(
    ({ member, reference }, i): BoundReference => ({
      member: member.id,
      label: `[image ${i + 1}]`,
      reference,
    }),
  );
  return {
    kind: 'references',
    references,
    ...(offer.keyframe && {
      keyframe: seen.map(({ id, references: [best] }) => ({ member: id, reference: best! })),
    }),
    words: seen.map((member) => wordsOf(member, references)).join(' '),
    left,
    ...(left.length > 0 && {
      reason: `${engine} takes ${given.length} of ${given.length + left.length} pictures: the best of everybody.`,
    }),
  };
}

function inTurns(seen: readonly CastMember[], each: number) {
  const most = Math.max(0, ...seen.map(({ references }) => Math.min(each, references.length)));
  return Array.from({ length: most }, (_, turn) =>
    seen.flatMap((member) => {
      const reference = member.references[turn];
      return reference ? [{ member, reference }] : [];
    }),
  ).flat();
}

/** `Mara is [image 1] and [image 3]: red hair, a green coat.` */
function wordsOf({ id, name, description }: CastMember, bound: readonly BoundReference[]): string {
  const labels = bound.flatMap(({ member, label }) => (member === id ? [label] : []));
  const called = labels.length > 0 ? `${name} is ${inWords(labels)}` : name;
  const told = description.trim().replace(/[.\s]+$/, '');
  return told === '' ? `${called}.` : `${called}: ${told}.`;
}

function inWords(labels: readonly string[]): string {
  const last = labels.at(-1)!;
  return labels.length < 2 ? last : `${labels.slice(0, -1).join(', ')} and ${last}`;
}
