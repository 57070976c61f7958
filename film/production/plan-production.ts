import type { Card, Shot, ShotId, ShotPicture } from '../board/shot.ts';
import { isVoiced } from '../board/shot-words.ts';
import type { Blend } from '../board/transition.ts';
import { pointedHead } from '../comic/pointed-head.ts';
import type { CaptionCue } from '../cut/caption-cue.ts';
import { type Segment, segmentsOf } from '../cut/segment.ts';
import { cutFilm, type Timeline } from '../cut/timeline.ts';
import { frameSizeOf } from '../delivery/frame-size.ts';
import type { Preset } from '../delivery/preset.ts';
import type { Film, FilmArt } from '../document/film-document.ts';
import { canonicalJson } from '../grammar/canonical-json.ts';
import type { ArtId, ArtKind, MediaReference } from '../media/art.ts';
import type { ContentHash, Hasher } from '../media/content-hash.ts';
import type { StageLettering } from '../motion/stage-lettering.ts';
import { areaOf, type Box, intersect } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import { type HanStyle, hanStyleOf } from '../story/han-style.ts';
import { type Rational, rescale } from '../time/rational.ts';
import { captionsIn, placedLooks, type SegmentCaptions, wordsOf } from './plan-captions.ts';
import { type PlateStep, plateStep } from './plate-step.ts';
import type { LookRun, ShotLook } from './shot-look.ts';
import type { Step } from './step.ts';

/** The code that makes each thing, so that what earlier code made is not taken for it. */
export interface MadeBy {
  readonly plate: ContentHash;
  readonly stage: ContentHash;
  readonly segment: ContentHash;
}

/** What a stage is made from: one picture or card, cut out and set in depth for one shape of frame. */
export interface StageRecipe {
  readonly madeBy: ContentHash;
  readonly source:
    | {
        readonly kind: 'picture';
        /** The encoded picture's content. */
        readonly content: ContentHash;
        /** Key of what its lettering hid, where that is shown instead. */
        readonly plate?: ContentHash;
        readonly artKind: ArtKind;
        readonly crop?: Box;
        readonly outline?: Polygon;
      }
    | {
        readonly kind: 'card';
        readonly card: Card;
        /** Whose forms Han signs have; missing where the film has none. */
        readonly han?: HanStyle;
        /** Art of the film that shines through the card: content and the part of it. */
        readonly behind?: { readonly content: ContentHash; readonly crop?: Box };
      };
  readonly frame: Size;
  readonly flat: boolean;
  /** Eyes that blink, pixels of the art. */
  readonly eyes?: readonly Box[];
  /** Mouths that move, pixels of the art; `layers` names the drawings of one that has them. */
  readonly mouths?: readonly (Box & { readonly layers?: string })[];
  /** What is lettered, pixels of the art; missing: nobody read it, and it is looked for roughly. */
  readonly lettering?: StageLettering;
  readonly seed: number;
}

export interface StageStep extends Step<'stage', StageRecipe> {
  /** Where the picture is found today; not part of the key, for it may move. */
  readonly reference?: MediaReference;
}

/** What a segment is painted and encoded from. Where it lies in the film does not matter to it. */
export interface SegmentRecipe {
  readonly madeBy: ContentHash;
  readonly preset: Preset;
  readonly frame: Size;
  /** The encoder that makes it: segments of two encoders are not joined. */
  readonly encoder: string;
  readonly count: number;
  readonly picture:
    | { readonly kind: 'body'; readonly of: LookRun }
    | {
        readonly kind: 'transition';
        readonly blend: Blend;
        /** Missing where it comes up from black. */
        readonly from?: LookRun;
        /** Missing where it goes down to black. */
        readonly to?: LookRun;
      };
  /** Captions that are drawn over it; missing: none. */
  readonly captions?: SegmentCaptions;
}

export type SegmentStep = Step<'segment', SegmentRecipe>;

/**
 * A film as steps. A stage needs the plate that its recipe names, a segment the stages its looks name,
 * the join needs all.
 */
export interface ProductionPlan {
  /** Each clean panel once, or page where all of it is shown. */
  readonly plates: readonly PlateStep[];
  /** Each stage once, in the order of its first shot. */
  readonly stages: readonly StageStep[];
  /** In film order; the same step may stand twice where the film repeats itself. */
  readonly segments: readonly SegmentStep[];
  readonly rate: number;
  /** Frames of the film. */
  readonly frames: number;
}

/** What is known of a piece of art when its content was looked at. */
export interface KnownArt {
  readonly content: ContentHash;
  readonly kind: ArtKind;
}

/** What is not the film's and still decides what is made. */
export interface ProductionTools {
  readonly hash: Hasher;
  /** Program, version and options. */
  readonly encoder: string;
  readonly madeBy: MadeBy;
}

/** How many frames the last shot takes to go down to black. */
const FADE_OUT_SECONDS = 0.75;

/** The cut of a film, or of the shots of it that are wanted, from its first frame down to black. */
export function timelineOf(film: Film, only?: ReadonlySet<ShotId>): Timeline {
  const scenes = film.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.filter(({ id }) => only?.has(id) ?? true),
  }));
  return cutFilm({ ...film, scenes }, { fadeOut: Math.round(FADE_OUT_SECONDS * film.preset.rate) });
}

/** What of a film is planned. */
export interface ProductionWish {
  /** The shots that are wanted; all where it is missing. */
  readonly only?: ReadonlySet<ShotId> | undefined;
  /** Captions that are drawn into the picture, timed in what is wanted. */
  readonly captions?: readonly CaptionCue[] | undefined;
}

/**
 * Turns a film, or some shots of it, into steps, each keyed by what goes into it. What is seen of a shot
 * does not depend on which others are asked for: its neighbours are those it has in the whole film.
 *
 * @throws RangeError when a shot names art that is not in `known`: check the document first.
 */
export function planProduction(
  film: Film,
  known: ReadonlyMap<ArtId, KnownArt>,
  tools: ProductionTools,
  { only, captions = [] }: ProductionWish = {},
): ProductionPlan {
  const isWanted = ({ id }: Shot): boolean => only?.has(id) ?? true;
  const frame = frameSizeOf(film.preset);
  const stages = new Map<ContentHash, StageStep>();
  const plates = new Map<ContentHash, PlateStep>();
  const looks = new Map<ShotId, ShotLook>();
  const artById = new Map(film.art.map((art) => [art.id, art]));

  const shots = film.scenes.flatMap((scene) => scene.shots);
  shots.forEach((shot, index) => {
    if (!isWanted(shot)) return;
    const behind = shot.source.kind === 'card' ? pictureBeside(shots, index) : undefined;
    const plate = plateOf(shot, film, artById, known, tools);
    if (plate) plates.set(plate.key, plate);
    const stage = stageStep(shot, behind, plate?.key, frame, film, artById, known, tools);
    if (!stages.has(stage.key)) stages.set(stage.key, stage);
    looks.set(shot.id, {
      stage: stage.key,
      camera: shot.camera,
      framing: shot.framing,
      length: rescale(shot.length, film.preset.rate).value,
      ...lifeOf(shot, film),
      seed: stage.input.seed,
    });
  });

  const timeline = timelineOf(film, only);
  const pieces = segmentsOf(timeline);
  const set = {
    style: film.captions.style,
    rate: film.preset.rate,
    cast: film.cast.map(({ id }) => id),
    han: hanStyleOf(wordsOf(film)),
    looks: placedLooks(pieces, shots, looks),
  };
  const segments = pieces.map((segment): SegmentStep => {
    const shown = captionsIn(segment, captions, set);
    const input: SegmentRecipe = {
      madeBy: tools.madeBy.segment,
      preset: film.preset,
      frame,
      encoder: tools.encoder,
      count: segment.count,
      picture: pictureOf(segment, looks),
      ...(shown && { captions: shown }),
    };
    return { kind: 'segment', key: tools.hash(canonicalJson({ segment: input })), input };
  });

  return {
    plates: [...plates.values()],
    stages: [...stages.values()],
    segments,
    rate: film.preset.rate,
    frames: timeline.duration.value,
  };
}

/** Eyes and balloons are the stage's; when and how much is the look's. */
function lifeOf(shot: Shot, film: Film): Pick<ShotLook, 'life' | 'mouths' | 'reads' | 'pops'> {
  if (shot.source.kind === 'card') return {};
  const { eyes: _, ...life } = shot.life ?? { strength: film.life };
  const frameOf = (moment: Rational): number => rescale(moment, film.preset.rate).value;
  const reads = (shot.balloons ?? []).map(({ at, until }) => ({
    at: frameOf(at),
    ...(until && { until: frameOf(until) }),
  }));
  const mouths = (shot.mouths ?? []).map(({ shapes = [] }) => shapes);
  const isSpoken = mouths.some((shapes) => shapes.length > 0);
  const moving = { life, ...(isSpoken && { mouths }) };
  if (reads.length === 0) return moving;
  return { ...moving, reads, ...(popsIn(shot, film) && { pops: true }) };
}

function popsIn({ lettering }: Shot, film: Film): boolean {
  return (lettering ?? film.lettering) === 'pop';
}

/** What is lettered in what a shot shows; undefined where its art was not read. */
function letteringOf(
  shot: Shot,
  { crop }: ShotPicture,
  { balloons }: FilmArt,
  film: Film,
  isDrawn: boolean,
): StageLettering | undefined {
  if (!balloons) return undefined;
  const own = (shot.balloons ?? []).map(({ outline }) => outline);
  const near = balloons.filter(({ kind, box }) => {
    return isVoiced(kind) && (crop === undefined || areaOf(intersect(box, crop)) > 0);
  });
  const strange = near.map(({ outline }) => outline).filter((outline) => !own.includes(outline));
  const isThought = (outline: Polygon): boolean =>
    near.some((balloon) => balloon.kind === 'thought' && balloon.outline === outline);
  const thoughts = own.flatMap((outline, k) => (isThought(outline) ? [k] : []));
  const pointed = near.flatMap((balloon) => (crop && pointedHead(balloon, crop)) ?? []);
  return {
    ...{ own, strange, drawn: isDrawn, pops: own.length > 0 && popsIn(shot, film) },
    ...(thoughts.length > 0 && { thoughts }),
    ...(pointed.length > 0 && { pointed }),
  };
}

/** The keys of the stages a segment is painted from, each once, those its captions are laid by included. */
export function stagesOf(segment: SegmentStep): readonly ContentHash[] {
  const { picture, captions } = segment.input;
  const runs = picture.kind === 'body' ? [picture.of] : [picture.from, picture.to];
  const looks = [...runs.flatMap((run) => (run ? [run.look] : [])), ...(captions?.looks ?? [])];
  return [...new Set(looks.map(({ stage }) => stage))];
}

/** The picture that a card is set over: of the next shot that has one, else of the one before. */
export function pictureBeside(shots: readonly Shot[], index: number): ShotPicture | undefined {
  const near = [...shots.slice(index + 1), ...shots.slice(0, index).reverse()];
  for (const { source } of near) if (source.kind === 'picture') return source.picture;
  return undefined;
}

/** The clean plate of what a shot shows; undefined where its words stay, or where it has none to take off. */
function plateOf(
  { source, lettering }: Shot,
  film: Film,
  artById: ReadonlyMap<ArtId, FilmArt>,
  known: ReadonlyMap<ArtId, KnownArt>,
  { hash, madeBy }: ProductionTools,
): PlateStep | undefined {
  if (source.kind === 'card' || (lettering ?? film.lettering) === 'keep') return undefined;
  const art = artById.get(source.picture.art);
  const content = known.get(source.picture.art)?.content;
  if (!art || !content) return undefined;
  return plateStep(art, content, { hash, madeBy: madeBy.plate }, source.picture.crop);
}

function stageStep(
  shot: Shot,
  behind: ShotPicture | undefined,
  plate: ContentHash | undefined,
  frame: Size,
  film: Film,
  artById: ReadonlyMap<ArtId, FilmArt>,
  known: ReadonlyMap<ArtId, KnownArt>,
  { hash, madeBy }: ProductionTools,
): StageStep {
  const common = { madeBy: madeBy.stage, frame, flat: shot.depth === 'flat', seed: film.seed };
  const keyed = (input: StageRecipe, reference?: MediaReference): StageStep => ({
    kind: 'stage',
    key: hash(canonicalJson({ stage: input })),
    input,
    ...(reference && { reference }),
  });
  if (shot.source.kind === 'card') {
    const art = behind && artById.get(behind.art);
    const content = behind && known.get(behind.art)?.content;
    const { card } = shot.source;
    const han = hanStyleOf([card.title, card.subtitle ?? '']) && hanStyleOf(wordsOf(film));
    const under = content && { content, ...(behind.crop && { crop: behind.crop }) };
    return keyed(
      {
        ...common,
        source: { kind: 'card', card, ...(han && { han }), ...(under && { behind: under }) },
      },
      under && art?.reference,
    );
  }
  const eyes = shot.life?.eyes ?? [];
  const mouths =
    shot.mouths?.map(({ box, layers }) => ({ ...box, ...(layers && { layers }) })) ?? [];
  const { art: id, crop, outline } = shot.source.picture;
  const art = artById.get(id);
  const content = known.get(id);
  if (!art || !content) throw new RangeError(`Shot ${shot.id} shows ${id}, which is not known.`);
  const lettering = letteringOf(shot, shot.source.picture, art, film, plate === undefined);
  return keyed(
    {
      ...common,
      source: {
        kind: 'picture',
        content: content.content,
        ...(plate && { plate }),
        artKind: content.kind,
        ...(crop && { crop }),
        ...(outline && { outline }),
      },
      ...(eyes.length > 0 && { eyes }),
      ...(mouths.length > 0 && { mouths }),
      ...(lettering && { lettering }),
    },
    art.reference,
  );
}

function pictureOf(
  segment: Segment,
  looks: ReadonlyMap<ShotId, ShotLook>,
): SegmentRecipe['picture'] {
  const run = ({ shot, start }: { shot: ShotId; start: number }): LookRun => ({
    look: looks.get(shot)!,
    start,
  });
  if (segment.kind === 'body') return { kind: 'body', of: run(segment.of) };
  return {
    kind: 'transition',
    blend: segment.blend,
    ...(segment.from && { from: run(segment.from) }),
    ...(segment.to && { to: run(segment.to) }),
  };
}
