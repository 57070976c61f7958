/**
 * What becomes of the words that are drawn in the art. `pop`: they are taken off, and each balloon pops
 * in as it was drawn when its line begins. `keep`: the art is left as it is. `none`: they are taken off
 * and stay away.
 */
export const SHOWN_LETTERING = ['pop', 'keep', 'none'] as const;
export type ShownLettering = (typeof SHOWN_LETTERING)[number];

/** What a proposed film does: what was lettered is heard, and each balloon is there when it is. */
export const LETTERING_PROPOSED: ShownLettering = 'pop';
/** What a document does that does not say: the art is shown as it is, and no page has to be read for it. */
export const LETTERING_DEFAULT: ShownLettering = 'keep';
