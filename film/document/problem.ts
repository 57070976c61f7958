/** One mistake in a film document: where it is, what is so, and what to write instead. */
export interface Problem {
  /** As one would write it in code: `scenes[2].shots[0].camera.move`; empty for the whole document. */
  readonly path: string;
  /** Completes "<path> ...": `is "zoom".` */
  readonly fact: string;
  /** A sentence: `Use one of static, push-in.` */
  readonly remedy: string;
}

export type PathPart = string | number;

/** A path as it is written: `scenes[0].shots[2].camera`. */
export function pathText(parts: readonly PropertyKey[]): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(String(part)))
      text += text ? `.${String(part)}` : String(part);
    else text += `[${JSON.stringify(String(part))}]`;
  }
  return text;
}

/** A mistake at a path: what is so, and what to do. */
export function problem(path: readonly PropertyKey[], fact: string, remedy: string): Problem {
  return { path: pathText(path), fact, remedy };
}

/** The whole mistake on one line, with the line of the document where that is known. */
export function problemText({ path, fact, remedy, line }: Problem & { line?: number }): string {
  const place = line === undefined ? path : `${path} (line ${line})`;
  return `${path === '' ? 'The document' : place} ${fact} ${remedy}`;
}
