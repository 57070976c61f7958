import { z } from 'zod';
import { canonicalJson } from '../grammar/canonical-json.ts';
import { FilmError } from '../grammar/film-error.ts';
import { type ContentHash, contentHash, type Hasher } from '../media/content-hash.ts';
import type { CastMember, VoiceChoice } from './character.ts';
import { DESCRIPTION, type KeyPoints } from './key-points.ts';
import type { Portrayal } from './portrayal.ts';
import type { Traits } from './traits.ts';

/** Goes up where fingerprints of the same references would no longer be the same. */
export const FINGERPRINT_VERSION = 1;
/** So many of the strongest spots are written down. */
const SPOTS = 96;

/** What a character is known by: words, voice, references, and what was measured of them. */
export interface Fingerprint {
  readonly schema: 'inkreel-fingerprint';
  readonly version: typeof FINGERPRINT_VERSION;
  readonly kind: CastMember['kind'];
  readonly name: string;
  /** The canonical words for models that take words. */
  readonly description: string;
  readonly voice?: string | VoiceChoice;
  readonly seed: number;
  /** Name and version of the network that looked, with `@` between. */
  readonly network: string;
  /** Best first; at least one. */
  readonly references: readonly FingerprintReference[];
}

/** One reference, by its content, and what is measured of it. Boxes are [x, y, width, height], pixels of the picture. */
export interface FingerprintReference {
  /** Hash of the encoded picture. */
  readonly picture: ContentHash;
  /** Hash of the encoded matte; missing where the picture's own alpha is the matte. */
  readonly matte?: ContentHash;
  readonly box: readonly [number, number, number, number];
  readonly face?: readonly [number, number, number, number];
  readonly measured: Measured;
}

/** Numbers as whole ones: `values / scale` are the numbers. */
interface Scaled {
  readonly scale: number;
  readonly values: readonly number[];
}

export interface Measured {
  /** See `Traits`. */
  readonly identity: readonly Scaled[];
  readonly colour: { readonly whole: Scaled; readonly head: Scaled; readonly lower: Scaled };
  readonly chroma: number;
  /**
   * Lines and shapes, which hold for black and white: for each spot x, y and width in tenths of a pixel, and 128
   * numbers of how lines run around it.
   */
  readonly spots: { readonly places: readonly number[]; readonly descriptions: Scaled };
}

/** A reference whose picture and matte were stored. */
export interface KnownReference {
  readonly picture: ContentHash;
  readonly matte?: ContentHash;
  readonly portrayal: Portrayal;
}

/** Takes the fingerprint of a character. */
export async function fingerprintOf(
  member: Pick<CastMember, 'kind' | 'name' | 'description' | 'voice'> & { readonly seed: number },
  references: readonly KnownReference[],
): Promise<Fingerprint> {
  const [first] = references;
  if (!first) throw new RangeError('A fingerprint is taken of references, and there is none.');
  const { kind, name, description, voice, seed } = member;
  return {
    schema: 'inkreel-fingerprint',
    version: FINGERPRINT_VERSION,
    kind,
    name,
    description,
    ...(voice !== undefined && { voice }),
    seed,
    network: (await first.portrayal.traits()).network,
    references: await Promise.all(references.map(referenceOf)),
  };
}

async function referenceOf(known: KnownReference): Promise<FingerprintReference> {
  const { sighting, keyPoints } = known.portrayal;
  const traits = await known.portrayal.traits();
  const { colour } = traits;
  return {
    picture: known.picture,
    ...(known.matte && { matte: known.matte }),
    box: boxNumbers(sighting.box),
    ...(sighting.face && { face: boxNumbers(sighting.face) }),
    measured: {
      identity: traits.identity.map((vector) => scaled(vector, 127)),
      colour: {
        whole: scaled(colour.whole, 9999),
        head: scaled(colour.head, 9999),
        lower: scaled(colour.lower, 9999),
      },
      chroma: Math.round(traits.chroma * 1e4) / 1e4,
      spots: spotsOf(keyPoints),
    },
  };
}

/** The traits that a reference was written down with, as far as the writing is exact. */
export function traitsOfReference(fingerprint: Fingerprint, index: number): Traits {
  const { measured } = fingerprint.references[index]!;
  const { colour } = measured;
  return {
    network: fingerprint.network,
    identity: measured.identity.map(unscaled),
    colour: {
      whole: unscaled(colour.whole),
      head: unscaled(colour.head),
      lower: unscaled(colour.lower),
    },
    chroma: measured.chroma,
  };
}

/** The fingerprint as text: one line of JSON, the same for the same fingerprint. */
export function fingerprintText(fingerprint: Fingerprint): string {
  return canonicalJson(fingerprint);
}

/**
 * What a fingerprint is known by. It covers all that defines it: words, voice, seed, references by content, the
 * network and the version. Not what was measured, which follows from these and may differ in the last digit from one
 * machine to the next.
 */
export function fingerprintHash(fingerprint: Fingerprint, hash: Hasher): ContentHash {
  const references = fingerprint.references.map(({ measured: _, ...defined }) => defined);
  return hash(canonicalJson({ ...fingerprint, references }));
}

const hashText = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hex) => contentHash(hex));
const boxValues = z.tuple([z.number(), z.number(), z.number().min(0), z.number().min(0)]);
const scaledValues = z.strictObject({ scale: z.number().positive(), values: z.array(z.int()) });
const positive = z.number().positive();
const FingerprintSchema = z.strictObject({
  schema: z.literal('inkreel-fingerprint'),
  version: z.literal(FINGERPRINT_VERSION),
  kind: z.enum(['character', 'prop']),
  name: z.string().min(1),
  description: z.string(),
  voice: z
    .union([
      z.string(),
      z.strictObject({
        like: z.string().exactOptional(),
        pitch: positive.exactOptional(),
        formants: positive.exactOptional(),
        pace: positive.exactOptional(),
        range: z.number().min(0).exactOptional(),
        breath: z.number().min(0).max(1).exactOptional(),
      }),
    ])
    .exactOptional(),
  seed: z.int().min(0),
  network: z.string().regex(/.@./),
  references: z
    .array(
      z.strictObject({
        picture: hashText,
        matte: hashText.exactOptional(),
        box: boxValues,
        face: boxValues.exactOptional(),
        measured: z.strictObject({
          identity: z.array(scaledValues).min(1),
          colour: z.strictObject({ whole: scaledValues, head: scaledValues, lower: scaledValues }),
          chroma: z.number().min(0),
          spots: z.strictObject({ places: z.array(z.int()), descriptions: scaledValues }),
        }),
      }),
    )
    .min(1),
});

/**
 * Reads a fingerprint.
 *
 * @param file named in the error
 * @throws FilmError 'document-invalid' where the text is no fingerprint, or one of another version
 */
export function parseFingerprint(text: string, file: string): Fingerprint {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new FilmError('document-invalid', `${file} is not JSON. Export it again.`, {
      file,
      cause,
    });
  }
  const version = (document as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > FINGERPRINT_VERSION) {
    const fact = `${file} is a fingerprint of version ${version}; this Inkreel reads version ${FINGERPRINT_VERSION}.`;
    throw new FilmError('document-invalid', `${fact} Use a newer Inkreel.`, { file });
  }
  const parsed = FingerprintSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue && issue.path.length > 0 ? issue.path.join('.') : 'the document';
  const fact = `${file} is no fingerprint: ${place} is not as it should be (${issue?.message}).`;
  throw new FilmError('document-invalid', `${fact} Export it again.`, { file });
}

function boxNumbers(box: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}): [number, number, number, number] {
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return [tenth(box.x), tenth(box.y), tenth(box.width), tenth(box.height)];
}

/** As whole numbers, the largest about `most`. */
function scaled(numbers: Float32Array, most: number): Scaled {
  const largest = numbers.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  const scale = largest > 0 ? Math.max(1, Math.round(most / largest)) : 1;
  return { scale, values: Array.from(numbers, (value) => Math.round(value * scale) + 0) };
}

function unscaled({ scale, values }: Scaled): Float32Array {
  return Float32Array.from(values, (value) => value / scale);
}

/** The strongest come first in key points. */
function spotsOf({ count, places, widths, descriptions }: KeyPoints): Measured['spots'] {
  const kept = Math.min(count, SPOTS);
  const tenths = (value: number) => Math.round(value * 10);
  return {
    places: Array.from({ length: kept }, (_, k) => [
      tenths(places[k * 2]!),
      tenths(places[k * 2 + 1]!),
      tenths(widths[k]!),
    ]).flat(),
    descriptions: scaled(descriptions.subarray(0, kept * DESCRIPTION), 255),
  };
}
