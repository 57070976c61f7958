import type { z } from 'zod';
import { filmJsonSchema } from './film-file.ts';
import { nearestName } from './nearest-name.ts';
import { type Problem, problem } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Loose = Record<string, unknown>;

/** Turns what zod says about a document into mistakes a person can mend. */
export function schemaProblems(document: unknown, issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) => problemsOf(document, issue, []));
}

function problemsOf(document: unknown, issue: Issue, before: readonly PropertyKey[]): Problem[] {
  const path = [...before, ...issue.path];
  const written = valueAt(document, path);
  const shown = shownValue(written);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key));
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (written === undefined) return [problem(path, 'is missing.', `Write ${either(values)}.`)];
      if (typeof written === 'string' && issue.values.includes(Number(written))) {
        return [problem(path, `is ${shown}, a text.`, `Write ${written} without quotes.`)];
      }
      const meant = typeof written === 'string' ? nearestName(written, values) : undefined;
      const remedy = `Use ${either(values)}.`;
      return [problem(path, `is ${shown}.`, meant ? `Did you mean "${meant}"? ${remedy}` : remedy)];
    }
    case 'invalid_type':
      return [
        written === undefined
          ? problem(path, 'is missing.', `Write ${kindText(issue.expected)}.`)
          : problem(path, `is ${shown}.`, `Write ${kindText(issue.expected)} instead.`),
      ];
    case 'too_small':
    case 'too_big': {
      const small = issue.code === 'too_small';
      const bound = Number(small ? issue.minimum : (issue as { maximum: number }).maximum);
      if (Array.isArray(written)) return [listLength(path, written.length, bound, small)];
      if (typeof written === 'string') {
        return [problem(path, 'is empty.', 'Write something here or leave the key away.')];
      }
      const limit = small
        ? issue.inclusive
          ? `at least ${bound}`
          : `more than ${bound}`
        : `at most ${bound}`;
      return [problem(path, `is ${shown}.`, `Write a number of ${limit}.`)];
    }
    case 'invalid_format':
      return [
        problem(path, `is ${shown}.`, 'Write seconds (3.5 or "3.5s") or whole frames ("84f").'),
      ];
    case 'invalid_union': {
      const branch = branchMeant(issue.errors, written);
      if (branch) return branch.flatMap((inner) => problemsOf(document, inner, path));
      return [
        problem(path, written === undefined ? 'is missing.' : `is ${shown}.`, unionRemedy(path)),
      ];
    }
    default:
      return [problem(path, `is ${shown}.`, `${issue.message}.`)];
  }
}

/** The form the writer was going for: the one whose outermost shape fits. */
function branchMeant(branches: readonly Issue[][], written: unknown): Issue[] | undefined {
  const plain = typeof written === 'string' || typeof written === 'number';
  return branches.find((branch) =>
    branch.every(
      (issue) =>
        issue.path.length > 0 ||
        issue.code === 'unrecognized_keys' ||
        (issue.code !== 'invalid_type' && plain),
    ),
  );
}

function unionRemedy(path: readonly PropertyKey[]): string {
  const schema = schemaAt(path);
  const forms = (schema?.anyOf as Loose[] | undefined) ?? [];
  const text = forms.map((form) => {
    if (form.type === 'object') return `an object with ${Object.keys(properties(form)).join(', ')}`;
    return form.type === 'number' ? 'a number' : 'a text';
  });
  return text.length > 0 ? `Write ${text.join(' or ')}.` : 'See the handbook for its form.';
}

function unknownKey(path: readonly PropertyKey[], key: string): Problem {
  const known = Object.keys(properties(schemaAt(path)));
  const meant = nearestName(key, known);
  const remedy = meant
    ? `Did you mean "${meant}"?`
    : `Remove it; what can stand here is ${known.join(', ')}.`;
  return problem([...path, key], 'is not known.', remedy);
}

function listLength(
  path: readonly PropertyKey[],
  count: number,
  bound: number,
  small: boolean,
): Problem {
  const schema = schemaAt(path);
  if (Array.isArray(schema?.items) || schema?.prefixItems) {
    const what = bound === 4 ? '[x, y, width, height]' : '[x, y]';
    return problem(path, `has ${count} numbers.`, `Write ${bound}: ${what}.`);
  }
  if (path.at(-1) === 'shots') return problem(path, 'is empty.', 'Add a shot or remove the scene.');
  return problem(path, `has ${count} entries.`, `Write at ${small ? 'least' : 'most'} ${bound}.`);
}

function properties(schema: Loose | undefined): Loose {
  if (schema?.properties) return schema.properties as Loose;
  const forms = (schema?.anyOf as Loose[] | undefined) ?? [];
  const object = forms.find((form) => form.properties);
  return (object?.properties as Loose | undefined) ?? {};
}

function schemaAt(path: readonly PropertyKey[]): Loose | undefined {
  let schema: Loose | undefined = filmJsonSchema();
  for (const part of path) {
    if (typeof part === 'number') {
      const lists: Loose[] = [schema, ...((schema?.anyOf as Loose[] | undefined) ?? [])].filter(
        (form): form is Loose => form?.items !== undefined,
      );
      const items = lists[0]?.items as Loose | Loose[] | undefined;
      schema = Array.isArray(items) ? items[part] : items;
    } else {
      schema = properties(schema)[String(part)] as Loose | undefined;
    }
  }
  return schema;
}

/** What lies at a path of parsed JSON; undefined where it leads nowhere. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function either(values: readonly string[]): string {
  return values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
}

function kindText(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'array' || expected === 'tuple') return 'a list [...]';
  if (expected === 'object') return 'an object {...}';
  return expected === 'string' ? 'a text' : `a ${expected}`;
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}
