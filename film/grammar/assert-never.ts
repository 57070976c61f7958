/** Closes a choice: the compiler complains here when a case of a union is forgotten. */
export function assertNever(value: never): never {
  throw new TypeError(`A case was forgotten: ${JSON.stringify(value)}`);
}
