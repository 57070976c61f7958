import { z } from 'zod';
import { FilmError } from '../grammar/film-error.ts';
import { CastMemberSchema } from './film-file.ts';
import { readJson } from './json-text.ts';

/**
 * A member of a cast on its own, to be taken to another film: `NAME.cast` is a zip of this as `cast.json`, and its
 * pictures, cut out.
 */

export const CAST_SCHEMA = 'inkreel/cast';
export const CAST_VERSION = 1;
/** The entry of the archive that holds the words. */
export const CAST_ENTRY = 'cast.json';
/** More pictures than this are no model sheet. */
export const MOST_CAST_PICTURES = 64;

export const CastFileSchema = z.strictObject({
  schema: z.literal(CAST_SCHEMA),
  version: z.literal(CAST_VERSION),
  name: z.string().min(1).max(200),
  kind: z.enum(['character', 'prop']),
  description: z.string().max(10_000).optional(),
  voice: CastMemberSchema.shape.voice,
  references: z
    .array(
      z.strictObject({
        picture: z
          .string()
          .regex(/^pictures\/\d{1,3}\.png$/)
          .describe('Entry of the archive: a PNG, clear around the figure'),
        look: z.string().min(1).max(200).optional(),
      }),
    )
    .min(1)
    .max(MOST_CAST_PICTURES),
});

export type CastFile = z.infer<typeof CastFileSchema>;

/** Writes the words of a .cast: what is empty is left away. */
export function printCastFile(member: Omit<CastFile, 'schema' | 'version'>): string {
  const { name, kind, description, voice, references } = member;
  const file: CastFile = {
    schema: CAST_SCHEMA,
    version: CAST_VERSION,
    name,
    kind,
    ...(description === undefined || description === '' ? {} : { description }),
    ...(voice === undefined ? {} : { voice }),
    references,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws FilmError 'document-invalid' that says what is wrong in the file */
export function parseCastFile(text: string, file: string): CastFile {
  const fail = (fact: string): never => {
    const remedy = 'Export it again with inkreel cast export.';
    throw new FilmError('document-invalid', `${file} ${fact} ${remedy}`, { file });
  };
  const read = readJson(text);
  if ('mistake' in read) return fail(`holds a ${CAST_ENTRY} that is no JSON.`);
  const { schema, version } = (read.value ?? {}) as { schema?: unknown; version?: unknown };
  if (schema !== CAST_SCHEMA) return fail(`is no cast: its schema is not "${CAST_SCHEMA}".`);
  if (typeof version === 'number' && version > CAST_VERSION) {
    const fact = `is of version ${version}; this Inkreel reads up to ${CAST_VERSION}.`;
    throw new FilmError('document-invalid', `${file} ${fact} Install a newer Inkreel.`, { file });
  }
  const checked = CastFileSchema.safeParse(read.value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return fail(`holds a mistake at ${issue!.path.join('.') || 'its top'}: ${issue!.message}.`);
}
