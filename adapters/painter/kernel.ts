import type { WasmMemory } from './wasm-runtime.ts';
/** What `kernel/index.ts` exports once it is compiled. Addresses and lengths are bytes of its memory. */
export interface Kernel {
  readonly memory: WasmMemory;
  freeFrom(): number;
  convertLuma(
    pixels: number,
    level: number,
    firstRow: number,
    rows: number,
    alpha: number,
    straight: number,
  ): void;
  convertChroma(
    pixels: number,
    level: number,
    firstRow: number,
    rows: number,
    alpha: number,
    straight: number,
    half: number,
  ): void;
  mapCoverage(level: number, table: number): void;
  paintFrame(
    layers: number,
    count: number,
    kinds: number,
    columns: number,
    rows: number,
    frame: number,
    onto: number,
  ): void;
  paintParticles(
    particles: number,
    count: number,
    soft: number,
    taper: number,
    columns: number,
    rows: number,
    frame: number,
  ): void;
  mixEvenly(from: number, to: number, out: number, length: number, weight: number): void;
  mixToValue(from: number, value: number, out: number, length: number, weight: number): void;
  mixByWeights(from: number, to: number, out: number, length: number, weights: number): void;
  turnPlane(
    from: number,
    to: number,
    out: number,
    width: number,
    height: number,
    step: number,
    paper: number,
    zero: number,
    nx: number,
    ny: number,
    start: number,
    radius: number,
    reach: number,
  ): void;
}

/** Fields of a level as the kernel reads it, 32 bits each, in this order. Keep in step with `kernel/layer.ts`. */
export interface LevelFields {
  readonly shift: number;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly y: number;
  readonly a: number;
  readonly chromaWidth: number;
  readonly chromaHeight: number;
  readonly chromaStride: number;
  readonly u: number;
  readonly v: number;
  readonly chromaA: number;
}

export const LEVEL_BYTES = 48;

export function writeLevel(memory: WasmMemory, at: number, level: LevelFields): void {
  new Int32Array(memory.buffer, at, LEVEL_BYTES / 4).set([
    level.shift,
    level.width,
    level.height,
    level.stride,
    level.y,
    level.a,
    level.chromaWidth,
    level.chromaHeight,
    level.chromaStride,
    level.u,
    level.v,
    level.chromaA,
  ]);
}

/** What a layer does outside its raster; the kernel's own numbers. */
export const LAYER_KINDS = { plate: 0, card: 1, cutOut: 2 } as const;

/** Fields of a layer as the kernel reads it, 32 bits each, in this order. */
export interface LayerFields {
  readonly corners: number;
  /** Q15; 32767 is full. */
  readonly opacity: number;
  readonly kind: number;
  readonly width: number;
  readonly height: number;
  readonly coverage: number;
  /** Q15 share of the coarser level. */
  readonly coarseMix: number;
  readonly fine: number;
  readonly coarse: number;
}

export const LAYER_BYTES = 36;

export function writeLayer(memory: WasmMemory, at: number, layer: LayerFields): void {
  new Int32Array(memory.buffer, at, LAYER_BYTES / 4).set([
    layer.corners,
    layer.opacity,
    layer.kind,
    layer.width,
    layer.height,
    layer.coverage,
    layer.coarseMix,
    layer.fine,
    layer.coarse,
  ]);
}

/** Full strength in the kernel's weights. */
export const FULL = 32767;

/** A share from 0 to 1 as a weight of the kernel. */
export function weightOf(share: number): number {
  return Math.round(Math.min(Math.max(share, 0), 1) * FULL);
}
