import { readFile } from 'node:fs/promises';
import type { MadeShot } from '@inkreel/film/cast/stale-shots.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { z } from 'zod';

const ReportSchema = z.looseObject({
  measuredBy: z.array(
    z.strictObject({
      shot: z.string(),
      fingerprints: z.record(
        z.string(),
        z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .transform((hex) => hex as ContentHash),
      ),
    }),
  ),
});

/** By which fingerprints the shots of a film were measured, as the report that lies there says; none where there is none. */
export async function measuredBefore(report: string): Promise<readonly MadeShot[]> {
  try {
    return ReportSchema.parse(JSON.parse(await readFile(report, 'utf8'))).measuredBy;
  } catch {
    // No report, or one that somebody else wrote: nothing is known of what was measured before.
    return [];
  }
}
