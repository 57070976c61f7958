import type { Blend } from '@inkreel/film/board/transition.ts';
import { assertNever } from '@inkreel/film/grammar/assert-never.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { type Kernel, weightOf } from './kernel.ts';

/** Addresses of three frames in the kernel's memory, each with 16 bytes to spare, and of `2 * width` bytes. */
export interface BlendRoom {
  readonly from: number;
  readonly to: number;
  readonly out: number;
  readonly weights: number;
}

/** Width of a wipe's soft edge, of the frame's width. */
const SOFT_EDGE = 0.03;
const BLACK = 16;
const GREY = 128;
/** The back of a page: warm, a little darker than white. */
const PAPER = { y: 219, u: 121, v: 132 };

interface FramePlane {
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** Luma pixels from sample to sample. */
  readonly step: number;
}

/** Mixes `from` and `to` into `out` for a progress strictly between 0 and 1. */
export function blendFrames(
  kernel: Kernel,
  room: BlendRoom,
  size: Size,
  kind: Blend,
  progress: number,
): void {
  const luma = size.width * size.height;
  switch (kind) {
    case 'crossfade':
      kernel.mixEvenly(room.from, room.to, room.out, (luma * 3) / 2, weightOf(progress));
      return;
    case 'fade-black': {
      const shown = progress < 0.5 ? room.from : room.to;
      const weight = weightOf(progress < 0.5 ? 2 * progress : 2 - 2 * progress);
      kernel.mixToValue(shown, BLACK, room.out, luma, weight);
      kernel.mixToValue(shown + luma, GREY, room.out + luma, luma / 2, weight);
      return;
    }
    case 'wipe-left':
    case 'wipe-right':
      wipeAcross(kernel, room, size, kind === 'wipe-left', progress);
      return;
    case 'wipe-up':
    case 'wipe-down':
      wipeDown(kernel, room, size, kind === 'wipe-up', progress);
      return;
    case 'page-turn':
      turnPage(kernel, room, size, progress);
      return;
    default:
      assertNever(kind);
  }
}

function planesOf({ width, height }: Size): readonly FramePlane[] {
  const half = { width: width / 2, height: height / 2, step: 2 };
  const luma = width * height;
  return [
    { at: 0, width, height, step: 1 },
    { at: luma, ...half },
    { at: luma + luma / 4, ...half },
  ];
}

/** Share of the new picture at `place` of the way along the wipe, 0 where it begins. */
function shareAt(place: number, progress: number, soft: number): number {
  const t = Math.min(Math.max((progress * (1 + soft) - place) / soft, 0), 1);
  return t * t * (3 - 2 * t);
}

/** The edge travels to the left (`leftwards`) or to the right. */
function wipeAcross(
  kernel: Kernel,
  room: BlendRoom,
  size: Size,
  leftwards: boolean,
  progress: number,
): void {
  for (const plane of planesOf(size)) {
    const weights = new Int16Array(kernel.memory.buffer, room.weights, plane.width);
    for (let x = 0; x < plane.width; x++) {
      const place = (x * plane.step + 0.5) / size.width;
      weights[x] = weightOf(shareAt(leftwards ? 1 - place : place, progress, SOFT_EDGE));
    }
    for (let y = 0; y < plane.height; y++) {
      const at = plane.at + y * plane.width;
      kernel.mixByWeights(room.from + at, room.to + at, room.out + at, plane.width, room.weights);
    }
  }
}

function wipeDown(
  kernel: Kernel,
  room: BlendRoom,
  size: Size,
  upwards: boolean,
  progress: number,
): void {
  const soft = (SOFT_EDGE * size.width) / size.height;
  for (const plane of planesOf(size)) {
    for (let y = 0; y < plane.height; y++) {
      const place = ((y + 0.5) * plane.step) / size.height;
      const weight = weightOf(shareAt(upwards ? 1 - place : place, progress, soft));
      const at = plane.at + y * plane.width;
      // Rows follow one another, so what runs over the end of one is written again by the next.
      kernel.mixEvenly(room.from + at, room.to + at, room.out + at, plane.width, weight);
    }
  }
}

/** Lifted by the lower right corner, the fold straightens as the page goes over. */
function turnPage(kernel: Kernel, room: BlendRoom, size: Size, progress: number): void {
  // Half eased: the corner lifts at once, and the last of the page does not linger.
  const gone = 0.5 * progress + 0.5 * progress * progress * (3 - 2 * progress);
  const { width, height } = size;
  const radius = 0.055 * width;
  const reach = 0.09 * width;
  const slant = 0.5 * (1 - gone) + 0.08;
  const nx = 1 / Math.sqrt(1 + slant * slant);
  const ny = slant * nx;
  const flat = width * nx + height * ny;
  const start = flat + gone * (-radius - reach - flat);
  const tones = [PAPER.y, PAPER.u, PAPER.v];
  for (const [i, plane] of planesOf(size).entries()) {
    kernel.turnPlane(
      ...([room.from + plane.at, room.to + plane.at, room.out + plane.at] as const),
      ...([plane.width, plane.height, plane.step] as const),
      ...([tones[i]!, i === 0 ? BLACK : GREY] as const),
      ...([nx, ny, start, radius, reach] as const),
    );
  }
}
