import type { CameraMove } from '../board/camera-move.ts';
import { LIFE_DEFAULT, type Life } from '../board/life.ts';
import type { MouthPin } from '../board/mouth-pin.ts';
import type { Scene } from '../board/scene.ts';
import type { Shot, ShotPicture } from '../board/shot.ts';
import { LETTERING_DEFAULT } from '../board/shown-lettering.ts';
import type { Transition } from '../board/transition.ts';
import type { CastFigure } from '../cast/cast-figure.ts';
import type { CastReference } from '../cast/character.ts';
import type { Balloon } from '../comic/balloon.ts';
import type { Panel } from '../comic/page.ts';
import { FilmError } from '../grammar/film-error.ts';
import { id } from '../grammar/id.ts';
import type { ContentHash } from '../media/content-hash.ts';
import { type FilmMusic, SOUND_DEFAULT } from '../mix/film-sound.ts';
import type { Box } from '../space/box.ts';
import { boundsOf, type Polygon, polygonOf } from '../space/polygon.ts';
import type { Line } from '../story/line.ts';
import { type FrameRate, type Rational, rational } from '../time/rational.ts';
import { timingProblems } from './check-film.ts';
import {
  CAMERA_DEFAULT,
  CARD_LENGTH,
  LONGEST_LENGTH,
  PRESET_DEFAULT,
  SHOT_LENGTH,
  TRANSITION_LENGTH,
} from './defaults.ts';
import type { Film, FilmArt } from './film-document.ts';
import {
  type BalloonFile,
  type BoxFile,
  type CameraFile,
  type CastReferenceFile,
  type FigureFile,
  type FilmFile,
  FilmFileSchema,
  type LengthFile,
  type PolygonFile,
  type SceneFile,
  type ShotFile,
  type TransitionFile,
} from './film-file.ts';
import { readJson } from './json-text.ts';
import { withLines } from './line-of-path.ts';
import { type Problem, problem, problemText } from './problem.ts';
import { idOfArt, referenceProblems } from './reference-problems.ts';
import { schemaProblems } from './schema-problems.ts';
import { upgradeFilm } from './upgrade-film.ts';

export type ParsedFilm =
  | { readonly ok: true; readonly film: Film }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a film document: its text, or the JSON already read from it. Older versions are upgraded,
 * defaults filled in. Every mistake that can be seen without the art is in `problems`.
 *
 * @example
 * const parsed = parseFilm('{ "title": "Ink", "art": ["page.png"] }');
 */
export function parseFilm(source: unknown): ParsedFilm {
  let written = source;
  if (typeof source === 'string') {
    const read = readJson(source);
    if ('mistake' in read) {
      const { line, column, fact, remedy } = read.mistake;
      const said = `is no JSON from line ${line}, column ${column} on: ${fact}`;
      return { ok: false, problems: [problem([], said, remedy)] };
    }
    written = read.value;
  }
  const upgraded = upgradeFilm(written);
  if ('problems' in upgraded) return { ok: false, problems: upgraded.problems };
  const checked = FilmFileSchema.safeParse(upgraded.document);
  const problems = [
    ...(checked.success ? [] : schemaProblems(upgraded.document, checked.error.issues)),
    ...referenceProblems(upgraded.document),
  ];
  if (!checked.success || problems.length > 0) return { ok: false, problems };
  const film = filmOf(checked.data);
  const timing = timingProblems(film);
  return timing.length > 0 ? { ok: false, problems: timing } : { ok: true, film };
}

/** As `parseFilm`, but throws a FilmError `document-invalid` that tells every mistake on its own line. */
export function requireFilm(source: unknown, file: string): Film {
  const parsed = parseFilm(source);
  if (parsed.ok) return parsed.film;
  const count = parsed.problems.length;
  const heading = count === 1 ? 'there is a mistake.' : `there are ${count} mistakes.`;
  const placed = typeof source === 'string' ? withLines(source, parsed.problems) : parsed.problems;
  const lines = placed.map((found) => `  ${problemText(found)}`);
  throw new FilmError('document-invalid', `${file}: ${heading}\n${lines.join('\n')}`, { file });
}

function filmOf(file: FilmFile): Film {
  const preset = { ...PRESET_DEFAULT, ...defined(file.delivery ?? {}) };
  const art = (file.art ?? []).map((entry) => artOf(entry));
  const panels = new Map(art.map((entry) => [entry.id as string, entry.panels]));
  const shotIds = new Set<string>();
  for (const scene of file.scenes ?? []) {
    for (const shot of scene.shots) if (shot.id !== undefined) shotIds.add(shot.id);
  }
  const life = file.life ?? LIFE_DEFAULT.strength;
  const sceneIds = new Set((file.scenes ?? []).flatMap((scene) => scene.id ?? []));
  return {
    title: file.title ?? 'Untitled',
    seed: file.seed ?? 1,
    preset,
    art,
    cast: (file.cast ?? []).map((member) => ({
      id: id<'cast'>(member.id),
      kind: member.kind ?? 'character',
      name: member.name ?? member.id,
      description: member.description ?? '',
      references: (member.references ?? []).map(referenceOf),
      ...(member.voice === undefined
        ? {}
        : { voice: typeof member.voice === 'string' ? member.voice : defined(member.voice) }),
    })),
    locations: (file.locations ?? []).map((place) => ({
      id: id<'location'>(place.id),
      name: place.name ?? place.id,
      description: place.description ?? '',
      references: (place.references ?? []).map(referenceOf),
    })),
    scenes: (file.scenes ?? []).map((scene, s) => {
      const sceneId = scene.id ?? freeId(`scene-${s + 1}`, sceneIds);
      return sceneOf(scene, sceneId, shotIds, { rate: preset.rate, life, panels });
    }),
    lettering: file.lettering ?? LETTERING_DEFAULT,
    life,
    captions: file.captions ?? { style: 'classic' },
    sound: { ...SOUND_DEFAULT, ...defined(file.sound ?? {}) },
    music: musicOf(file.music),
  };
}

function musicOf(music: FilmFile['music']): FilmMusic {
  if (music === undefined) return { kind: 'scored' };
  if (music.kind !== 'track') return { kind: music.kind };
  return { kind: 'track', reference: { file: music.file } };
}

function artOf(entry: NonNullable<FilmFile['art']>[number]): FilmArt {
  const artId = id<'art'>(idOfArt(entry)!);
  if (typeof entry === 'string') return { id: artId, reference: { file: entry } };
  const { file, part, kind, direction, panels, balloons, figures } = entry;
  return {
    id: artId,
    reference: defined({ file, part }),
    ...defined({ kind, direction }),
    ...(panels === undefined ? {} : { panels: panels.map((panel) => panelOf(panel)) }),
    ...(balloons === undefined ? {} : { balloons: balloons.map((each) => balloonOf(each)) }),
    ...(figures === undefined ? {} : { figures: figures.map((each) => figureOf(each)) }),
  };
}

function figureOf({ box, panel, who }: FigureFile): CastFigure {
  return {
    box: boxFrom(box),
    ...(panel === undefined ? {} : { panel: panel - 1 }),
    ...defined({ who }),
  };
}

function referenceOf({ box, matte, ...rest }: CastReferenceFile): CastReference {
  return {
    ...defined(rest),
    ...(box === undefined ? {} : { box: boxFrom(box) }),
    ...(matte === undefined ? {} : { matte: matte as ContentHash }),
  };
}

/** A balloon with neither outline nor box is named by the checks before this. */
function balloonOf({ box, outline, panel, speaker, tail, ...rest }: BalloonFile): Balloon {
  const edge = outline ? polygonFrom(outline) : polygonOf(boxFrom(box!));
  return {
    box: boundsOf(edge),
    outline: edge,
    kind: rest.kind ?? 'speech',
    text: rest.text ?? '',
    confidence: rest.confidence ?? 1,
    ...defined({ letters: rest.letters }),
    ...(panel === undefined ? {} : { panel: panel - 1 }),
    ...(speaker === undefined
      ? {}
      : {
          speaker:
            typeof speaker === 'string'
              ? { kind: speaker }
              : { kind: 'figure', figure: speaker.figure - 1, box: boxFrom(speaker.box) },
        }),
    ...(tail === undefined ? {} : { tail: { x: tail[0], y: tail[1] } }),
    lines: [],
  };
}

function panelOf(panel: { box: BoxFile; polygon?: PolygonFile | undefined }): Panel {
  const box = boxFrom(panel.box);
  return { box, polygon: panel.polygon ? polygonFrom(panel.polygon) : polygonOf(box) };
}

/** What the shots of a document are read by. */
interface ShotContext {
  readonly rate: FrameRate;
  /** Of shots that do not say how strongly they live. */
  readonly life: number;
  readonly panels: ReadonlyMap<string, readonly Panel[] | undefined>;
}

function sceneOf(
  scene: SceneFile,
  sceneId: string,
  shotIds: Set<string>,
  context: ShotContext,
): Scene {
  return {
    id: id<'scene'>(sceneId),
    title: scene.title ?? '',
    ...defined({ location: scene.location, mood: scene.mood }),
    shots: scene.shots.map((shot, n) =>
      shotOf(shot, shot.id ?? freeId(`${sceneId}-shot-${n + 1}`, shotIds), context),
    ),
  };
}

function shotOf(shot: ShotFile, shotId: string, { rate, life, panels }: ShotContext): Shot {
  const source: Shot['source'] = shot.card
    ? { kind: 'card', card: defined(shot.card) }
    : { kind: 'picture', picture: pictureOf(shot.picture!, panels) };
  const length = shot.length ?? (source.kind === 'card' ? CARD_LENGTH : SHOT_LENGTH);
  return {
    id: id<'shot'>(shotId),
    source,
    framing: shot.framing ?? 'medium',
    camera: cameraOf(shot.camera ?? (source.kind === 'card' ? 'static' : CAMERA_DEFAULT)),
    length: lengthOf(length, rate),
    lines: (shot.lines ?? []).map((line, i): Line => {
      const written = typeof line === 'string' ? { text: line } : line;
      return {
        id: id<'line'>(written.id ?? `${shotId}-line-${i + 1}`),
        ...defined({ speaker: written.speaker }),
        text: written.text,
        delivery: written.delivery ?? 'speech',
        ...(written.at === undefined ? {} : { at: lengthOf(written.at, rate) }),
        ...defined({
          balloon: written.balloon,
          caption: written.caption,
          confidence: written.confidence,
        }),
        ...(written.recording === undefined ? {} : { recording: { file: written.recording } }),
      };
    }),
    ...(shot.effects === undefined || shot.effects.length === 0 ? {} : { effects: shot.effects }),
    ...(shot.mouths === undefined ? {} : { mouths: shot.mouths.map(mouthOf) }),
    cast: shot.cast ?? [],
    engine: shot.engine ?? 'auto',
    ...defined({ accepted: shot.accepted }),
    depth: shot.depth ?? 'auto',
    ...defined({ lettering: shot.lettering, life: lifeOf(shot, life) }),
    transition: transitionOf(shot.transition ?? 'cut', rate),
  };
}

function mouthOf(mouth: NonNullable<ShotFile['mouths']>[number]): MouthPin {
  if (Array.isArray(mouth)) return { box: boxFrom(mouth) };
  return {
    box: boxFrom(mouth.box),
    ...defined({ speaker: mouth.speaker, layers: mouth.layers }),
  };
}

/** Undefined where the shot says nothing that the film does not say for all. */
function lifeOf({ life, weather, eyes }: ShotFile, usual: number): Life | undefined {
  if (life === undefined && weather === undefined && eyes === undefined) return undefined;
  return {
    strength: life ?? usual,
    ...(weather === undefined
      ? {}
      : { weather: typeof weather === 'string' ? { kind: weather } : defined(weather) }),
    ...(eyes === undefined ? {} : { eyes: eyes.map((eye) => boxFrom(eye)) }),
  };
}

function pictureOf(
  picture: NonNullable<ShotFile['picture']>,
  panels: ReadonlyMap<string, readonly Panel[] | undefined>,
): ShotPicture {
  if (typeof picture === 'string') return { art: id<'art'>(picture) };
  const { art, panel: number, crop, outline } = picture;
  const panel = number === undefined ? undefined : panels.get(art)?.[number - 1];
  return {
    art: id<'art'>(art),
    ...defined({ panel: number }),
    ...(panel ? { crop: panel.box, outline: panel.polygon } : {}),
    ...(crop ? { crop: boxFrom(crop) } : {}),
    ...(outline ? { outline: polygonFrom(outline) } : {}),
    ...(outline && !crop && !panel ? { crop: boundsOf(polygonFrom(outline)) } : {}),
  };
}

function cameraOf(camera: CameraFile): CameraMove {
  if (typeof camera === 'string') return { move: camera };
  const { move, from, to, stops, strength, towards } = camera;
  return {
    move,
    ...defined({ from: from && boxFrom(from), to: to && boxFrom(to) }),
    ...defined({ stops: stops?.map((stop) => boxFrom(stop)), strength, towards }),
  };
}

function transitionOf(transition: TransitionFile, rate: FrameRate): Transition {
  const { kind, length } =
    typeof transition === 'string' ? { kind: transition, length: undefined } : transition;
  if (kind === 'cut') return { kind };
  return { kind, frames: lengthOf(length ?? TRANSITION_LENGTH, rate).value };
}

/** The nearest whole frame to a written length; 0 where it is shorter than half a frame. */
function lengthOf(length: LengthFile, rate: FrameRate): Rational {
  const count = typeof length === 'number' ? length : Number.parseFloat(length);
  const frames = typeof length === 'string' && length.endsWith('f') ? count : count * rate;
  // What is beyond all measure stays just beyond it, for the checks to find.
  return rational(Math.min(Math.round(frames), LONGEST_LENGTH * rate + 1), rate);
}

function boxFrom([x, y, width, height]: BoxFile): Box {
  return { x, y, width, height };
}

function polygonFrom(corners: PolygonFile): Polygon {
  return corners.map(([x, y]) => ({ x, y }));
}

function freeId(wanted: string, taken: Set<string>): string {
  let free = wanted;
  for (let n = 2; taken.has(free); n++) free = `${wanted}-${n}`;
  taken.add(free);
  return free;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out the keys that are undefined. */
function defined<T extends object>(value: T): Defined<T> {
  const kept = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(kept) as Defined<T>;
}
