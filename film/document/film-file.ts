import { z } from 'zod';
import { CAMERA_MOVES } from '../board/camera-move.ts';
import { FRAMINGS } from '../board/shot.ts';
import { SHOWN_LETTERING } from '../board/shown-lettering.ts';
import { BLENDS } from '../board/transition.ts';
import { WEATHER_KINDS } from '../board/weather.ts';
import { ACCEPTABLE } from '../cast/acceptance.ts';
import { BALLOON_KINDS } from '../comic/balloon.ts';
import { READING_DIRECTIONS } from '../comic/page.ts';
import { CAPTION_STYLES } from '../cut/caption-style.ts';
import { ASPECTS, CODECS, QUALITIES, RESOLUTIONS } from '../delivery/preset.ts';
import { DELIVERIES } from '../story/line.ts';
import { MOODS } from '../story/mood.ts';
import { FRAME_RATES } from '../time/rational.ts';
import { LONGEST_LENGTH } from './defaults.ts';

/**
 * `film.json` as it is written by hand: everything but the art may be left out, and the commonest
 * things have a short form (`"camera": "push-in"`). This schema is also what editors get, so it checks
 * and describes but never converts; `parseFilm` does that.
 */

export const ART_KINDS = ['picture', 'page', 'strip', 'cut-out'] as const;

const name = z.string().min(1);
const pixels = z.number().min(-1_000_000).max(1_000_000);
const extent = z.number().positive().max(1_000_000);

const box = z
  .tuple([pixels, pixels, extent, extent])
  .describe('[x, y, width, height] in pixels, from the top left corner');

const polygon = z
  .array(z.tuple([pixels, pixels]))
  .min(3)
  .describe('Corners in order: [[x, y], ...] in pixels');

const length = z
  .union([z.number().positive().max(LONGEST_LENGTH), z.string().regex(/^\d+(\.\d+)?s$|^\d+f$/)])
  .describe('Seconds (3.5 or "3.5s") or frames ("84f")');

const reference = z.strictObject({
  file: name.describe('Path, relative to this document'),
  part: name.optional().describe('The entry of a CBZ, or the page of a PDF from "1"'),
});

const castReference = z.strictObject({
  ...reference.shape,
  box: box.optional().describe('Around the figure, in pixels of the picture; all of it otherwise'),
  matte: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('What of the box is the figure: known by its content, kept in .inkreel'),
  look: name.optional().describe('What is different in it: angry, in armour'),
});

const figure = z.strictObject({
  panel: z.int().min(1).optional().describe('Number of its panel, from 1'),
  box,
  who: name.optional().describe('Cast id of who it is; nobody knows where it is left out'),
});

const panel = z.strictObject({
  box,
  polygon: polygon.optional().describe('Outline where it is not the box itself'),
});

const share = z.number().min(0).max(1);

const balloon = z.strictObject({
  kind: z.enum(BALLOON_KINDS).optional().describe('speech where it is left out'),
  box: box.optional().describe('Where there is no outline'),
  outline: polygon.optional().describe('Its drawn edge with the tail'),
  panel: z.int().min(1).optional().describe('Number of its panel, from 1'),
  text: z.string().optional().describe('What was read in it'),
  confidence: share.optional().describe('How far the text is to be believed, 0 to 1'),
  speaker: z
    .union([
      z.enum(['narrator', 'off-panel']),
      z.strictObject({
        figure: z.int().min(1).describe('Which figure of its panel, from 1'),
        box: box.describe('Where that figure stands on the page'),
      }),
    ])
    .optional()
    .describe('Who is heard in it, as far as the page tells'),
  letters: z.number().positive().optional().describe('How high its letters stand, in pixels'),
  tail: z.tuple([pixels, pixels]).optional().describe('The tip of its tail: [x, y]'),
});

const art = z.union([
  name.describe('A file; its id is its name without the ending'),
  z.strictObject({
    id: name.optional().describe('What shots call it; the name of the file where it is left out'),
    file: name.describe('Path, relative to this document'),
    part: name.optional().describe('The entry of a CBZ, or the page of a PDF from "1"'),
    kind: z.enum(ART_KINDS).optional().describe('What it is; found out where it is left out'),
    direction: z.enum(READING_DIRECTIONS).optional().describe('How the page is read'),
    panels: z.array(panel).optional().describe('In reading order; found where it is left out'),
    balloons: z
      .array(balloon)
      .optional()
      .describe('Lettering in reading order; read where it is left out'),
    figures: z.array(figure).optional().describe('Who is drawn in it: inkreel cast changes this'),
  }),
]);

const picture = z.union([
  name.describe('Id of the art, shown whole'),
  z.strictObject({
    art: name.describe('Id of the art'),
    panel: z.int().min(1).optional().describe('Number of the panel, from 1'),
    crop: box.optional().describe('The part to show, in pixels of the art'),
    outline: polygon.optional().describe('What lies outside is not shown; pixels of the art'),
  }),
]);

const camera = z.union([
  z.enum(CAMERA_MOVES),
  z.strictObject({
    move: z.enum(CAMERA_MOVES),
    from: box.optional().describe('The first view, in pixels of the picture'),
    to: box.optional().describe('The last view, in pixels of the picture'),
    stops: z
      .array(box)
      .min(1)
      .optional()
      .describe(
        'The views of a guided move, in order; where they are missing it goes as one reads',
      ),
    strength: z.number().min(0).max(3).optional().describe('1 is gentle, 0 still, 3 the most'),
    towards: z.enum(['left', 'right', 'up', 'down']).optional(),
  }),
]);

const blends = ['cut', ...BLENDS] as const;
const transition = z.union([
  z.enum(blends),
  z.strictObject({
    kind: z.enum(blends),
    length: length.optional().describe('Half a second where it is left out'),
  }),
]);

const line = z.union([
  name.describe('What is said'),
  z.strictObject({
    id: name.optional(),
    speaker: name.optional().describe('Cast id of who says it'),
    text: name,
    delivery: z.enum(DELIVERIES).optional(),
    at: length.optional().describe('When it begins in the shot; after the line before otherwise'),
    balloon: z.int().min(1).optional().describe('The balloon it stands in: its number in the art'),
    caption: z
      .string()
      .optional()
      .describe('What captions show in place of the text; empty: nothing'),
    recording: name
      .optional()
      .describe('A sound file that is heard in place of a voice, relative to this document'),
    confidence: share
      .optional()
      .describe('Marks a text that was hard to read: look at it, then remove this'),
  }),
]);

const strength = z.number().min(0).max(3);
const lettering = z
  .enum(SHOWN_LETTERING)
  .describe('Words drawn in the art: pop in balloon by balloon, keep as drawn, or none');
const life = strength.describe('What moves by itself: 0 nothing, 1 as usual, 3 the most');

const weather = z.union([
  z.enum(WEATHER_KINDS),
  z.strictObject({
    kind: z.enum(WEATHER_KINDS),
    amount: z.number().positive().max(3).optional().describe('1 is as usual, 3 the most'),
    wind: z.number().min(-1).max(1).optional().describe('-1 a gale to the left, 1 to the right'),
  }),
]);

const shot = z.strictObject({
  id: name.optional(),
  picture: picture.optional().describe('What the shot shows'),
  card: z
    .strictObject({ title: name, subtitle: name.optional() })
    .optional()
    .describe('Words on a plain ground instead of a picture'),
  framing: z.enum(FRAMINGS).optional(),
  camera: camera.optional(),
  length: length.optional(),
  lines: z.array(line).optional().describe('What is said, in order'),
  effects: z.array(name).optional().describe('What is heard besides: clap, whoosh'),
  lettering: lettering.optional(),
  life: life.optional(),
  weather: weather.optional().describe('What falls or hangs in its air'),
  eyes: z
    .array(box)
    .optional()
    .describe('Open eyes that blink, a box close around each, in pixels of the art'),
  mouths: z
    .array(
      z.union([
        box,
        z.strictObject({
          box,
          speaker: name.optional().describe('Cast id of whose mouth it is'),
          layers: z
            .string()
            .optional()
            .describe('Group of a layered picture with its drawings: Mara/mouth'),
        }),
      ]),
    )
    .optional()
    .describe(
      'Mouths that move when they speak: a box close around each, closed, in pixels of the art',
    ),
  cast: z.array(name).optional().describe('Cast ids of who is seen'),
  engine: z.enum(['auto', 'ink']).optional(),
  accepted: z
    .array(z.strictObject({ member: name, finding: z.enum(ACCEPTABLE), likeness: share }))
    .optional()
    .describe('Who is off-model in it and was accepted by hand: inkreel continuity --accept'),
  depth: z.enum(['auto', 'flat']).optional().describe('flat: the camera alone, no cut-outs'),
  transition: transition.optional().describe('How the shot begins'),
});

const scene = z.strictObject({
  id: name.optional(),
  title: z.string().optional(),
  location: name.optional().describe('Id of a location'),
  mood: z.enum(MOODS).optional(),
  shots: z.array(shot).min(1),
});

export const CastMemberSchema = z.strictObject({
  id: name,
  kind: z.enum(['character', 'prop']).optional(),
  name: name.optional(),
  description: z.string().optional(),
  references: z.array(castReference).optional().describe('The model sheet, best picture first'),
  voice: z
    .union([
      name.describe('A voice by its name: inkreel speak --voices lists them'),
      z.strictObject({
        like: name.optional().describe('The voice it begins from'),
        pitch: z.number().min(50).max(500).optional().describe('Mean pitch in Hz'),
        formants: z
          .number()
          .min(0.75)
          .max(1.35)
          .optional()
          .describe('Above 1 a smaller body, below 1 a larger'),
        pace: z.number().min(0.5).max(2).optional().describe('Above 1 is faster'),
        range: z.number().min(0).max(3).optional().describe('How far the pitch strays'),
        breath: share.optional().describe('How much breath is in it'),
      }),
    ])
    .optional()
    .describe('Chosen by the description where it is left out'),
});

const location = z.strictObject({
  id: name,
  name: name.optional(),
  description: z.string().optional(),
  references: z.array(castReference).optional(),
});

const music = z
  .union([
    z.strictObject({ kind: z.enum(['scored', 'none']) }),
    z.strictObject({
      kind: z.literal('track'),
      file: name.describe('A sound file, relative to this document'),
    }),
  ])
  .describe('Composed for the scenes, a track of your own, or none');

const oneOf = <const Values extends readonly (string | number)[]>(values: Values) =>
  z.literal(values as unknown as [Values[number], ...Values[number][]]);

export const FILM_SCHEMA = 'inkreel/film';
export const FILM_VERSION = 4;

export const FilmFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds this schema'),
    schema: z.literal(FILM_SCHEMA).optional(),
    version: z.literal(FILM_VERSION).optional().describe('Missing means this one'),
    title: z.string().optional(),
    seed: z.int().min(0).optional().describe('The same seed makes the same film'),
    delivery: z
      .strictObject({
        aspect: z.enum(ASPECTS).optional(),
        resolution: oneOf(RESOLUTIONS).optional().describe('Lines of the short side'),
        rate: oneOf(FRAME_RATES).optional().describe('Frames a second'),
        codec: z.enum(CODECS).optional(),
        quality: z.enum(QUALITIES).optional(),
      })
      .optional(),
    lettering: lettering.optional(),
    life: life.optional(),
    captions: z
      .strictObject({ style: z.enum(CAPTION_STYLES) })
      .optional()
      .describe('Captions that are drawn into the picture'),
    sound: z
      .strictObject({
        voices: z.boolean().optional().describe('Whether lines are heard'),
        effects: z.boolean().optional().describe('Whether effects and places are heard'),
        loudness: z
          .number()
          .min(-31)
          .max(-9)
          .optional()
          .describe('LUFS over the whole film: -14 on the web, -23 in broadcasting'),
      })
      .optional(),
    music: music.optional(),
    art: z.array(art).optional(),
    cast: z.array(CastMemberSchema).optional(),
    locations: z.array(location).optional(),
    scenes: z.array(scene).optional().describe('Proposed from the art where it is left out'),
  })
  .describe('A film by Inkreel');

export type FilmFile = z.infer<typeof FilmFileSchema>;
export type ArtFile = Exclude<NonNullable<FilmFile['art']>[number], string>;
export type BalloonFile = z.infer<typeof balloon>;
export type SceneFile = NonNullable<FilmFile['scenes']>[number];
export type ShotFile = SceneFile['shots'][number];
export type CameraFile = NonNullable<ShotFile['camera']>;
export type TransitionFile = NonNullable<ShotFile['transition']>;
export type LengthFile = NonNullable<ShotFile['length']>;
export type FigureFile = z.infer<typeof figure>;
export type CastMemberFile = z.infer<typeof CastMemberSchema>;
export type CastReferenceFile = z.infer<typeof castReference>;
export type BoxFile = z.infer<typeof box>;
export type PolygonFile = z.infer<typeof polygon>;

/** The JSON Schema that editors read; `film.schema.json` is this, printed. */
export function filmJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(FilmFileSchema, { target: 'draft-7', io: 'input' }) as Record<
    string,
    unknown
  >;
}
