import type { CameraMove } from '../board/camera-move.ts';
import type { Framing } from '../board/shot.ts';
import { assertNever } from '../grammar/assert-never.ts';
import { type Box, centreOf, intersect } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Size } from '../space/size.ts';
import { type Rational, toSeconds } from '../time/rational.ts';
import type { CameraPlan } from './camera-plan.ts';
import { heroView, holdFirst, type ViewRoom, viewRoomOf } from './hero-view.ts';
import { givesOf } from './layer-give.ts';
import type { Stage } from './stage.ts';
import { tourOf } from './tour.ts';
import { travelViews } from './travel-views.ts';
import { fitInside, grown, holding, viewAround, viewAt } from './view.ts';

export type { CameraPlan } from './camera-plan.ts';

/** What a camera is planned for. */
export interface CameraBrief {
  readonly move: CameraMove;
  readonly framing: Framing;
  readonly stage: Stage;
  readonly frame: Size;
  readonly length: Rational;
  /** Of the shot: a held camera wanders by it. 0 where it is missing. */
  readonly seed?: number;
}

/** Movement of the nearest layer against the plate, as a share of the view's width. */
const PARALLAX = 0.03;

/**
 * Works a written camera move out for a stage: gentle, eased, inside the plate, with what the stage
 * keeps in frame. Views that are written are taken as they are, brought to the frame's aspect.
 */
export function planCamera(brief: CameraBrief): CameraPlan {
  const { move, stage, length, seed = 0 } = brief;
  const planned = withoutGive(brief);
  const written = move.move === 'guided' ? planned : withWrittenViews(planned, move);
  return { ...written, give: givesOf(written, stage, length, seed) };
}

function withoutGive({ move, framing, stage, frame, length }: CameraBrief): CameraPlan {
  const room = viewRoomOf(stage, frame);
  const hero = heroView(room, framing);
  const strength = move.strength ?? 1;
  const seconds = toSeconds(length);
  const cutOuts = stage.layers.filter((layer) => layer.role === 'cut-out');
  const still: CameraPlan = {
    move: move.move,
    from: hero,
    to: hero,
    stops: [],
    shift: { x: 0, y: 0 },
    growth: 0,
    sway: 0,
    steadyDepth: 0,
    ground: 0,
    bounds: room.plate,
    give: [],
  };
  if (strength <= 0 && move.move !== 'guided') return still;
  const ground = (cutOuts.length > 0 ? 0.3 : 0.2) * Math.min(1, strength);

  switch (move.move) {
    case 'static':
      return still;
    case 'push-in':
    case 'pull-out': {
      // 6.5 % in five seconds, and never a move too small to be meant.
      const amount = Math.min(0.4, strength * Math.max(0.03, Math.min(0.085, 0.013 * seconds)));
      const close = closer(hero, 1 - amount, room);
      const growth = amount * 0.4;
      return move.move === 'push-in'
        ? { ...still, to: close, growth }
        : { ...still, from: close, growth };
    }
    case 'pan':
    case 'tilt': {
      const axis = move.move === 'pan' ? 'x' : 'y';
      const { from, to } = travelViews(room, hero, axis, seconds, strength, move.towards);
      // A turn of the head shows little parallax; a trace of it keeps the layers alive.
      const shift = (to[axis] - from[axis]) * 0.05;
      return { ...still, from, to, shift: axis === 'x' ? { x: shift, y: 0 } : { x: 0, y: shift } };
    }
    case 'truck': {
      const way = Math.min(0.3, strength * Math.max(0.05, Math.min(0.09, 0.02 * seconds)));
      const dir = directionOf(move);
      const { from, to } = sideways(hero, way, dir, room);
      const shift = PARALLAX * strength * hero.width;
      return { ...still, from, to, ground, shift: { x: dir.x * shift, y: dir.y * shift } };
    }
    case 'orbit': {
      // The pivot stands still: what is behind it goes one way, what is before it the other.
      const pivot = cutOuts.length > 0 ? 0.5 : 0.25;
      const shift = PARALLAX * 1.2 * strength;
      const dir = directionOf(move);
      const { from, to } = sideways(hero, shift * pivot, { x: -dir.x, y: -dir.y }, room);
      const reach = shift * hero.width;
      return { ...still, from, to, ground, shift: { x: dir.x * reach, y: dir.y * reach } };
    }
    case 'handheld': {
      const sway = Math.min(0.03, 0.007 * strength);
      const view = closer(hero, 1 - 2.6 * sway, room);
      const bounds = intersect(room.plate, grown(view, sway * view.width * 1.6));
      return { ...still, from: view, to: view, sway, bounds };
    }
    case 'dolly-zoom': {
      const amount = Math.min(0.35, strength * Math.max(0.07, Math.min(0.14, 0.03 * seconds)));
      const close = closer(hero, 1 - amount, room);
      if (cutOuts.length === 0) return { ...still, to: close };
      const steadyDepth = Math.max(0.2, Math.min(...cutOuts.map((layer) => layer.depth)));
      return { ...still, from: close, steadyDepth };
    }
    case 'guided': {
      const stops = tourOf(room, hero, move, seconds);
      return { ...still, from: stops[0]!, to: stops.at(-1)!, stops };
    }
    default:
      return assertNever(move.move);
  }
}

function withWrittenViews(plan: CameraPlan, move: CameraMove): CameraPlan {
  const aspect = plan.from.width / plan.from.height;
  const written = (box: Box): Box => fitInside(viewAround(box, aspect), plan.bounds);
  const from = move.from ? written(move.from) : undefined;
  const to = move.to ? written(move.to) : undefined;
  if (!from && !to) return plan;
  // With one end written the other keeps its part of the move: as much closer, as far along.
  const factor = plan.to.width / plan.from.width;
  const step = {
    x: (plan.to.x - plan.from.x) / plan.from.width,
    y: (plan.to.y - plan.from.y) / plan.from.width,
  };
  const onwards = (view: Box, sign: 1 | -1): Box => {
    const scaled = viewAt(centreOf(view), view.width * factor ** sign, aspect);
    if (factor !== 1) return fitInside(scaled, plan.bounds);
    const x = view.x + sign * step.x * view.width;
    const y = view.y + sign * step.y * view.width;
    return fitInside({ ...scaled, x, y }, plan.bounds);
  };
  return { ...plan, from: from ?? onwards(to!, -1), to: to ?? onwards(from!, 1) };
}

/** A closer view inside a view: what is kept comes nearer to its place in it, and stays whole. */
function closer(view: Box, factor: number, room: ViewRoom): Box {
  const aspect = view.width / view.height;
  const width = view.width * factor;
  const middle = centreOf(view);
  const aim = room.keep[0] ? centreOf(room.keep[0]) : middle;
  // Half of the way that lies open: a push towards someone, not a jump onto them.
  const target = {
    x: middle.x + (aim.x - middle.x) * 0.5,
    y: middle.y + (aim.y - middle.y) * 0.5,
  };
  const aimed = fitInside(viewAt(target, width, aspect), view);
  return room.keep[0] ? fitInside(holding(aimed, room.keep[0]), view) : aimed;
}

/** Two views of one size side by side inside a view, `way` of its width apart. */
function sideways(
  view: Box,
  way: number,
  dir: Point,
  room: ViewRoom,
): { readonly from: Box; readonly to: Box } {
  const inner = closer(view, 1 - way, room);
  const reach = (way * view.width) / 2;
  const at = (sign: number): Box => {
    const moved = {
      ...inner,
      x: inner.x + sign * dir.x * reach,
      y: inner.y + sign * dir.y * reach,
    };
    return holdFirst(fitInside(moved, room.plate), room);
  };
  return { from: at(-1), to: at(1) };
}

function directionOf({ towards = 'right' }: CameraMove): Point {
  switch (towards) {
    case 'left':
      return { x: -1, y: 0 };
    case 'right':
      return { x: 1, y: 0 };
    case 'up':
      return { x: 0, y: -1 };
    case 'down':
      return { x: 0, y: 1 };
    default:
      return assertNever(towards);
  }
}
