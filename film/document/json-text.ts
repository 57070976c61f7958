/** Where the text of a document stops being JSON. */
export interface SyntaxMistake {
  readonly line: number;
  readonly column: number;
  readonly fact: string;
  readonly remedy: string;
}

/**
 * Reads JSON. Where it breaks, says the line and column (both from 1) and what is probably wrong there;
 * engines word their own messages differently, so the usual slips are recognised here.
 */
export function readJson(text: string): { value: unknown } | { mistake: SyntaxMistake } {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  try {
    return { value: JSON.parse(clean) };
  } catch {
    return { mistake: mistakeIn(clean) };
  }
}

function mistakeIn(text: string): SyntaxMistake {
  const at = firstBreak(text);
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const place = (fact: string, remedy: string): SyntaxMistake => ({ line, column, fact, remedy });
  if (text.trim() === '')
    return place('the file is empty.', 'Write { "title": ..., "art": [...] }.');
  if (at >= text.length) {
    return place('it ends too early.', 'Close what is still open with ", ] or }.');
  }
  const char = text[at]!;
  const last = before.trimEnd().at(-1);
  if ((char === '}' || char === ']') && last === ',') {
    return place(`there is a comma before ${char}.`, 'Remove the comma.');
  }
  if (char === '/' || char === '#')
    return place('there is a comment.', 'JSON has none: remove it.');
  if (char === "'") return place("there is a '.", 'Put texts in double quotes.');
  if (char === '\n') return place('a text is not closed on its line.', 'Close it with ".');
  if (last !== undefined && /["\]}\w]/.test(last) && /["[{\w]/.test(char)) {
    return place('something is missing here.', 'Put a comma between entries, a colon after a key.');
  }
  return place(`${JSON.stringify(char)} cannot stand here.`, 'Mend it there or just before.');
}

/** The index of the first character with which no JSON could go on. */
function firstBreak(text: string): number {
  let at = 0;
  let depth = 0;
  const space = () => {
    while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  };
  class Break extends Error {}
  const stop = (): never => {
    throw new Break();
  };
  const string = () => {
    if (text[at] !== '"') stop();
    at++;
    while (at < text.length && text[at] !== '"') {
      if (text[at]! < ' ') stop();
      if (text[at] === '\\') {
        const escaped = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
        if (!escaped) stop();
        at += escaped![0].length;
      } else at++;
    }
    if (at >= text.length) stop();
    at++;
  };
  const list = (close: string, entry: () => void) => {
    at++;
    space();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      space();
      entry();
      space();
      if (text[at] === close) break;
      if (text[at] !== ',') stop();
      at++;
    }
    at++;
  };
  const value = (): void => {
    // Deeper than any document goes; past some thousands the stack would end before the text.
    if (++depth > 500) stop();
    space();
    const char = text[at];
    if (char === '{') {
      list('}', () => {
        string();
        space();
        if (text[at] !== ':') stop();
        at++;
        value();
      });
    } else if (char === '[') list(']', value);
    else if (char === '"') string();
    else {
      const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/.exec(
        text.slice(at, at + 40),
      );
      if (!word) stop();
      at += word![0].length;
    }
    depth--;
  };
  try {
    value();
    space();
  } catch (error) {
    if (!(error instanceof Break)) throw error;
  }
  return at;
}
