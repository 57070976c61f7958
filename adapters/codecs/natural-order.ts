const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Orders names as people count: "page2" before "page10", folder by folder along a path. */
export function naturalOrder(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const order = collator.compare(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  if (left.length !== right.length) return left.length - right.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether any part of a path is hidden, or what an operating system leaves about. */
export function isPassedOver(path: string): boolean {
  return path
    .split('/')
    .some((part) => part.startsWith('.') || /^(__MACOSX|Thumbs\.db|desktop\.ini)$/i.test(part));
}

/** Whether a name promises art. Only decides whether a file that is none is worth a complaint. */
export function promisesArt(name: string): boolean {
  return /\.(png|apng|jpe?g|jfif|webp|avif|gif|tiff?|psd|psb|cbz|pdf)$/i.test(name);
}
