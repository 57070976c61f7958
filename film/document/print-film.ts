import type { CameraMove } from '../board/camera-move.ts';
import type { Life } from '../board/life.ts';
import type { Shot, ShotPicture } from '../board/shot.ts';
import type { CastReference } from '../cast/character.ts';
import type { Balloon } from '../comic/balloon.ts';
import type { Box } from '../space/box.ts';
import { boundsOf, type Polygon, polygonOf } from '../space/polygon.ts';
import type { Rational } from '../time/rational.ts';
import { CAMERA_DEFAULT, TRANSITION_LENGTH } from './defaults.ts';
import type { Film, FilmArt } from './film-document.ts';
import { FILM_SCHEMA, FILM_VERSION, type FilmFile } from './film-file.ts';

/**
 * Writes a film as `film.json`: keys in the order of the story, what is long on lines of its own, what
 * is short (a box, a camera) on one. `parseFilm(printFilm(film))` is the film again. `$schema` is where
 * an editor finds the JSON Schema.
 */
export function printFilm(film: Film, about: { readonly $schema?: string } = {}): string {
  return printDocument(fileOf(film, about.$schema));
}

/** Lays out a document that is a film's already, or nearly: what it says is as it was. */
export function printDocument(document: unknown): string {
  return `${layOut(document, 0)}\n`;
}

function fileOf(film: Film, $schema: string | undefined): FilmFile {
  return {
    ...($schema === undefined ? {} : { $schema }),
    schema: FILM_SCHEMA,
    version: FILM_VERSION,
    title: film.title,
    seed: film.seed,
    delivery: { ...film.preset },
    lettering: film.lettering,
    life: film.life,
    captions: film.captions,
    sound: { ...film.sound },
    music:
      film.music.kind === 'track' ? { kind: 'track', file: film.music.reference.file } : film.music,
    art: film.art.map((art) => artFile(art)),
    cast: film.cast.map(({ id, kind, name, description, references, voice }) => ({
      id,
      kind,
      name,
      ...(description === '' ? {} : { description }),
      ...(references.length === 0 ? {} : { references: references.map(referenceFile) }),
      ...(voice === undefined ? {} : { voice }),
    })),
    locations: film.locations.map(({ id, name, description, references }) => ({
      id,
      name,
      ...(description === '' ? {} : { description }),
      ...(references.length === 0 ? {} : { references: references.map(referenceFile) }),
    })),
    // A film without scenes is one whose storyboard is still to be proposed.
    ...(film.scenes.length === 0
      ? {}
      : {
          scenes: film.scenes.map((scene) => ({
            id: scene.id,
            ...(scene.title === '' ? {} : { title: scene.title }),
            ...(scene.location === undefined ? {} : { location: scene.location }),
            ...(scene.mood === undefined ? {} : { mood: scene.mood }),
            shots: scene.shots.map((shot) => shotFile(shot, film.life)),
          })),
        }),
  };
}

function artFile({ id, reference, kind, direction, panels, balloons, figures }: FilmArt) {
  return {
    id,
    file: reference.file,
    ...(reference.part === undefined ? {} : { part: reference.part }),
    ...(kind === undefined ? {} : { kind }),
    ...(direction === undefined ? {} : { direction }),
    ...(panels === undefined
      ? {}
      : {
          panels: panels.map(({ box, polygon }) => ({
            box: boxFile(box),
            ...(samePolygon(polygon, polygonOf(box)) ? {} : { polygon: polygonFile(polygon) }),
          })),
        }),
    ...(balloons === undefined ? {} : { balloons: balloons.map((each) => balloonFile(each)) }),
    ...(figures === undefined
      ? {}
      : {
          figures: figures.map(({ panel, box, who }) => ({
            ...(panel === undefined ? {} : { panel: panel + 1 }),
            box: boxFile(box),
            ...(who === undefined ? {} : { who }),
          })),
        }),
  };
}

function referenceFile({ file, part, box, matte, look }: CastReference) {
  return {
    file,
    ...(part === undefined ? {} : { part }),
    ...(box === undefined ? {} : { box: boxFile(box) }),
    ...(matte === undefined ? {} : { matte }),
    ...(look === undefined ? {} : { look }),
  };
}

function balloonFile({ outline, kind, panel, text, ...balloon }: Balloon) {
  const { box, confidence, speaker, tail, letters } = balloon;
  return {
    kind,
    ...(panel === undefined ? {} : { panel: panel + 1 }),
    ...(text === '' ? {} : { text }),
    ...(confidence === 1 ? {} : { confidence }),
    ...(speaker === undefined
      ? {}
      : {
          speaker:
            speaker.kind === 'figure'
              ? { figure: speaker.figure + 1, box: boxFile(speaker.box) }
              : speaker.kind,
        }),
    ...(letters === undefined ? {} : { letters }),
    ...(tail === undefined ? {} : { tail: [tail.x, tail.y] as [number, number] }),
    ...(samePolygon(outline, polygonOf(box))
      ? { box: boxFile(box) }
      : { outline: polygonFile(outline) }),
  };
}

function shotFile(shot: Shot, usualLife: number) {
  const { source, camera, transition } = shot;
  const move = cameraFile(camera);
  const usual = source.kind === 'card' ? 'static' : CAMERA_DEFAULT;
  return {
    id: shot.id,
    ...(source.kind === 'card' ? { card: source.card } : { picture: pictureFile(source.picture) }),
    ...(shot.framing === 'medium' ? {} : { framing: shot.framing }),
    ...(source.kind === 'card' && move === usual ? {} : { camera: move }),
    length: seconds(shot.length),
    ...(shot.lines.length === 0
      ? {}
      : {
          lines: shot.lines.map((line) => ({
            id: line.id,
            ...(line.speaker === undefined ? {} : { speaker: line.speaker }),
            text: line.text,
            ...(line.delivery === 'speech' ? {} : { delivery: line.delivery }),
            ...(line.at === undefined ? {} : { at: seconds(line.at) }),
            ...(line.balloon === undefined ? {} : { balloon: line.balloon }),
            ...(line.caption === undefined ? {} : { caption: line.caption }),
            ...(line.recording === undefined ? {} : { recording: line.recording.file }),
            ...(line.confidence === undefined ? {} : { confidence: line.confidence }),
          })),
        }),
    ...(shot.effects === undefined ? {} : { effects: [...shot.effects] }),
    ...(shot.mouths === undefined
      ? {}
      : {
          mouths: shot.mouths.map(({ box, layers, speaker }) =>
            speaker === undefined && layers === undefined
              ? boxFile(box)
              : {
                  box: boxFile(box),
                  ...(layers !== undefined && { layers }),
                  ...(speaker !== undefined && { speaker }),
                },
          ),
        }),
    ...(shot.cast.length === 0 ? {} : { cast: [...shot.cast] }),
    ...(shot.engine === 'auto' ? {} : { engine: shot.engine }),
    ...(shot.accepted === undefined ? {} : { accepted: [...shot.accepted] }),
    ...(shot.depth === 'auto' ? {} : { depth: shot.depth }),
    ...(shot.lettering === undefined ? {} : { lettering: shot.lettering }),
    ...(shot.life === undefined ? {} : lifeFile(shot.life, usualLife)),
    ...(transition.kind === 'cut'
      ? {}
      : { transition: transitionFile(transition, shot.length.rate) }),
  };
}

function lifeFile({ strength, weather, eyes }: Life, usual: number) {
  const isBare = weather === undefined && eyes === undefined;
  return {
    ...(strength === usual && !isBare ? {} : { life: strength }),
    ...(weather === undefined
      ? {}
      : {
          weather:
            weather.amount === undefined && weather.wind === undefined ? weather.kind : weather,
        }),
    ...(eyes === undefined ? {} : { eyes: eyes.map((eye) => boxFile(eye)) }),
  };
}

function pictureFile(picture: ShotPicture) {
  const { art, panel, crop, outline } = picture;
  if (panel !== undefined) return { art, panel };
  if (!crop && !outline) return art as string;
  const bounded = outline && crop && sameBox(boundsOf(outline), crop);
  return {
    art,
    ...(crop && !bounded ? { crop: boxFile(crop) } : {}),
    ...(outline ? { outline: polygonFile(outline) } : {}),
  };
}

function cameraFile({ move, from, to, stops, strength, towards }: CameraMove) {
  if (!from && !to && !stops && strength === undefined && !towards) return move;
  return {
    move,
    ...(from ? { from: boxFile(from) } : {}),
    ...(to ? { to: boxFile(to) } : {}),
    ...(stops ? { stops: stops.map((stop) => boxFile(stop)) } : {}),
    ...(strength === undefined ? {} : { strength }),
    ...(towards ? { towards } : {}),
  };
}

function transitionFile(
  { kind, frames }: Exclude<Shot['transition'], { kind: 'cut' }>,
  rate: number,
) {
  if (frames === Math.round(TRANSITION_LENGTH * rate)) return kind;
  return { kind, length: `${frames}f` };
}

/** Thousandths of a second always lead back to the same frame. */
function seconds(length: Rational): number {
  return Math.round((length.value / length.rate) * 1000) / 1000;
}

function boxFile({ x, y, width, height }: Box): [number, number, number, number] {
  return [x, y, width, height];
}

function polygonFile(polygon: Polygon): [number, number][] {
  return polygon.map(({ x, y }) => [x, y]);
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function samePolygon(a: Polygon, b: Polygon): boolean {
  return (
    a.length === b.length && a.every((corner, i) => corner.x === b[i]!.x && corner.y === b[i]!.y)
  );
}

const LINE = 100;

/** JSON in which whatever fits on a line stands on it, except lists of objects: those a person edits. */
function layOut(value: unknown, depth: number, lead = 0, open = false): string {
  const flat = flatText(value);
  if (typeof value !== 'object' || value === null || flat.length < 3) return flat;
  if (!open && fits(value, flat, depth, lead)) return flat;
  const inner = '  '.repeat(depth + 1);
  const close = `\n${'  '.repeat(depth)}`;
  if (Array.isArray(value)) {
    // The entries of a list look alike: where one needs several lines, all have them.
    const long = value.some((entry) => !fits(entry, flatText(entry), depth + 1, 0));
    const entries = value.map((entry) => layOut(entry, depth + 1, 0, long));
    if (nesting(value) > 2) return `[\n${inner}${entries.join(`,\n${inner}`)}${close}]`;
    return `[\n${fillLines(entries, inner)}${close}]`;
  }
  const lines = Object.entries(value).map(([key, entry]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${layOut(entry, depth + 1, name.length)}`;
  });
  return `{\n${lines.join(',\n')}${close}}`;
}

function fits(value: unknown, flat: string, depth: number, lead: number): boolean {
  return depth > 0 && nesting(value) <= 3 && depth * 2 + lead + flat.length < LINE;
}

/** As many short entries on each line as it holds: the corners of an outline. */
function fillLines(entries: readonly string[], inner: string): string {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + entry.length + 2 < LINE) {
      lines[lines.length - 1] = `${last}, ${entry}`;
    } else lines.push(`${inner}${entry}`);
  }
  return lines.join(',\n');
}

function flatText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((entry) => flatText(entry)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, entry]) => `${JSON.stringify(key)}: ${flatText(entry)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** How many lists and objects lie inside one another; a list of objects counts as too many for a line. */
function nesting(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: unknown[] = Object.values(value);
  const list = Array.isArray(value) && parts.some((part) => isRecord(part));
  return 1 + Math.max(list ? LINE : 0, ...parts.map((part) => nesting(part)));
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
