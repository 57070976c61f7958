import type { ContentHash } from '../media/content-hash.ts';

/** A shot that was made, and by which fingerprints. */
export interface MadeShot {
  readonly shot: string;
  /** Of each locked member that is in it, by cast id: see `fingerprintHash`. */
  readonly fingerprints: Readonly<Record<string, ContentHash>>;
}

/**
 * The shots that were made by a fingerprint that is no longer the one of its member: those and no others. A member
 * that left the cast makes its shots stale too; one that is new to the cast makes none.
 *
 * @param now the fingerprint of each member, by cast id
 * @returns in the order given: the shot, and whose fingerprint is another now
 */
export function staleShots(
  made: readonly MadeShot[],
  now: ReadonlyMap<string, ContentHash>,
): readonly { readonly shot: string; readonly members: readonly string[] }[] {
  return made.flatMap(({ shot, fingerprints }) => {
    const members = Object.entries(fingerprints).flatMap(([member, hash]) =>
      now.get(member) === hash ? [] : [member],
    );
    return members.length > 0 ? [{ shot, members }] : [];
  });
}
