import type { MouthShape } from '../board/mouth-pin.ts';
import { assertNever } from '../grammar/assert-never.ts';
import { type Box, centreOf } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Size } from '../space/size.ts';
import { type Rational, rational, toSeconds } from '../time/rational.ts';
import type { Air, AirCamera } from './air.ts';
import { airLayersAt } from './air-layers.ts';
import { airAt } from './air-particles.ts';
import { popAt } from './balloon-pop.ts';
import type { CameraPlan } from './camera-plan.ts';
import { type CameraPose, layerView, poseAt } from './camera-pose.ts';
import { CELL, type DisplayList, type DrawnLayer, type Grid } from './display-list.ts';
import { type LifePlan, lidAt } from './life-plan.ts';
import { type Bend, bendsAt } from './mover.ts';
import type { Stage, StageLayer } from './stage.ts';

/** A shot whose stage is built and whose camera is planned. */
export interface StagedShot {
  readonly stage: Stage;
  readonly plan: CameraPlan;
  readonly frame: Size;
  readonly length: Rational;
  readonly seed: number;
  /** For each layer the factor its raster was scaled by before the painter took it in. */
  readonly scales: ReadonlyMap<string, number>;
  /** What moves by itself and hangs in the air; missing: the camera alone moves. */
  readonly life?: LifePlan;
  /** When the stage's balloons are heard, in their order; one without a cue is there from the start. */
  readonly cues?: readonly Rational[];
  /** What each of the stage's mouths does, in their order; as the art has it where nothing is said. */
  readonly mouths?: readonly (readonly MouthShape[])[];
}

/** Coordinates are kept where 16.16 fixed point holds them. */
const FARTHEST = 32_000;
/** A raster is scaled up by no more than this, the painter does the rest ... */
const MOST_SCALE = 2;
/** ... nor to more pixels than this, nor to a longer side. */
const MOST_PIXELS = 16_000_000;
const LONGEST_SIDE = 12_000;

/**
 * What is where in one frame of a shot, farthest first. Pictures of the air (`airRasters`) are to be
 * loaded beside the stage's where the shot's life has an air.
 *
 * @param time from the shot's beginning; moments outside of it give its first or last frame.
 */
export function frameAt(shot: StagedShot, time: Rational): DisplayList {
  const { stage, plan, frame, length, seed, life } = shot;
  const pose = poseAt(plan, length, seed, time);
  const seconds = Math.max(0, Math.min(toSeconds(length), toSeconds(time)));
  const layers: DrawnLayer[] = [];
  const air = life?.air && airOf(life.air, shot, pose, seconds);
  // How many layers lie beneath what is behind the figures, between them and before them.
  const beneath = { behind: 0, between: 0, before: 0 };
  const figures = stage.layers.filter(({ role }) => role === 'cut-out').length;
  let passed = 0;
  const airOver = (where: keyof typeof beneath): void => {
    for (const layer of air?.layers ?? []) if (layer.where === where) layers.push(layer);
    beneath[where] = layers.length;
  };
  let cue = 0;
  let isOpen = false;
  stage.layers.forEach((layer, index) => {
    if ((layer.role === 'balloon' || layer.role === 'mount') && !isOpen) {
      isOpen = true;
      airOver('before');
    }
    const seen = seenAt(shot, index, time, layer.role === 'balloon' ? cue++ : 0);
    if (seen) {
      const view = layerView(plan, pose, layer.depth, plan.give[bearerOf(shot, index)]);
      const isGround = layer.role === 'plate' || layer.role === 'mount';
      const ground = isGround ? groundBend(shot, pose) : undefined;
      const bends = life ? bendsAt(life.movers[bearerOf(shot, index)] ?? [], seconds) : [];
      const grid = gridOf(frame, view, layer, shot.scales.get(layer.name) ?? 1, {
        ground,
        bends,
        drawn: seen.drawn,
      });
      layers.push({ picture: layer.name, grid, opacity: seen.opacity });
    }
    if (index === 0) {
      airOver('behind');
      beneath.between = layers.length;
    }
    if (layer.role === 'cut-out' && ++passed === Math.ceil(figures / 2) && figures > 1)
      beneath.between = layers.length;
  });
  if (!isOpen) airOver('before');
  const particles = air?.particles.flatMap(({ where, ...drawn }) =>
    drawn.particles.length > 0 ? [{ ...drawn, over: beneath[where] }] : [],
  );
  return { size: frame, layers, ...(particles && particles.length > 0 && { particles }) };
}

/** The layer that a layer moves with: its own, or for a lid or a mouth that of its face. */
function bearerOf({ stage }: StagedShot, index: number): number {
  const { rides } = stage.layers[index]!;
  if (rides === undefined) return index;
  return Math.max(
    0,
    stage.layers.findIndex(({ name }) => name === rides),
  );
}

/** How a layer is drawn out of its place: it is `width` by `height` of its size, seen from `from`. */
interface Drawn {
  readonly from: Point;
  readonly width: number;
  readonly height: number;
}

/** Whether and how a layer is seen in a frame; undefined where it is not. */
function seenAt(
  { stage, life, cues, mouths }: StagedShot,
  index: number,
  time: Rational,
  balloon: number,
): { readonly opacity: number; readonly drawn?: Drawn } | undefined {
  const { role, box, anchor, says, stays } = stage.layers[index]!;
  switch (role) {
    case 'plate':
    case 'cut-out':
    case 'mount':
      return { opacity: 1 };
    case 'balloon': {
      const cue = stays ? undefined : cues?.[balloon];
      const pop = cue ? popAt(cue, time) : { size: 1, opacity: 1 };
      if (!pop) return undefined;
      if (pop.size === 1) return { opacity: pop.opacity };
      const from = anchor ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      return { opacity: pop.opacity, drawn: { from, width: pop.size, height: pop.size } };
    }
    case 'lid': {
      const seed = life?.lids[index];
      const down = seed === undefined ? 0 : lidAt(seed, time);
      if (down === 0) return undefined;
      if (down === 1) return { opacity: 1 };
      return { opacity: 1, drawn: { from: { x: box.x, y: box.y }, width: 1, height: down } };
    }
    case 'mouth': {
      const shapes = (says && mouths?.[says.pin]) ?? [];
      const held = shapes.findLast(({ from }) => from <= Math.round(time.value));
      // Drawings may have one for rest, where the art shows another.
      return (held?.mouth ?? 'rest') === says?.mouth ? { opacity: 1 } : undefined;
    }
    default:
      return assertNever(role);
  }
}

/** What hangs in the air as the camera of a pose sees it. */
function airOf(air: Air, { plan, frame, stage }: StagedShot, pose: CameraPose, seconds: number) {
  const { view } = pose;
  const widest = Math.max(plan.from.width, plan.to.width, ...plan.stops.map(({ width }) => width));
  const start = centreOf(plan.from);
  const now = centreOf(view);
  const camera: AirCamera = {
    x: (now.x - start.x) / view.width,
    y: (now.y - start.y) / view.width,
    zoom: Math.max(1, widest / view.width),
    focus: {
      x: (air.focus.x * stage.size.width - view.x) / view.width,
      y: (air.focus.y * stage.size.height - view.y) / view.height,
    },
  };
  return {
    layers: airLayersAt(air, frame, camera, seconds),
    particles: airAt(air, frame, camera, seconds),
  };
}

/**
 * The factor for each layer's raster by which the closest view of the shot reads it pixel for pixel.
 * A raster of `w` pixels is to become `max(1, round(w * factor))` wide, and its height likewise.
 */
export function prescaleOf(shot: Omit<StagedShot, 'scales'>): ReadonlyMap<string, number> {
  const { stage, plan, frame, length, seed } = shot;
  const closest = new Map<string, number>();
  const looks = Math.min(64, length.value);
  for (let k = 0; k < looks; k++) {
    const at = Math.round(((length.value - 1) * k) / Math.max(1, looks - 1));
    const pose = poseAt(plan, length, seed, rational(at, length.rate));
    stage.layers.forEach((layer, index) => {
      const { width } = layerView(plan, pose, layer.depth, plan.give[index]);
      closest.set(layer.name, Math.min(width, closest.get(layer.name) ?? width));
    });
  }
  return new Map(
    stage.layers.map(({ name, box }) => {
      const needed = frame.width / closest.get(name)!;
      const holds = Math.min(
        Math.sqrt(MOST_PIXELS / (box.width * box.height)),
        LONGEST_SIDE / Math.max(box.width, box.height),
      );
      const factor = Math.min(needed, MOST_SCALE, holds);
      // A hair's breadth from one to one is not worth the loss of resampling.
      return [name, factor > 0.98 && factor < 1.02 ? 1 : factor];
    }),
  );
}

/** How far the plate's view is displaced at a height of the picture: the ground comes towards us. */
function groundBend(
  { stage, plan }: StagedShot,
  pose: CameraPose,
): ((y: number) => number) | undefined {
  const reach = pose.shift.x * plan.ground;
  if (reach === 0) return undefined;
  const horizon = stage.size.height * 0.5;
  return (y) => {
    const t = Math.max(0, Math.min(1, (y - horizon) / (stage.size.height - horizon)));
    return reach * t * t * (3 - 2 * t);
  };
}

/** What edits the grid of a layer beside the camera. */
interface GridEdits {
  readonly ground: ((y: number) => number) | undefined;
  readonly bends: readonly Bend[];
  readonly drawn: Drawn | undefined;
}

function gridOf(
  frame: Size,
  view: Box,
  { box }: StageLayer,
  scale: number,
  { ground, bends, drawn }: GridEdits,
): Grid {
  const columns = Math.ceil(frame.width / CELL);
  const rows = Math.ceil(frame.height / CELL);
  const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
  // The raster as it was truly scaled, to whole pixels on each side.
  const scaleX = scaledSide(box.width, scale) / box.width;
  const scaleY = scaledSide(box.height, scale) / box.height;
  const stepX = (view.width / frame.width) * CELL;
  const stepY = (view.height / frame.height) * CELL;
  const isBent = bends.length > 0;
  let at = 0;
  for (let row = 0; row <= rows; row++) {
    const y = view.y + row * stepY;
    const left = view.x + (ground ? ground(y) : 0);
    // Beyond the layer there is nothing that could be seen to move.
    const near = isBent && y > box.y - 2 * stepY && y < box.y + box.height + 2 * stepY;
    const fixedY = fixed((unpulled(y, drawn?.from.y, drawn?.height) - box.y) * scaleY);
    for (let column = 0; column <= columns; column++) {
      const x = left + column * stepX;
      if (near && x > box.x - 2 * stepX && x < box.x + box.width + 2 * stepX) {
        gone.x = 0;
        gone.y = 0;
        for (const bend of bends) bend.add(x, y, gone);
        corners[at++] = fixed((unpulled(x - gone.x, drawn?.from.x, drawn?.width) - box.x) * scaleX);
        corners[at++] = fixed(
          (unpulled(y - gone.y, drawn?.from.y, drawn?.height) - box.y) * scaleY,
        );
      } else {
        corners[at++] = fixed((unpulled(x, drawn?.from.x, drawn?.width) - box.x) * scaleX);
        corners[at++] = fixedY;
      }
    }
  }
  return { columns, rows, corners };
}

/** Reused for every corner: frames are many. */
const gone = { x: 0, y: 0 };

/** Where what is seen at a place was before it was pulled to `size` of its size from a point. */
function unpulled(place: number, from: number | undefined, size: number | undefined): number {
  return from === undefined || size === undefined ? place : from + (place - from) / size;
}

function scaledSide(side: number, scale: number): number {
  return Math.max(1, Math.round(Math.max(1, Math.round(side)) * scale));
}

/** 16.16 fixed point. */
function fixed(value: number): number {
  return Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, value)) * 65536);
}
