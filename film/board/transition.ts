/** How one picture can give way to the next while both are seen. */
export const BLENDS = [
  'crossfade',
  'wipe-left',
  'wipe-right',
  'wipe-up',
  'wipe-down',
  'page-turn',
  'fade-black',
] as const;
export type Blend = (typeof BLENDS)[number];

/** How a shot begins: a plain cut, or a blend from the shot before it. */
export type Transition =
  | { readonly kind: 'cut' }
  | {
      readonly kind: Blend /** In frames at the film's rate, both shots seen. */;
      readonly frames: number;
    };
