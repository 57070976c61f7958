import { basename, dirname, resolve } from 'node:path';
import { drawContactSheet } from '@inkreel/adapters/board/contact-sheet-png.ts';
import { encodeJpeg } from '@inkreel/adapters/codecs/encode-jpeg.ts';
import { loadPicture } from '@inkreel/adapters/codecs/load-picture.ts';
import { resize } from '@inkreel/adapters/codecs/resize.ts';
import { drawCard } from '@inkreel/adapters/lettering/draw-card.ts';
import { hearFilm } from '@inkreel/adapters/soundtrack/hear-film.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import { animaticHtml } from '@inkreel/film/board/animatic.ts';
import { type BoardCell, boardTimecode } from '@inkreel/film/board/board-cell.ts';
import type { Shot, ShotId, ShotPicture } from '@inkreel/film/board/shot.ts';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { cutFilm } from '@inkreel/film/cut/timeline.ts';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import { cueBalloons } from '@inkreel/film/document/cue-balloons.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { plateBox } from '@inkreel/film/motion/extend-plate.ts';
import { planCamera } from '@inkreel/film/motion/plan-camera.ts';
import { pictureBeside } from '@inkreel/film/production/plan-production.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import { boundsOf } from '@inkreel/film/space/polygon.ts';
import { aspectOf, type Size } from '@inkreel/film/space/size.ts';
import { type Rational, rational } from '@inkreel/film/time/rational.ts';
import type { Answer, Desk } from '../desk.ts';
import { openStoreFor, requireFolderOf, requireNotArt, withoutEnding } from '../film-files.ts';
import { gatherArt } from '../gather-art.ts';
import { openFilm, requireArt } from '../open-film.ts';
import { proposeFilm } from '../propose-film.ts';

export interface BoardOptions {
  readonly inputs: readonly string[];
  readonly output?: string;
  readonly direction?: ReadingDirection;
  readonly keepGoing?: boolean;
  readonly cache?: string;
}

/** Longest side of a shot's small picture: enough for the animatic on a full screen. */
const THUMBNAIL = 800;

/** A contact sheet and an animatic of a film, or of the film that some art would make. */
export async function run(options: BoardOptions, desk: Desk): Promise<Answer> {
  const [first] = options.inputs;
  const isDocument = options.inputs.length === 1 && first!.endsWith('.json');
  const fallback = isDocument ? withoutEnding(first!) : basename(withoutEnding(resolve(first!)));
  const name = options.output?.replace(/\.(png|html)$/, '') ?? `${fallback}-board`;
  requireFolderOf(name);
  const { film: written, base, refused, store } = await filmOf(options, name, isDocument, desk);
  requireNotArt([`${name}.png`, `${name}.html`], written.art, base);

  // Shots last as long as what is said in them, and the camera looks where it is read: as in the film.
  const heard = await hearFilm({
    film: written,
    base,
    store,
    signal: desk.signal,
    onNote: (note) => desk.say(note),
    onTake: (done, total) => desk.progress({ label: 'Speaking', done, total }),
  });
  const film = cueBalloons(heard.film);
  const { cells, small } = await drawCells(film, base, desk);
  const { rate } = film.preset;
  const note = `${counted(cells.length, 'shot')}, ${boardTimecode(cutFilm(film).duration)}`;
  const sheet = await drawContactSheet(cells, small, { title: film.title, note });
  const urls = new Map<ShotId, string>();
  for (const [shot, jpeg] of small) {
    urls.set(shot, `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`);
  }
  const aspect = aspectOf(frameSizeOf(film.preset));
  desk.signal.throwIfAborted();
  await writeWhole(`${name}.png`, sheet);
  await writeWhole(`${name}.html`, animaticHtml({ title: film.title, rate, aspect, cells }, urls));
  return {
    text: `${name}.png and ${name}.html: ${note}.`,
    json: {
      sheet: `${name}.png`,
      animatic: `${name}.html`,
      shots: cells.map(({ shot }) => shot.id),
      refused: refused.map(({ code, message, file }) => ({ code, message, file })),
    },
  };
}

async function filmOf(options: BoardOptions, name: string, isDocument: boolean, desk: Desk) {
  const store = await openStoreFor(resolve(name), options.cache);
  if (isDocument) {
    const opened = await openFilm(options.inputs[0]!, store, desk);
    requireArt(opened, options.inputs[0]!);
    return { ...opened, refused: [], store };
  }
  const base = dirname(resolve(name));
  const gathered = await gatherArt(
    options.inputs,
    { ...options, base, store, mustShow: true },
    desk,
  );
  for (const error of gathered.refused) desk.say(`left out: ${error.message}`);
  const wishes = { firstInput: options.inputs[0]!, preset: {} };
  const film = await proposeFilm(gathered, wishes, { base, store }, desk);
  return { film, base, refused: gathered.refused, store };
}

/** Every shot with where its camera looks, and its picture made small. */
async function drawCells(film: Film, base: string, desk: Desk) {
  const frame = frameSizeOf(film.preset);
  const cells: BoardCell[] = [];
  // Kept as JPEG: the pixels of some hundred shots would fill the memory.
  const small = new Map<ShotId, Uint8Array>();
  const starts = startsOf(film);
  const picture = lastLoaded(base);
  const shots = film.scenes.flatMap((scene) => scene.shots.map((shot) => ({ scene, shot })));
  const line = shots.map(({ shot }) => shot);
  for (const [at, { scene, shot }] of shots.entries()) {
    desk.signal.throwIfAborted();
    desk.progress({ label: 'Drawing the board', done: at, total: shots.length });
    const beside = shot.source.kind === 'card' ? pictureBeside(line, at) : undefined;
    const { raster, size } = await lookOf(shot, beside, film, frame, picture);
    small.set(shot.id, await encodeJpeg(raster, 84));
    const views =
      shot.source.kind === 'card'
        ? []
        : viewsOf({ shot, crop: shot.source.picture.crop, size, frame, film });
    cells.push({ shot, sceneTitle: scene.title, start: starts[at]!, picture: size, views });
  }
  desk.progress({ label: 'Drawing the board', done: shots.length, total: shots.length });
  return { cells, small };
}

/** Where each shot is first seen in the film, blends included. */
function startsOf(film: Film): readonly Rational[] {
  const { rate, video } = cutFilm(film);
  let at = 0;
  return video.children.flatMap((child) => {
    if (child.kind !== 'clip') return [];
    const start = rational(at, rate);
    at += child.sourceRange.duration.value;
    return [start];
  });
}

type Loader = (reference: MediaReference) => Promise<Raster>;

/** Loads pictures, the last one only once: the shots of a page follow one another. */
function lastLoaded(base: string): Loader {
  let last: { key: string; raster: Raster } | undefined;
  return async (reference) => {
    const key = `${reference.file}\n${reference.part ?? ''}`;
    if (last?.key !== key) last = { key, raster: await loadPicture(reference, base) };
    return last.raster;
  };
}

async function lookOf(
  shot: Shot,
  beside: ShotPicture | undefined,
  film: Film,
  frame: Size,
  picture: Loader,
) {
  const shownOf = async ({ art, crop }: ShotPicture): Promise<Raster> => {
    const entry = film.art.find(({ id }) => id === art)!;
    const whole = await picture(entry.reference);
    return crop ? cropRaster(whole, crop) : whole;
  };
  if (shot.source.kind === 'card') {
    const look = beside && { ground: 'ink' as const, behind: await shownOf(beside) };
    return { raster: await drawCard(shot.source.card, smaller(frame), look), size: frame };
  }
  const shown = await shownOf(shot.source.picture);
  const size = { width: shown.width, height: shown.height };
  return { raster: await resize(shown, smaller(size)), size };
}

/** Pages and strips lie on a mount. */
function isMounted({ source }: Shot, film: Film): boolean {
  if (source.kind === 'card') return false;
  const kind = film.art.find(({ id }) => id === source.picture.art)?.kind;
  return kind === 'page' || kind === 'strip';
}

/** A shot whose camera is asked for, and the size of what it shows, in pixels of the art. */
interface ViewedShot {
  readonly shot: Shot;
  /** Where that lies on its art; missing: it is all of it. */
  readonly crop: Box | undefined;
  readonly size: Size;
  readonly frame: Size;
  readonly film: Film;
}

/** The camera over the picture and its balloons: figures are looked for only when the film is made. */
function viewsOf({ shot, crop, size, frame, film }: ViewedShot): readonly Box[] {
  const box = plateBox(size, frame);
  const { x = 0, y = 0 } = crop ?? {};
  const cues = shot.balloons ?? [];
  const lettering = cues.map(({ outline }) => {
    const around = boundsOf(outline);
    return { ...around, x: around.x - x, y: around.y - y };
  });
  const plan = planCamera({
    move: shot.camera,
    framing: shot.framing,
    stage: {
      size,
      layers: [{ name: 'plate', role: 'plate', box, depth: 0 }],
      keep: [],
      mounted: isMounted(shot, film),
      trust: 0,
      lettering,
    },
    frame,
    length: shot.length,
    reads: cues,
  });
  return plan.stops.length > 0 ? plan.stops : [plan.from, plan.to];
}

function smaller({ width, height }: Size): Size {
  const scale = Math.min(1, THUMBNAIL / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
