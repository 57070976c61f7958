import { writeFileSync } from 'node:fs';
import { filmJsonSchema } from '@inkreel/film/document/film-file.ts';

/** Writes the JSON Schema for editors: `node cli/write-schema.ts`. A test says when it is out of date. */
const target = new URL('../film/document/film.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(filmJsonSchema(), null, 2)}\n`);
