import type { ArtKind } from '../media/art.ts';
import { boxAround } from '../media/blob.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import { inpaint } from '../media/inpaint.ts';
import { emptyPlane, type Plane, type Raster } from '../media/raster.ts';
import { resamplePlane, resampleRaster } from '../media/resample.ts';
import { toneOf } from '../media/shot-tone.ts';
import { type Box, boxOf, centreOf } from '../space/box.ts';
import { type Polygon, polygonArea, polygonOf } from '../space/polygon.ts';
import { aspectOf, type Size } from '../space/size.ts';
import { bleedCutOut } from './bleed-cut-out.ts';
import { coveredBy, loadOf, takeAlong } from './borne-lettering.ts';
import type { BuiltStage, PictureLayer } from './built-stage.ts';
import { layOver, liftCutOut } from './cut-out.ts';
import { detailOf } from './detail.ts';
import { extendPlate, plateBox } from './extend-plate.ts';
import type { FoundFigure } from './figure.ts';
import { headOf } from './head.ts';
import { findLetteredPatches, type LetteredPatch } from './lettered-patch.ts';
import { letOutMatte, refineMatte } from './matte.ts';
import type { StageLayer } from './stage.ts';
import { drawnOutlines, patchesOf, type StageLettering, seenBox } from './stage-lettering.ts';
import { hasAlpha, stageOfCutOut, stageOfLayers } from './stage-of-alpha.ts';
import { type Study, studyOf } from './study.ts';
import { rise, type Supple } from './supple.ts';
import { suppleFigure } from './supple-figure.ts';
import { suppleGround } from './supple-ground.ts';
import { TRUST_FLOOR, trustOf, weighMatte } from './trust.ts';
import { viewAt } from './view.ts';

/** Figures nearer in depth than this to one another move as one. */
const LEAST_DEPTH_APART = 0.12;

/** What a stage is built from. */
export interface StageInput {
  /** The panel or the whole picture. */
  readonly picture: Raster;
  /** The panel's outline in pixels of the picture; what lies outside is never shown. */
  readonly outline?: Polygon;
  readonly frame: Size;
  readonly kind: ArtKind;
  readonly layers?: readonly PictureLayer[];
  /** What is lettered in it, pixels of the picture; missing: it is looked for, roughly. */
  readonly lettering?: StageLettering;
  /** The panel as it was drawn, its rim not yet cut away; the picture's own edges where it is missing. */
  readonly panel?: Polygon;
  /** No view is to be narrower than this, pixels of the picture; missing: as narrow as the picture. */
  readonly leastView?: number;
  /** No cut-outs: the camera alone. */
  readonly flat: boolean;
  readonly seed: number;
}

/**
 * Sets one picture as a stage: a plate with nobody on it and the figures before it, in depth. Laid on
 * one another at rest they give the picture again. Figures whose outline is not to be trusted stay on
 * the plate. A picture with alpha stands on a drawn backdrop, and the stage has the backdrop's size.
 */
export function buildStage(input: StageInput, figures: readonly FoundFigure[]): BuiltStage {
  const { picture, frame } = input;
  if (input.layers && input.layers.length > 1 && !input.flat) {
    const layered = stageOfLayers(picture, input.layers, frame);
    if (layered) return layered;
  }
  if (hasAlpha(picture)) return stageOfCutOut(picture, frame);

  const known = input.lettering;
  const panel = input.panel ?? polygonOf(boxOf(picture));
  const outline = seenOutline(picture, input.outline);
  const inside = outline && fillPolygon(picture, outline).data;
  const study = studyOf(picture, inside);
  const lettered = letteredIn(study, known);
  const lettering = known
    ? known.own.map((balloon) => seenBox(balloon, picture, panel))
    : lettered.flatMap((patch) => patch.parts.map(study.toPicture));
  const covered = coveredBy(study.picture, lettered);
  const judged = figures
    .map((figure) => judge(study, figure, covered))
    .sort((a, b) => b.trust - a.trust);
  const trusted = input.flat ? [] : judged.filter((figure) => figure.trust >= TRUST_FLOOR);
  const seenFigures = judged.filter((figure) => figure.trust > 0.2);
  const faces = seenFigures.map(({ matte, box }) => study.toPicture(headOf(matte, box)));
  const keep = seenFigures.flatMap(({ box }, k) => [faces[k]!, study.toPicture(box)]);
  const trust = judged[0]?.trust ?? 0;
  const { leastView } = input;
  const around = leastView ? [roomAround(picture, frame, leastView)] : [];
  const wanted = plateBox(picture, frame, [...lettering, ...around]);
  const mounted = input.kind === 'page' || input.kind === 'strip';
  const beyond = mounted ? 'mounted' : 'continued';
  const tone = toneOf(study.picture);
  const detail = detailOf(study.picture, study.inside);
  const seen = {
    size: sizeOf(picture),
    keep,
    faces,
    lettering,
    mounted,
    tone,
    detail,
    ...(outline && { outline }),
    ...(leastView && { leastView }),
  };
  const calm = 0.65 + 0.35 * rise(tone.colour, 0.03, 0.12);
  const closed = closedGround(study, judged, covered);
  const isOpen = (i: number): boolean => !closed[i];
  const toPicture = picture.width / study.picture.width;
  if (trusted.length === 0) {
    const plate = extendPlate(picture, wanted, outline, beyond);
    const supple = input.flat ? [] : suppleGround(study.picture, isOpen, toPicture, mounted);
    return {
      stage: { ...seen, layers: [plateLayer(wanted, supple)], trust },
      rasters: new Map([['plate', plate]]),
    };
  }

  const standing = apart(
    trusted.map((figure) => ({
      ...figure,
      depth: depthOf(figure.box, study.picture, figure.trust),
    })),
  );
  const cut = standing.map(({ matte, box, trust: own }) => ({
    matte: { ...matte, data: matte.data.slice() },
    box: study.toPicture(box),
    head: study.toPicture(headOf(matte, box)),
    size: sizeOf(picture),
    // In black and white every moving line is seen: less is enough.
    trust: own * calm,
  }));
  const bearing = takeAlong(
    lettered,
    standing.map((figure) => figure.matte),
  );
  // What is to be read does not breathe.
  const supple = cut.map((figure, k) => {
    const load = loadOf(lettered, bearing, k, figure.matte);
    return suppleFigure(load ? { ...figure, load } : figure);
  });
  const placed = standing.map((figure) => {
    const around = boxAround(figure.matte, 128) ?? figure.box;
    return { ...figure, matte: letOutMatte(study.picture, figure.matte, around, study.inside) };
  });
  separate(placed.map((figure) => figure.matte));
  const filled = filledBehind(
    study,
    placed.map((figure) => figure.matte),
    input.seed,
  );
  const mattes = placed.map((figure) => resamplePlane(figure.matte, picture));
  const bare = bareGround(picture, mattes, resampleRaster(filled, boxOf(filled), picture));
  const under: Raster = { ...bare, data: bare.data.slice() };
  const lifted = placed.map((figure, k) => {
    const matte = mattes[k]!;
    const box = boxAround(matte) ?? study.toPicture(figure.box);
    const raster = liftCutOut(picture, matte, box, bare, under);
    layOver(under, raster, box);
    const name = `figure-${k + 1}`;
    return { name, depth: figure.depth, box, raster, supple: supple[k]! };
  });
  // The ground beyond the edges continues the picture as it was drawn; only inside is it bare.
  const plate = extendPlate(picture, wanted, outline, beyond);
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const i = y * picture.width + x;
      if (inside && !inside[i]) continue;
      const o = ((y - wanted.y) * plate.width + x - wanted.x) * 4;
      for (let c = 0; c < 3; c++) plate.data[o + c] = bare.data[i * 4 + c]!;
    }
  }
  const { width, height } = picture;
  const isArt = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && (!inside || inside[y * width + x]! > 0);
  const reach = Math.round(0.04 * Math.max(width, height));
  const ground = suppleGround(filled, isOpen, toPicture, mounted);
  const layers: StageLayer[] = [plateLayer(wanted, ground)];
  const rasters = new Map<string, Raster>([['plate', plate]]);
  for (const { name, depth, box, raster, supple } of lifted) {
    const whole = bleedCutOut(raster, box, plate, wanted, isArt, reach);
    layers.push({ name, role: 'cut-out', box: whole.box, depth, supple });
    rasters.set(name, whole.raster);
  }
  const least = Math.min(...placed.map((figure) => figure.trust));
  const drawn = known ? drawnOutlines(known) : [];
  const bearers = (known?.own ?? []).map((outline) => {
    const by = bearing[drawn.indexOf(outline)];
    return by === undefined ? undefined : `figure-${by + 1}`;
  });
  return { stage: { ...seen, layers, trust: least }, rasters, bearers };
}

/** What the narrowest view and a move around it take up, in the middle of the picture. */
function roomAround(picture: Size, frame: Size, width: number): Box {
  return viewAt(centreOf(boxOf(picture)), 1.1 * width, aspectOf(frame));
}

/** Where the picture is lettered: what is known of it, nothing where it was taken off, else what looks so. */
function letteredIn(study: Study, known: StageLettering | undefined): readonly LetteredPatch[] {
  const { picture, inside, toStudy } = study;
  if (!known) return findLetteredPatches(picture, inside);
  return patchesOf(drawnOutlines(known).map(toStudy), picture);
}

/** A figure on the study, in its pixels. */
interface JudgedFigure {
  readonly matte: Plane;
  readonly box: Box;
  readonly trust: number;
}

function judge(
  { picture, inside }: Study,
  figure: FoundFigure,
  covered: Uint8Array | undefined,
): JudgedFigure {
  const soft = resamplePlane(figure.matte, picture);
  const around = boxAround(soft, 128) ?? boxOf(picture);
  const matte = refineMatte(picture, soft, around, inside);
  if (covered) for (let i = 0; i < covered.length; i++) if (covered[i]) matte.data[i] = 0;
  const trust = trustOf(weighMatte(picture, soft, matte, figure.trust, inside, covered));
  return { matte, box: boxAround(matte, 128) ?? around, trust };
}

/** Undefined where the outline is as good as the picture's own edges. */
function seenOutline(picture: Raster, outline: Polygon | undefined): Polygon | undefined {
  if (!outline || outline.length < 3) return undefined;
  const all = picture.width * picture.height;
  if (polygonArea(outline) > all * 0.995) return undefined;
  const { data } = fillPolygon(picture, outline);
  const count = data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  // An outline that misses the picture says nothing.
  return count > all * 0.1 ? outline : undefined;
}

/** Lower and bigger is nearer; a figure that is less sure moves less. From 0.3 to 1. */
function depthOf(box: Box, picture: Size, trust: number): number {
  const low = Math.min(1, (box.y + box.height) / picture.height);
  const big = Math.min(1, Math.sqrt((box.width * box.height) / (picture.width * picture.height)));
  return (0.4 + 0.3 * low + 0.3 * big) * (0.6 + 0.4 * trust);
}

/** Farthest first; figures at nearly one depth are given one depth. */
function apart<T extends { readonly depth: number }>(figures: readonly T[]): readonly T[] {
  const sorted = [...figures].sort((a, b) => a.depth - b.depth);
  let last = sorted[0]!.depth;
  return sorted.map((figure) => {
    if (figure.depth - last >= LEAST_DEPTH_APART) last = figure.depth;
    return { ...figure, depth: last };
  });
}

/** Makes mattes disjoint, in place: where two overlap the nearer (later) figure has the pixel. */
function separate(mattes: readonly Plane[]): void {
  for (let far = 0; far < mattes.length; far++) {
    for (let near = far + 1; near < mattes.length; near++) {
      const a = mattes[far]!.data;
      const b = mattes[near]!.data;
      for (let i = 0; i < a.length; i++) if (b[i]! > 0) a[i] = Math.min(a[i]!, 255 - b[i]!);
    }
  }
}

/** The study with the figures' places filled. */
function filledBehind({ picture, inside }: Study, mattes: readonly Plane[], seed: number): Raster {
  const all = united(mattes, picture);
  // A little beyond the matte nothing is copied from: outlines and softened pixels linger there.
  const near = distanceTo(picture, (i) => all[i]! > 8).distance;
  const missing = new Uint8Array(all.length);
  for (let i = 0; i < all.length; i++) missing[i] = near[i]! <= 4 ? 1 : 0;
  return inpaint(picture, missing, inside, seed);
}

/** What was filled where a matte reaches, the picture's own pixels everywhere else. */
function bareGround(picture: Raster, mattes: readonly Plane[], filled: Raster): Raster {
  const all = united(mattes, picture);
  const data = filled.data.slice();
  for (let i = 0; i < all.length; i++) {
    if (all[i]! > 0) continue;
    for (let c = 0; c < 4; c++) data[i * 4 + c] = picture.data[i * 4 + c]!;
  }
  return { width: picture.width, height: picture.height, data };
}

function united(mattes: readonly Plane[], size: Size): Uint8Array {
  const all = emptyPlane(size.width, size.height).data;
  for (const { data } of mattes) {
    for (let i = 0; i < all.length; i++) if (data[i]! > all[i]!) all[i] = data[i]!;
  }
  return all;
}

function plateLayer(box: Box, supple: readonly Supple[]): StageLayer {
  return { name: 'plate', role: 'plate', box, depth: 0, ...(supple.length > 0 && { supple }) };
}

/**
 * Where the plate stays still: beyond the panel, under lettering, and where a figure was seen that is
 * not to be trusted. What trusted figures stood on is filled ground and moves with the rest.
 */
function closedGround(
  { picture, inside }: Study,
  judged: readonly JudgedFigure[],
  covered: Uint8Array | undefined,
): Uint8Array {
  const closed = new Uint8Array(picture.width * picture.height);
  const doubted = judged.filter(({ trust }) => trust < TRUST_FLOOR && trust > 0.02);
  for (let i = 0; i < closed.length; i++) {
    const isClosed = (inside && !inside[i]) || covered?.[i];
    if (isClosed || doubted.some(({ matte }) => matte.data[i]! > 64)) closed[i] = 1;
  }
  return closed;
}

function sizeOf(size: Size): Size {
  const { width, height } = boxOf(size);
  return { width, height };
}
