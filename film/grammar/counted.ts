/**
 * A number with its noun: `1 shot`, `3 shots`.
 *
 * @param many where the plural is not the noun with an s
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
