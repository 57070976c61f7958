import type { Balloon } from '../comic/balloon.ts';
import type { Page } from '../comic/page.ts';
import { type Id, id } from '../grammar/id.ts';
import type { Art, ArtKind } from '../media/art.ts';
import type { ShotTone } from '../media/shot-tone.ts';
import { areaOf, type Box, boxOf, intersect } from '../space/box.ts';
import { aspectOf, type Size } from '../space/size.ts';
import { moodOf } from '../story/mood.ts';
import { type FrameRate, fromSeconds, rational } from '../time/rational.ts';
import { type MoveChoice, openMoveChooser } from './choose-move.ts';
import { LIFE_DEFAULT } from './life.ts';
import { edgesOf, secondsForLines } from './line-times.ts';
import type { MouthPin } from './mouth-pin.ts';
import { proposeWeather } from './propose-weather.ts';
import type { Scene } from './scene.ts';
import type { Framing, Shot, ShotPicture } from './shot.ts';
import { balloonsShown, effectsFrom, linesFrom } from './shot-words.ts';
import { hasSmallWords } from './small-words.ts';
import type { Transition } from './transition.ts';

/** One picture to propose shots for. */
export interface ArtToBoard {
  readonly art: Art;
  readonly kind: ArtKind;
  /** Where the art was read as a page: its panels in reading order. */
  readonly page?: Page;
  /** Figures of each panel where they were looked for, pixels of the art, in the order of panels. */
  readonly figures?: readonly (readonly Box[])[];
  /** What is lettered in it, in reading order, where it was read. */
  readonly balloons?: readonly Balloon[];
  /** Mouths that were found in it. */
  readonly mouths?: readonly MouthPin[];
  /** The colours of each panel, in the order of panels; of the whole picture where it has none. */
  readonly tones?: readonly ShotTone[];
}

/** What a storyboard is proposed from. */
export interface BoardInput {
  readonly art: readonly ArtToBoard[];
  readonly rate: FrameRate;
  /** Asks for a title card at the start and an end card. */
  readonly title?: string;
  /** Aspect of the film, width over height; 16:9 where it is missing. */
  readonly aspect?: number;
  /** Strength of what moves by itself; as usual where it is missing. */
  readonly life?: number;
}

/** A panel that takes this much of its page is a splash. */
const SPLASH = 0.5;
const CARD_SECONDS = 3.5;

/** A shot in which something is said lasts this long at least, whatever is said. */
const LEAST_SPOKEN = 2.2;

/**
 * Proposes a storyboard: a scene for each page or picture, a shot for each panel, with framing, a
 * camera move, what is said in it, a length from that or from the panel's weight on its page, and how it
 * begins. The same art gives the same board, and chance has no part in it: variety comes from the hash
 * of the art.
 */
export function proposeScenes(input: BoardInput): readonly Scene[] {
  const chooser = openMoveChooser();
  const aspect = input.aspect ?? 16 / 9;
  const scenes: Scene[] = [];
  const groups = groupsOf(input.art);
  const total = input.art.reduce((sum, { page }) => sum + Math.max(1, page?.panels.length ?? 0), 0);
  let count = 0;
  for (const [at, group] of groups.entries()) {
    const shots: Shot[] = [];
    for (const toBoard of group.members) {
      for (const [k, view] of viewsOf(toBoard).entries()) {
        count++;
        const shape = aspectOf(view.box) / aspect;
        const isFirst = count === 1;
        const isLast = count === total;
        const name = `shot-${String(count).padStart(3, '0')}`;
        const words = wordsOf(toBoard, view.picture, name, k);
        const choice = chooser.choose({
          key: `${toBoard.art.hash}:${k}`,
          shape,
          splash: view.splash,
          framing: view.framing,
          isFirst,
          isLast,
          upright: toBoard.kind === 'cut-out',
          leftwards: toBoard.page?.direction === 'rtl',
          smallWords: hasSmallWords(words.shown, view.box, aspect),
          said: words.lines.length > 0,
        });
        const spoken = words.lines.length > 0;
        const seconds = secondsOf(view, choice, isFirst || isLast, spoken);
        shots.push({
          id: id<'shot'>(name),
          source: { kind: 'picture', picture: view.picture },
          framing: choice.framing,
          camera: choice.camera,
          length: fromSeconds(seconds, input.rate),
          lines: words.lines,
          ...(words.effects.length > 0 ? { effects: words.effects } : {}),
          ...mouthsIn(toBoard, view.picture),
          cast: [],
          engine: 'auto',
          depth: 'auto',
          ...(words.weather
            ? { life: { strength: input.life ?? LIFE_DEFAULT.strength, weather: words.weather } }
            : {}),
          transition: beginning({
            first: count === 1 && input.title === undefined,
            sceneStart: k === 0 && shots.length === 0,
            paged: toBoard.page !== undefined,
            scene: at,
            rate: input.rate,
          }),
        });
      }
    }
    const mood = moodOf({
      texts: shots.flatMap(({ lines }) => lines.map(({ text }) => text)),
      tones: group.members.flatMap(({ tones }) => tones ?? []),
    });
    scenes.push({
      id: id<'scene'>(`scene-${scenes.length + 1}`),
      title: group.title,
      ...(mood ? { mood } : {}),
      shots,
    });
  }
  const { title, rate } = input;
  return withRoomForLines(title === undefined ? scenes : withCards(scenes, title, rate), rate);
}

/** What is lettered in a shot: said, heard, and what it tells of the weather. */
function wordsOf(
  { balloons = [], page, tones }: ArtToBoard,
  picture: ShotPicture,
  shotId: string,
  view: number,
) {
  const shown = balloonsShown(picture, balloons, page?.panels ?? []);
  const lines = linesFrom(shown, shotId);
  const effects = effectsFrom(shown);
  const textsOf = (told: boolean) =>
    lines.flatMap(({ delivery, text }) => ((delivery === 'narration') === told ? [text] : []));
  const tone = tones?.[view];
  const weather = proposeWeather({
    effects,
    told: textsOf(true),
    said: textsOf(false),
    ...(tone ? { tone } : {}),
  });
  return { shown, lines, effects, weather };
}

/** The mouths that are seen in a shot; nothing where there are none. */
function mouthsIn({ mouths = [] }: ArtToBoard, { crop }: ShotPicture): Pick<Shot, 'mouths'> {
  const seen = mouths.filter(
    ({ box }) => !crop || areaOf(intersect(box, crop)) > 0.5 * areaOf(box),
  );
  return seen.length > 0 ? { mouths: seen } : {};
}

/** Lengthens shots until what is said in them can be read beside the blends at both ends. */
function withRoomForLines(scenes: readonly Scene[], rate: FrameRate): readonly Scene[] {
  const all = scenes.flatMap(({ shots }) => shots);
  let at = 0;
  return scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot) => {
      const next = all[++at];
      if (shot.lines.length === 0) return shot;
      const { before, after } = edgesOf(shot, next);
      const needed = before + Math.ceil(secondsForLines(shot.lines, shot.camera) * rate) + after;
      return { ...shot, length: rational(Math.max(shot.length.value, needed), rate) };
    }),
  }));
}

interface View {
  readonly picture: ShotPicture;
  readonly box: Size;
  readonly framing: Framing;
  readonly splash: boolean;
  /** Area against the mean panel of its page; 1 for a whole picture. */
  readonly weight: number;
}

/** What of one picture becomes shots: its panels, or all of it. */
function viewsOf({ art, kind, page, figures }: ArtToBoard): readonly View[] {
  const panels = page?.panels ?? [];
  if (panels.length === 0) {
    const whole: View = {
      picture: { art: art.id },
      box: art.size,
      framing: kind === 'cut-out' ? 'medium' : 'wide',
      splash: kind !== 'cut-out',
      weight: 1,
    };
    return [whole];
  }
  const size = page?.size ?? art.size;
  const pageArea = size.width * size.height;
  const mean = panels.reduce((sum, { box }) => sum + areaOf(box), 0) / panels.length;
  return panels.map((panel, k): View => {
    const share = areaOf(panel.box) / pageArea;
    // On a strip a panel as large as a screen is nothing out of the ordinary.
    const splash = kind !== 'strip' && share >= SPLASH;
    return {
      picture: { art: art.id, panel: k + 1, crop: panel.box, outline: panel.polygon },
      box: panel.box,
      framing: framingOf(panel.box, size, figures?.[k]),
      splash,
      weight: areaOf(panel.box) / mean,
    };
  });
}

/** From how large the largest figure is in the panel, else from the panel's share of the page's width. */
function framingOf(panel: Box, page: Size, figures: readonly Box[] | undefined): Framing {
  const largest = Math.max(0, ...(figures ?? []).map((figure) => figure.height / panel.height));
  if (largest > 0) {
    if (largest > 0.95) return 'close-up';
    return largest > 0.55 ? 'medium' : 'wide';
  }
  const wide = panel.width / page.width;
  if (wide > 0.8) return panel.width > panel.height ? 'wide' : 'medium';
  return wide < 0.36 && panel.height < panel.width * 1.5 ? 'close-up' : 'medium';
}

/**
 * Silent shots take 2 to 4 seconds by their weight, a splash 4 to 6; long travels take their time. Where
 * something is said it is that which decides, and this only sees to it that the picture is seen too.
 */
function secondsOf(view: View, choice: MoveChoice, outermost: boolean, spoken: boolean): number {
  const silent = 2.8 * Math.max(0.4, view.weight) ** 0.45;
  const least = spoken ? LEAST_SPOKEN : Math.max(2.2, Math.min(4, silent));
  const usual = view.splash ? 5 : least;
  const travel = Math.min(6, 2.4 + 1.3 * (choice.length - 1));
  const seconds = Math.max(usual, choice.length > 1.25 ? travel : 0);
  return Math.round((outermost ? Math.max(seconds, 3.6) : seconds) * 10) / 10;
}

interface Beginning {
  readonly first: boolean;
  readonly sceneStart: boolean;
  readonly paged: boolean;
  readonly scene: number;
  readonly rate: FrameRate;
}

/** The film comes up from black; a page is turned now and then; pictures of a series melt; else a cut. */
function beginning({ first, sceneStart, paged, scene, rate }: Beginning): Transition {
  const frames = (seconds: number): number => Math.round(seconds * rate);
  if (first || (sceneStart && scene === 0)) return { kind: 'fade-black', frames: frames(0.5) };
  if (!sceneStart) return { kind: 'cut' };
  if (!paged) return { kind: 'crossfade', frames: frames(0.5) };
  // Every page turned would be a mannerism.
  return scene % 3 === 2 ? { kind: 'page-turn', frames: frames(0.8) } : { kind: 'cut' };
}

interface Group {
  readonly title: string;
  readonly members: readonly ArtToBoard[];
}

/** A page or strip is a scene; pictures that follow one another in one folder are one scene. */
function groupsOf(art: readonly ArtToBoard[]): readonly Group[] {
  const groups: { title: string; folder: string | undefined; members: ArtToBoard[] }[] = [];
  let page = 0;
  for (const toBoard of art) {
    const { file } = toBoard.art.reference;
    const paged = toBoard.kind === 'page' || toBoard.kind === 'strip';
    const folder = paged ? undefined : file.slice(0, file.lastIndexOf('/') + 1);
    const last = groups.at(-1);
    if (folder !== undefined && last?.folder === folder && last.members.length < 8) {
      last.members.push(toBoard);
      continue;
    }
    if (toBoard.kind === 'page') page++;
    const title = toBoard.kind === 'page' ? `Page ${page}` : nameOf(toBoard.art);
    groups.push({ title, folder, members: [toBoard] });
  }
  return groups;
}

/** `art/02_the-old-mill.png` is "The old mill". */
function nameOf({ reference }: Art): string {
  const base = reference.file.split('/').at(-1) ?? '';
  const stem = base.replace(/\.[^.]+$/, '');
  const words = stem
    .replace(/[_-]+/g, ' ')
    .replace(/^\s*\d+\s+(?=\D)/, '')
    .trim();
  const text = words === '' ? stem : words;
  const part = reference.part !== undefined ? ` ${reference.part.split('/').at(-1)}` : '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${part}`;
}

function withCards(scenes: readonly Scene[], title: string, rate: FrameRate): readonly Scene[] {
  const card = (name: Id<'shot'>, text: string, seconds: number): Shot => ({
    id: name,
    source: { kind: 'card', card: { title: text } },
    framing: 'wide',
    camera: { move: 'static' },
    length: fromSeconds(seconds, rate),
    lines: [],
    cast: [],
    engine: 'auto',
    depth: 'flat',
    transition: { kind: 'fade-black', frames: Math.round(rate / 2) },
  });
  const opening: Scene = {
    id: id<'scene'>('title'),
    title: 'Title',
    shots: [card(id<'shot'>('title-card'), title, CARD_SECONDS)],
  };
  const closing: Scene = {
    id: id<'scene'>('end'),
    title: 'End',
    shots: [card(id<'shot'>('end-card'), 'The End', CARD_SECONDS)],
  };
  return [opening, ...scenes, closing];
}

/** The part of a picture that a shot shows, pixels of the art. */
export function shownBox(picture: ShotPicture, size: Size): Box {
  return picture.crop ?? boxOf(size);
}
