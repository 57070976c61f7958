import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Arena } from './arena.ts';
import { type Kernel, LEVEL_BYTES, type LevelFields, writeLevel } from './kernel.ts';

/** A raster as the painter holds it: planes at full size and at halves of it, in the kernel's memory. */
export interface Picture {
  /** Address of everything it holds. */
  readonly block: number;
  readonly width: number;
  readonly height: number;
  readonly opaque: boolean;
  /** Address of the coverage map; 0 for an opaque picture. */
  readonly coverage: number;
  /** Addresses of its levels, largest first. */
  readonly levels: readonly number[];
}

/** Largest side of a raster in pixels: what 16.16 coordinates reach with room for a warp. */
export const LARGEST_SIDE = 16384;

/** Columns and rows around every plane, so that bilinear reads need no questions asked. */
const PAD = 4;
/** A 16-byte load at the last pixel of the last plane stays inside the block. */
const SLACK = 64;
const MOST_LEVELS = 6;
const SMALLEST_LEVEL = 48;
/** Rows converted at a time; even. Keeps the room for RGBA small beside the planes. */
const STRIP = 64;
const COVERAGE_SIDE = 8;

/** Throws a RangeError where the raster is empty, too large, or holds other than 4 bytes a pixel. */
export function checkRaster(name: string, raster: Raster): void {
  const { width, height } = raster;
  if (!(width >= 1 && height >= 1 && width <= LARGEST_SIDE && height <= LARGEST_SIDE)) {
    throw new RangeError(
      `Picture ${name} is ${width}x${height}; 1 to ${LARGEST_SIDE} pixels a side can be painted.`,
    );
  }
  if (raster.data.length !== width * height * 4) {
    throw new RangeError(
      `Picture ${name} holds ${raster.data.length} bytes for ${width}x${height}.`,
    );
  }
}

/**
 * Converts a raster that was checked to planar YUV 4:2:0 with premultiplied alpha, and to half-size
 * copies of that.
 */
export function takePicture(kernel: Kernel, arena: Arena, raster: Raster): Picture {
  const { width, height } = raster;
  const opaque = isOpaque(raster);
  const plan = planOf(width, height, opaque);
  const block = arena.take(plan.length);
  new Uint8Array(kernel.memory.buffer, block, plan.length).fill(0);
  const levels = plan.levels.map((level, i) => {
    const at = block + i * LEVEL_BYTES;
    writeLevel(kernel.memory, at, placed(level, block));
    return at;
  });
  convertLevels(kernel, arena, raster, plan.levels, levels, opaque);
  const coverage = opaque ? 0 : block + plan.coverage;
  if (!opaque) kernel.mapCoverage(levels[0]!, coverage);
  return { block, width, height, opaque, coverage, levels };
}

function isOpaque(raster: Raster): boolean {
  const { data } = raster;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

function convertLevels(
  kernel: Kernel,
  arena: Arena,
  raster: Raster,
  fields: readonly LevelFields[],
  levels: readonly number[],
  opaque: boolean,
): void {
  const { width, height } = raster;
  const alpha = opaque ? 0 : 1;
  const rowBytes = width * 4;
  const halfBytes = Math.ceil(width / 2) * 4;
  const strip = arena.take(STRIP * rowBytes);
  const half = fields.length > 1 ? arena.take(Math.ceil(height / 2) * halfBytes) : 0;
  for (let first = 0; first < height; first += STRIP) {
    const rows = Math.min(STRIP, height - first);
    const from = raster.data.subarray(first * rowBytes, (first + rows) * rowBytes);
    new Uint8Array(kernel.memory.buffer, strip, from.length).set(from);
    kernel.convertLuma(strip, levels[0]!, first, rows, alpha, 1);
    const halfAt = half === 0 ? 0 : half + (first / 2) * halfBytes;
    kernel.convertChroma(strip, levels[0]!, first, rows, alpha, 1, halfAt);
  }
  // Each half is read front to back while the next is written over what was read already.
  for (let i = 1; i < fields.length; i++) {
    const next = i + 1 < fields.length ? half : 0;
    kernel.convertLuma(half, levels[i]!, 0, fields[i]!.height, alpha, 0);
    kernel.convertChroma(half, levels[i]!, 0, fields[i]!.height, alpha, 0, next);
  }
  if (half !== 0) arena.giveBack(half);
  arena.giveBack(strip);
}

interface Plan {
  readonly levels: readonly LevelFields[];
  readonly coverage: number;
  readonly length: number;
}

/** Where everything goes, counted from the start of the block: levels, planes, coverage. */
function planOf(width: number, height: number, opaque: boolean): Plan {
  const sizes: { width: number; height: number }[] = [{ width, height }];
  for (let i = 1; i < MOST_LEVELS; i++) {
    const { width: w, height: h } = sizes[i - 1]!;
    if (Math.min(w, h) < SMALLEST_LEVEL) break;
    sizes.push({ width: Math.ceil(w / 2), height: Math.ceil(h / 2) });
  }
  let end = sizes.length * LEVEL_BYTES;
  const room = (stride: number, rows: number): number => {
    const at = end + PAD * stride + PAD;
    end += stride * (rows + 2 * PAD);
    return at;
  };
  const levels = sizes.map((size, shift) => {
    const stride = strideOf(size.width);
    const chromaWidth = Math.ceil(size.width / 2);
    const chromaHeight = Math.ceil(size.height / 2);
    const chromaStride = strideOf(chromaWidth);
    return {
      ...{ shift, ...size, stride, y: room(stride, size.height) },
      a: opaque ? 0 : room(stride, size.height),
      ...{ chromaWidth, chromaHeight, chromaStride },
      u: room(chromaStride, chromaHeight),
      v: room(chromaStride, chromaHeight),
      chromaA: opaque ? 0 : room(chromaStride, chromaHeight),
    };
  });
  const coverage = Math.ceil((end + SLACK) / 4) * 4;
  const cells = (Math.ceil(width / COVERAGE_SIDE) + 1) * (Math.ceil(height / COVERAGE_SIDE) + 1);
  return { levels, coverage, length: coverage + (opaque ? 0 : cells * 8) };
}

function placed(level: LevelFields, block: number): LevelFields {
  const moved = (at: number): number => (at === 0 ? 0 : at + block);
  return {
    ...level,
    ...{ y: moved(level.y), a: moved(level.a) },
    ...{ u: moved(level.u), v: moved(level.v), chromaA: moved(level.chromaA) },
  };
}

function strideOf(width: number): number {
  return Math.ceil((width + 2 * PAD) / 16) * 16;
}
