import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { type Rational, rational } from '../time/rational.ts';
import type { CameraPlan } from './camera-plan.ts';
import { type CameraPose, layerView, poseAt } from './camera-pose.ts';
import { CELL, type DisplayList, type DrawnLayer, type Grid } from './display-list.ts';
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
}

/** Coordinates are kept where 16.16 fixed point holds them. */
const FARTHEST = 32_000;
/** A raster is scaled up by no more than this, the painter does the rest ... */
const MOST_SCALE = 2;
/** ... nor to more pixels than this, nor to a longer side. */
const MOST_PIXELS = 16_000_000;
const LONGEST_SIDE = 12_000;

/**
 * What is where in one frame of a shot, farthest first.
 *
 * @param time from the shot's beginning; moments outside of it give its first or last frame.
 */
export function frameAt(shot: StagedShot, time: Rational): DisplayList {
  const { stage, plan, frame, length, seed } = shot;
  const pose = poseAt(plan, length, seed, time);
  const layers = stage.layers.map((layer, index): DrawnLayer => {
    const view = layerView(plan, pose, layer.depth, plan.give[index]);
    const bend = layer.role === 'plate' ? groundBend(shot, pose) : undefined;
    const grid = gridOf(frame, view, layer, shot.scales.get(layer.name) ?? 1, bend);
    return { picture: layer.name, grid, opacity: 1 };
  });
  return { size: frame, layers };
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

function gridOf(
  frame: Size,
  view: Box,
  { box }: StageLayer,
  scale: number,
  bend: ((y: number) => number) | undefined,
): Grid {
  const columns = Math.ceil(frame.width / CELL);
  const rows = Math.ceil(frame.height / CELL);
  const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
  // The raster as it was truly scaled, to whole pixels on each side.
  const scaleX = scaledSide(box.width, scale) / box.width;
  const scaleY = scaledSide(box.height, scale) / box.height;
  const stepX = (view.width / frame.width) * CELL;
  const stepY = (view.height / frame.height) * CELL;
  let at = 0;
  for (let row = 0; row <= rows; row++) {
    const y = view.y + row * stepY;
    const left = view.x - box.x + (bend ? bend(y) : 0);
    const fixedY = fixed((y - box.y) * scaleY);
    for (let column = 0; column <= columns; column++) {
      corners[at++] = fixed((left + column * stepX) * scaleX);
      corners[at++] = fixedY;
    }
  }
  return { columns, rows, corners };
}

function scaledSide(side: number, scale: number): number {
  return Math.max(1, Math.round(Math.max(1, Math.round(side)) * scale));
}

/** 16.16 fixed point. */
function fixed(value: number): number {
  return Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, value)) * 65536);
}
