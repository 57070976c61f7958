import type { CameraMove } from '../board/camera-move.ts';
import type { Framing } from '../board/shot.ts';
import { assertNever } from '../grammar/assert-never.ts';
import { type Box, centreOf, intersect } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Size } from '../space/size.ts';
import { type Rational, toSeconds } from '../time/rational.ts';
import type { CameraPlan } from './camera-plan.ts';
import { closer, closing, sideways } from './held-views.ts';
import { heroView } from './hero-view.ts';
import { givesOf } from './layer-give.ts';
import { readingTour } from './reading-tour.ts';
import type { Stage } from './stage.ts';
import { tourOf } from './tour.ts';
import { travelViews } from './travel-views.ts';
import { fitInside, grown, viewAround, viewAt } from './view.ts';
import { type ReadingTime, type ViewRoom, viewRoomOf } from './view-room.ts';

export type { CameraPlan } from './camera-plan.ts';
export type { ReadingTime } from './view-room.ts';

/** What a camera is planned for. */
export interface CameraBrief {
  readonly move: CameraMove;
  readonly framing: Framing;
  readonly stage: Stage;
  readonly frame: Size;
  readonly length: Rational;
  /** When each of the stage's balloons (`lettering`) is read; missing where nothing tells. */
  readonly reads?: readonly ReadingTime[];
  /** Of the shot: a held camera wanders by it. 0 where it is missing. */
  readonly seed?: number;
}

/** Movement of the nearest layer against the plate, as a share of the view's width. */
const PARALLAX = 0.03;
/** Seconds of rest at both ends of a travel at least. */
const REST = 0.3;
/** A travel of less than this, in seconds, is a jump. */
const LEAST_TRAVEL = 1.2;

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

function withoutGive({ move, framing, stage, frame, length, reads }: CameraBrief): CameraPlan {
  const room = viewRoomOf(stage, frame, reads);
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
      const { wide, close } = closing(hero, amount, room);
      const growth = amount * 0.4;
      return move.move === 'push-in'
        ? { ...still, from: wide, to: close, growth }
        : { ...still, from: close, to: wide, growth };
    }
    case 'pan':
    case 'tilt': {
      return { ...still, ...travelOf(move, room, hero, seconds, strength) };
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
      const against = { x: 0 - dir.x, y: 0 - dir.y };
      const { from, to } = sideways(hero, shift * pivot, against, room);
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
      const { wide, close } = closing(hero, amount, room);
      if (cutOuts.length === 0) return { ...still, from: wide, to: close };
      const steadyDepth = Math.max(0.2, Math.min(...cutOuts.map((layer) => layer.depth)));
      return { ...still, from: close, to: wide, steadyDepth };
    }
    case 'guided': {
      const tour = tourOf(room, hero, move, seconds);
      return { ...still, from: tour.stops[0]!, to: tour.stops.at(-1)!, ...tour };
    }
    default:
      return assertNever(move.move);
  }
}

/** The views of a pan or tilt, with what else of a plan goes with them. */
function travelOf(
  move: CameraMove,
  room: ViewRoom,
  hero: Box,
  seconds: number,
  strength: number,
): Partial<CameraPlan> {
  const axis = move.move === 'pan' ? 'x' : 'y';
  const travel = travelViews(room, hero, axis, seconds, strength, move.towards);
  if (!travel) {
    // No room for a travel: the picture is crossed by a tenth of its width.
    const isBack = move.towards === 'left' || move.towards === 'up';
    const along = isBack ? -1 : 1;
    const dir = axis === 'x' ? { x: along, y: 0 } : { x: 0, y: along };
    const { from, to } = sideways(hero, 0.09 * Math.min(3, strength), dir, room);
    return { from, to, shift: turned(from, to) };
  }
  const isWritten = move.from !== undefined || move.to !== undefined;
  if (room.spans.some((span) => span) && !isWritten) {
    const tour = readingTour(room, hero, axis, seconds);
    // What two ends cannot show in time is travelled from stop to stop.
    if (tour && tour.cost < travel.cost) {
      const { stops, times } = tour;
      return { from: stops[0]!, to: stops.at(-1)!, stops, ...(times && { times }) };
    }
  }
  const { from, to, leaves, arrives } = travel;
  const begins = Math.max(leaves, REST);
  const ends = Math.min(arrives, seconds - REST);
  // Where what is read leaves no time for the way, the whole shot is taken for it.
  const isHeld = (leaves > 0 || arrives < seconds) && ends - begins >= LEAST_TRAVEL;
  const times = [
    { arrives: 0, leaves: begins },
    { arrives: ends, leaves: seconds },
  ];
  return { from, to, shift: turned(from, to), ...(isHeld && !isWritten && { times }) };
}

/** A turn of the head shows little parallax; a trace of it keeps the layers alive. */
function turned(from: Box, to: Box): Point {
  return { x: (to.x - from.x) * 0.05, y: (to.y - from.y) * 0.05 };
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
