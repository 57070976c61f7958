import { balloonFringes } from '@inkreel/film/comic/balloon-fringe.ts';
import { edgeName } from '@inkreel/film/comic/edge-name.ts';
import { layPiece } from '@inkreel/film/comic/plate-piece.ts';
import { PLATE_FLOOR } from '@inkreel/film/comic/plate-trust.ts';
import type { DrawnBalloon } from '@inkreel/film/comic/seen-balloon.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { type LaidBalloon, withBalloons } from '@inkreel/film/motion/balloon-layer.ts';
import { buildStage } from '@inkreel/film/motion/build-stage.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import {
  type DrawnMouth,
  standingLayers,
  withDrawnMouths,
} from '@inkreel/film/motion/drawn-mouth.ts';
import { withLids } from '@inkreel/film/motion/eyelid.ts';
import type { FaceFinder, FoundFace } from '@inkreel/film/motion/face.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { withHeads } from '@inkreel/film/motion/keep-faces.ts';
import { withMouths } from '@inkreel/film/motion/mouth.ts';
import { withoutRim } from '@inkreel/film/motion/panel-rim.ts';
import {
  drawnOutlines,
  letteringFrom,
  reachesOut,
  roundedBeyond,
  type StageLettering,
  seenBox,
} from '@inkreel/film/motion/stage-lettering.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import { type Box, boxOf, unite } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import { boundsOf, type Polygon, polygonOf } from '@inkreel/film/space/polygon.ts';
import { mouthDrawings } from '@inkreel/film/voice/mouth-drawings.ts';
import { type ArtLayer, loadLayers, loadPicture } from '../codecs/load-picture.ts';
import { drawCard } from '../lettering/draw-card.ts';
import { type KeptPiece, readPlate } from './plate-file.ts';

/** No view of a page is narrower than this share of it: a speck is not blown up to fill the frame. */
const LEAST_VIEW = 0.3;

/** Where the art of a stage is found. */
export interface StageArt {
  readonly reference: MediaReference | undefined;
  /** The folder that the reference is relative to. */
  readonly base: string;
  /** What the lettering hid, where the stage is made without it: an absolute path. */
  readonly plate?: string | undefined;
}

/**
 * Makes the stage of a shot: the picture is opened, cut to its panel and its figures are looked for.
 *
 * @param openFinder called only where figures are looked for; loading the weights takes a while.
 * @param openFaces called for every picture: the camera holds faces and captions keep off them.
 */
export async function makeStage(
  input: StageRecipe,
  { reference, base, plate }: StageArt,
  openFinder: () => Promise<FigureFinder>,
  openFaces: () => Promise<FaceFinder>,
): Promise<BuiltStage> {
  if (input.source.kind === 'card') {
    const { card, behind, han } = input.source;
    const art = behind && reference && (await loadPicture(reference, base));
    const look = {
      han,
      ...(art
        ? { ground: 'ink' as const, behind: behind.crop ? cropRaster(art, behind.crop) : art }
        : { ground: 'paper' as const }),
    };
    const raster = await drawCard(card, input.frame, look);
    const box = { x: 0, y: 0, ...input.frame };
    return {
      stage: {
        size: input.frame,
        layers: [{ name: 'plate', role: 'plate', box, depth: 0 }],
        keep: [],
        trust: 1,
      },
      rasters: new Map([['plate', raster]]),
    };
  }
  if (!reference) throw new TypeError('A stage of a picture needs the reference to it.');

  const { crop, artKind } = input.source;
  const drawn = await loadPicture(reference, base);
  const cleaned = plate === undefined ? undefined : await readPlate(plate);
  const known = input.lettering && withStaying(input.lettering, cleaned ?? []);
  const whole = cleaned ? laidOver(drawn, cleaned, known) : drawn;
  const { own = [], strange = [] } = input.lettering ?? {};
  const panel = crop && withoutRim(drawn, crop, input.source.outline, [...own, ...strange]);
  const picture = panel ? cropRaster(whole, panel.crop) : whole;
  const origin = panel
    ? { x: Math.round(panel.crop.x), y: Math.round(panel.crop.y) }
    : { x: 0, y: 0 };
  const edge = panel?.outline ?? input.source.outline;
  const outline = edge && fromOrigin(edge, origin);
  const pins = input.mouths ?? [];
  const isLayered = !crop || pins.some((pin) => pin.layers !== undefined);
  const drawings = isLayered ? await loadLayers(reference, base) : undefined;
  const swaps = drawnMouths(pins, drawings ?? [], reference);
  const apart = crop ? [] : standingLayers(drawings ?? [], mouthDrawings(drawings ?? []));
  const layers = apart.length > 1 ? apart : undefined;
  const seeks = !input.flat && artKind !== 'cut-out' && !layers;
  const lettering = known && letteringFrom(known, origin);
  const drawnIn = lettering && drawnOutlines(lettering);
  const figures = seeks ? await (await openFinder()).find(picture, outline, drawnIn) : [];
  const panelEdge = fromOrigin(input.source.outline ?? polygonOf(crop ?? boxOf(whole)), origin);
  const faces = await (await openFaces()).find(picture);
  const bare = buildStage(
    {
      picture,
      ...(outline && { outline }),
      ...(lettering && { lettering }),
      panel: panelEdge,
      ...(crop && { leastView: LEAST_VIEW * whole.width }),
      frame: input.frame,
      kind: artKind,
      ...(layers && { layers }),
      flat: input.flat,
      seed: input.seed,
    },
    figures,
  );
  const inPicture = (box: Box): Box => movedBox(box, origin);
  const eyes = (input.eyes ?? []).map(inPicture);
  const mouths = pins.map((pin) => (pin.layers === undefined ? inPicture(pin) : undefined));
  const fringes = known ? fringesOf(drawn, known) : [];
  const balloons = (lettering?.own ?? []).flatMap((balloon, k): LaidBalloon[] => {
    // What is drawn in the picture needs a layer only where the panel's edge would cut it off.
    if (!lettering?.pops && !reachesOut(balloon, panelEdge)) return [];
    const isDrawn = drawnIn?.includes(balloon);
    const rides = isDrawn ? bare.bearers?.[k] : undefined;
    const fringe = fringes[k];
    const bounds = fringe && unite(boundsOf(balloon), movedBox(fringe.box, origin));
    const within = seenBox(balloon, picture, panelEdge, bounds);
    const outline = roundedBeyond(balloon, panelEdge);
    return [
      {
        ...{ outline, within },
        ...(rides && { rides }),
        ...(fringe && { fringe }),
        ...(lettering?.pops && isDrawn && { stays: true }),
      },
    ];
  });
  const built = withFaces(bare, faces, lettering?.pointed ?? []);
  const swapped = withDrawnMouths(built, drawings ?? [], whole, origin, swaps);
  const alive = withLids(withMouths(swapped, picture, mouths), picture, eyes);
  const laid = withBalloons(alive, drawn, origin, balloons);
  const artAt = bare.artAt ?? { x: 0 - origin.x, y: 0 - origin.y };
  return { ...laid, stage: { ...laid.stage, artAt } };
}

/** A stage whose faces are those that were found; what tails point at and figures tell where none were. */
function withFaces(
  built: BuiltStage,
  found: readonly FoundFace[],
  pointed: readonly Box[],
): BuiltStage {
  if (found.length === 0 && pointed.length === 0) return built;
  const onStage = (box: Box): Box =>
    movedBox(box, { x: -(built.artAt?.x ?? 0), y: -(built.artAt?.y ?? 0) });
  const faces = found.map(({ box }) => onStage(box));
  const keep = withHeads(built.stage, faces, pointed.map(onStage));
  return { ...built, stage: { ...built.stage, ...(faces.length > 0 && { faces }), keep } };
}

/**
 * The drawings that a shot names for its mouths.
 *
 * @throws FilmError 'art-unreadable' for a name that the art does not have
 */
function drawnMouths(
  pins: NonNullable<StageRecipe['mouths']>,
  layers: readonly ArtLayer[],
  { file }: MediaReference,
): readonly DrawnMouth[] {
  const known = mouthDrawings(layers);
  return pins.flatMap(({ layers: wanted }, pin): DrawnMouth[] => {
    if (wanted === undefined) return [];
    const drawings = known.find(({ name }) => name === wanted);
    if (drawings) return [{ pin, drawings }];
    const has =
      known.length > 0
        ? `It has ${known.map(({ name }) => `"${name}"`).join(', ')}.`
        : 'It has no group called mouth with drawings for several sounds.';
    throw new FilmError(
      'art-unreadable',
      `${file} has no drawings of a mouth called "${wanted}". ${has} Correct "layers" on the shot, or leave it out.`,
      { file },
    );
  });
}

/** Where balloons pop in, those stay that hide what cannot be told: torn art is never shown. */
function withStaying(lettering: StageLettering, pieces: readonly KeptPiece[]): StageLettering {
  if (!lettering.pops) return lettering;
  const doubtful = pieces
    .filter(({ trust }) => trust < PLATE_FLOOR)
    .flatMap(({ outlines }) => outlines.map(edgeName));
  const isDoubtful = (outline: Polygon): boolean => doubtful.includes(edgeName(outline));
  return { ...lettering, stay: [...lettering.own, ...lettering.strange].filter(isDoubtful) };
}

/** The page without its lettering, but for what stays. */
function laidOver(
  page: Raster,
  pieces: readonly KeptPiece[],
  lettering: StageLettering | undefined,
): Raster {
  const stay = (lettering?.stay ?? []).map(edgeName);
  const clean = { ...page, data: page.data.slice() };
  for (const piece of pieces) {
    if (!piece.outlines.some((outline) => stay.includes(edgeName(outline)))) layPiece(clean, piece);
  }
  return clean;
}

/** What of the shot's balloons lies beyond their outlines, pixels of the page. */
function fringesOf(page: Raster, { own, strange, thoughts = [] }: StageLettering) {
  const drawn = (outline: Polygon, isThought: boolean): DrawnBalloon => {
    return { outline, box: boundsOf(outline), kind: isThought ? 'thought' : 'speech' };
  };
  return balloonFringes(
    page,
    own.map((outline, k) => drawn(outline, thoughts.includes(k))),
    strange.map((outline) => drawn(outline, false)),
  );
}

function movedBox(box: Box, { x, y }: Point): Box {
  return { ...box, x: box.x - x, y: box.y - y };
}

function fromOrigin(polygon: Polygon, origin: Point): Polygon {
  return polygon.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }));
}
