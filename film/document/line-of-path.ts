import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Problem } from './problem.ts';

/** A mistake with the line it stands on, from 1; missing where the text does not tell. */
export interface PlacedProblem extends Problem {
  readonly line?: number;
}

/**
 * Finds for each mistake the line of the document's text on which it is, for who edits by hand. What is
 * missing from the text is told by the line of what ought to hold it.
 */
export function withLines(text: string, problems: readonly Problem[]): readonly PlacedProblem[] {
  const root = parseTree(text);
  if (!root) return problems;
  return problems.map((found) => {
    if (found.path === '') return found;
    const node = nearestNode(root, segmentsOf(found.path));
    return { ...found, line: text.slice(0, node.offset).split('\n').length };
  });
}

/** The node at a path, or the nearest one that would hold it. */
function nearestNode(root: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node;
  }
  return root;
}

/** `scenes[2].shots[0].camera` in parts, as `pathText` wrote it. */
function segmentsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([A-Za-z_$][\w$]*)/g)].map(
    ([, index, quoted, name]) => {
      if (index !== undefined) return Number(index);
      return quoted === undefined ? name! : (JSON.parse(quoted) as string);
    },
  );
}
