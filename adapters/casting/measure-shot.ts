import type { Shot } from '@inkreel/film/board/shot.ts';
import type { CastFigure } from '@inkreel/film/cast/cast-figure.ts';
import type { CastMember } from '@inkreel/film/cast/character.ts';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import { measureLikeness } from '@inkreel/film/cast/likeness.ts';
import { type Portrayal, portrayalOf } from '@inkreel/film/cast/portrayal.ts';
import type { Sighting } from '@inkreel/film/cast/sighting.ts';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import type { Film, FilmArt } from '@inkreel/film/document/film-document.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { boxSeenAt } from '@inkreel/film/motion/seen-boxes.ts';
import type {
  ExtraMeasure,
  FrameMeasure,
  ShotMeasure,
} from '@inkreel/film/production/continuity.ts';
import { plannedLook } from '@inkreel/film/production/planned-look.ts';
import type { RenderedShot } from '@inkreel/film/production/rendered-shots.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { areaOf, type Box, boxOf, intersect, overlap } from '@inkreel/film/space/box.ts';
import { rational } from '@inkreel/film/time/rational.ts';
import { loadPicture } from '../codecs/load-picture.ts';
import { decodeFrame } from '../ffmpeg/decode-frame.ts';
import { readStage } from '../ink/stage-file.ts';
import type { FigureEyes } from '../models/figure-eyes.ts';
import { pictureUrl } from './picture-url.ts';

/** A figure of which less than this is in the frame is not measured. */
const LEAST_SEEN = 0.4;
/** Smaller sides than this, in pixels of the frame, show nobody. */
const LEAST_SIDE = 40;
/** How much around a figure is looked at with it, of its sides: cut-outs move, and breathe. */
const AROUND = 0.06;
/** Whoever shares this much with a figure that is known, or lies in it with this much, stands in its place. */
const SAME_PLACE = 0.2;
const SAME_WITHIN = 0.6;
/** Of a cut drawing the figure that is found takes this share, or the whole cut is the figure. */
const MOST_OF_CUT = 0.3;

/** What measures shots. */
export interface MeasureTools {
  /** The film as it was made: timed, its balloons with their moments. */
  readonly film: Film;
  /** The rendered film. */
  readonly file: string;
  /** The folder that the film's references are relative to. */
  readonly base: string;
  readonly store: Store;
  readonly eyes: FigureEyes;
  readonly network: IdentityNetwork;
  readonly signal: AbortSignal;
  /** The references of one of the cast, looked at once. */
  readonly sheetOf: (member: CastMember) => Promise<readonly Portrayal[]>;
}

/** Measures everybody of the cast that a shot shows, in frames of the rendered film. */
export async function measureShot(
  rendered: RenderedShot,
  cast: readonly CastMember[],
  tools: MeasureTools,
): Promise<readonly ShotMeasure[]> {
  const { film, file, eyes, network, signal, sheetOf } = tools;
  const { shot, moments } = rendered;
  const { rate } = film.preset;
  const size = frameSizeOf(film.preset);
  const figures = figuresIn(shot, film.art);
  const drawings = await drawingsOf(shot, figures, tools);
  const placesAt = await placesOf(rendered, figures, tools);
  const looks = new Map<number, FrameMeasure[]>();
  const found: Stranger[] = [];
  const members = cast.filter(({ id }) => shot.cast.includes(id));
  const untold = members.filter(({ id }) => !figures.some(({ who }) => who === id));
  const middle = moments[moments.length >> 1];
  for (const moment of moments) {
    const { frame } = moment;
    const picture = await decodeFrame({ file, size, rate, signal }, frame);
    const places = placesAt(moment.own);
    for (const [k, place] of places.entries()) {
      const member = members.find(({ id }) => id === figures[k]!.who);
      if (!member) continue;
      const here = intersect(place, boxOf(picture));
      const seen = here.width > 0 && here.height > 0 ? areaOf(here) / areaOf(place) : 0;
      const isShown = seen >= LEAST_SEEN && Math.min(here.width, here.height) >= LEAST_SIDE;
      const candidate = isShown && portrayalOf(cutFrom(picture, here), network);
      const look = candidate
        ? { box: here, ...(await measureOne(member, drawings[k], candidate, cast, sheetOf)) }
        : {};
      const shown = candidate && {
        crop: await pictureUrl(candidate.sighting.picture),
        ...(drawings[k] && { drawing: await pictureUrl(drawings[k].sighting.picture) }),
      };
      looks.set(k, [...(looks.get(k) ?? []), { frame, seen, ...look, ...shown }]);
    }
    // Whom nobody told of is looked for everywhere; whoever is there twice, where the shot is half over.
    if (moment !== middle && untold.length === 0) continue;
    const strangers = (await eyes.see(picture)).filter(
      ({ box }) => !places.some((place) => isThere(box, place)),
    );
    for (const sighting of strangers) {
      const candidate = portrayalOf(sighting, network);
      const crop = await pictureUrl(cutFrom(picture, sighting.box).picture);
      for (const member of members) {
        const measured = await measureOne(member, undefined, candidate, cast, sheetOf);
        found.push({ ...measured, member: member.id, frame, box: sighting.box, crop });
      }
    }
  }
  const places = moments.map(({ frame }) =>
    placesOfUntold(
      untold,
      found.filter((each) => each.frame === frame),
    ),
  );
  const taken = places.flatMap((at) => [...at.values()].map(({ box }) => box));
  return members.map(({ id }): ShotMeasure => {
    const own = places.flatMap((at) => at.get(id) ?? []);
    const mine = figures.flatMap(({ who }, k) => (who === id ? [looks.get(k) ?? []] : []));
    return {
      shot: shot.id,
      member: id,
      figures: own.length > 0 ? [own.map((look) => ({ ...look, seen: 1 }))] : mine,
      extras: found.filter(
        (each) =>
          each.member === id &&
          each.likeness.same &&
          each.frame === middle?.frame &&
          !taken.includes(each.box),
      ),
    };
  });
}

/** One of the cast laid against somebody in a frame of whom the art does not tell. */
interface Stranger extends ExtraMeasure {
  readonly member: string;
  readonly other?: NonNullable<FrameMeasure['other']>;
}

/** Where the art does not tell who is who: each gets whom it is most like, and nobody gets one twice. */
function placesOfUntold(
  untold: readonly CastMember[],
  found: readonly Stranger[],
): ReadonlyMap<string, Stranger> {
  const places = new Map<string, Stranger>();
  const ranked = [...found].sort((a, b) => b.likeness.likeness - a.likeness.likeness);
  for (const each of ranked) {
    const isFree =
      untold.some(({ id }) => id === each.member) &&
      !places.has(each.member) &&
      ![...places.values()].some(({ box }) => box === each.box);
    if (isFree) places.set(each.member, each);
  }
  return places;
}

/** The figures that a shot's picture shows, pixels of the art. */
export function figuresIn({ source }: Shot, art: readonly FilmArt[]): readonly CastFigure[] {
  if (source.kind === 'card') return [];
  const { picture } = source;
  const entry = art.find(({ id }) => id === picture.art);
  return (entry?.figures ?? []).filter(
    ({ panel }) =>
      picture.panel === undefined || panel === undefined || panel === picture.panel - 1,
  );
}

/** From a frame of the shot to where each of its figures is in it. */
async function placesOf(
  { look }: RenderedShot,
  figures: readonly CastFigure[],
  { film, store }: MeasureTools,
): Promise<(own: number) => readonly Box[]> {
  const { rate } = film.preset;
  const { stage } = await readStage((await store.find(look.stage))!);
  const seen = plannedLook(look, stage, frameSizeOf(film.preset), rate);
  const { x, y } = stage.artAt ?? { x: 0, y: 0 };
  return (own) =>
    figures.map(({ box }) =>
      boxSeenAt(seen, rational(own, rate), { ...box, x: box.x + x, y: box.y + y }),
    );
}

/** Measures one figure; where it does not pass, whether another of the cast does. */
async function measureOne(
  member: CastMember,
  drawing: Portrayal | undefined,
  candidate: Portrayal,
  cast: readonly CastMember[],
  sheetOf: MeasureTools['sheetOf'],
): Promise<Pick<Stranger, 'likeness' | 'other'>> {
  const references = [...(await sheetOf(member)), ...(drawing ? [drawing] : [])];
  const likeness = await measureLikeness(references, candidate);
  if (likeness.same) return { likeness };
  let other: Stranger['other'];
  for (const one of cast) {
    if (one.id === member.id) continue;
    const found = await measureLikeness(await sheetOf(one), candidate);
    if (!found.same || (other && found.likeness <= other.likeness.likeness)) continue;
    other = { member: one.id, likeness: found };
  }
  return { likeness, ...(other && { other }) };
}

/** The figures as the shot's own art draws them. */
async function drawingsOf(
  { source }: Shot,
  figures: readonly CastFigure[],
  { film, base, eyes, network }: MeasureTools,
): Promise<readonly (Portrayal | undefined)[]> {
  if (source.kind === 'card' || figures.length === 0) return [];
  const entry = film.art.find(({ id }) => id === source.picture.art)!;
  const page = await loadPicture(entry.reference, base);
  const drawings: (Portrayal | undefined)[] = [];
  for (const { box, who } of figures) {
    const own = intersect(box, boxOf(page));
    if (who === undefined || own.width < 8 || own.height < 8) {
      drawings.push(undefined);
      continue;
    }
    const cut = cropRaster(page, own);
    const [found] = await eyes.see(cut);
    const isIt = found && areaOf(found.box) > MOST_OF_CUT * areaOf(boxOf(cut));
    drawings.push(portrayalOf(isIt ? found : await eyes.seeWhole(cut), network));
  }
  return drawings;
}

function isThere(box: Box, place: Box): boolean {
  const shared = intersect(box, place);
  if (shared.width <= 0 || shared.height <= 0) return false;
  return overlap(box, place) > SAME_PLACE || areaOf(shared) > SAME_WITHIN * areaOf(box);
}

/** A figure in a frame, with a little around it. */
function cutFrom(picture: Raster, box: Box): Sighting {
  const margin = AROUND * Math.max(box.width, box.height);
  const left = Math.max(0, Math.floor(box.x - margin));
  const top = Math.max(0, Math.floor(box.y - margin));
  const cut = cropRaster(picture, {
    x: left,
    y: top,
    width: Math.min(picture.width, Math.ceil(box.x + box.width + margin)) - left,
    height: Math.min(picture.height, Math.ceil(box.y + box.height + margin)) - top,
  });
  return { picture: cut, box: boxOf(cut) };
}
