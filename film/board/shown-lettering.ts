/**
 * What becomes of the words that are drawn in the art. `pop`: they are taken off, and each balloon pops
 * in as it was drawn when its line begins. `keep`: the art is left as it is. `none`: they are taken off
 * and stay away.
 */
export const SHOWN_LETTERING = ['pop', 'keep', 'none'] as const;
export type ShownLettering = (typeof SHOWN_LETTERING)[number];

/** Words are never lost, and no art is shown that was filled in, unless somebody asks for it. */
export const LETTERING_DEFAULT: ShownLettering = 'keep';
