declare const brand: unique symbol;

/** A string that names one kind of thing: `Id<'shot'>` never fits where `Id<'scene'>` is asked for. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

/** Brands a string that was checked at the door. */
export function id<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>;
}
