import type { Blend } from '@inkreel/film/board/transition.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { CELL, type DisplayList, type DrawnLayer } from '@inkreel/film/motion/display-list.ts';
import type { Painter, PainterFrame, Yuv420 } from '@inkreel/film/motion/painter.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { Arena } from './arena.ts';
import { type BlendRoom, blendFrames } from './blend-frames.ts';
import { FULL, type Kernel, LAYER_BYTES, LAYER_KINDS, weightOf, writeLayer } from './kernel.ts';
import { chooseLevel } from './level-choice.ts';
import { ParticleDesk } from './particle-desk.ts';
import { checkRaster, LARGEST_SIDE, type Picture, takePicture } from './picture.ts';
import { type WasmBytes, wasmRuntime } from './wasm-runtime.ts';

/**
 * A painter from the bytes of `kernel.wasm` or, where the runtime validates it, `kernel-relaxed.wasm`.
 * Both paint the same bytes. Runs in Node and in a browser.
 *
 * The first layer of a display list goes on with its edge colour outside its raster, if it is opaque;
 * later layers, and rasters with alpha, are empty outside of it. Where nothing is, the frame is black.
 *
 * @param size pixels of the frame, both even; anything else is a RangeError
 */
export async function createPainter(wasm: WasmBytes, size: Size): Promise<Painter> {
  const isSide = (side: number): boolean => side >= 2 && side <= LARGEST_SIDE && side % 2 === 0;
  if (!isSide(size.width) || !isSide(size.height)) {
    throw new RangeError(
      `A frame of ${size.width}x${size.height} cannot be painted: even sides only.`,
    );
  }
  const { instance } = await wasmRuntime.instantiate(wasm, {});
  return new WasmPainter(instance.exports as Kernel, size);
}

/** The bytes to give to `createPainter`: the relaxed build where this runtime takes it. */
export function fittingKernel<Bytes extends WasmBytes>(plain: Bytes, relaxed: Bytes): Bytes {
  return wasmRuntime.validate(relaxed) ? relaxed : plain;
}

/** Bytes behind a frame that is blended, for the kernel's last wide store. */
const BLEND_SLACK = 16;

/** Bytes that pictures can take before the memory grows under frames that were opened. */
const ROOM_TO_LOAD = 2 ** 29;

class WasmPainter implements Painter {
  readonly size: Size;
  readonly #kernel: Kernel;
  readonly #arena: Arena;
  readonly #columns: number;
  readonly #rows: number;
  /** Whole cells: where frames are painted that lie elsewhere or end within a cell. */
  readonly #frame: number;
  readonly #isWholeCells: boolean;
  #isReserved = false;
  readonly #pictures = new Map<string, Picture>();
  /** Layer descriptions, a byte of working room each, and their grids; grows with the layers of a frame. */
  #desk = { at: 0, layers: 0 };
  #blendRoom: BlendRoom | undefined;
  readonly #particles: ParticleDesk;

  constructor(kernel: Kernel, size: Size) {
    this.size = size;
    this.#kernel = kernel;
    this.#arena = new Arena(kernel.memory, kernel.freeFrom());
    this.#columns = Math.ceil(size.width / CELL);
    this.#rows = Math.ceil(size.height / CELL);
    this.#frame = this.#arena.take((this.#columns * this.#rows * CELL * CELL * 3) / 2);
    this.#particles = new ParticleDesk(kernel, this.#arena);
    this.#isWholeCells = size.width % CELL === 0 && size.height % CELL === 0;
  }

  openFrame(): PainterFrame {
    // A frame may be on its way out, to an encoder or a screen, while pictures are loaded.
    if (!this.#isReserved) this.#arena.reserve(ROOM_TO_LOAD);
    this.#isReserved = true;
    const luma = this.size.width * this.size.height;
    const length = (luma * 3) / 2;
    const at = this.#arena.take(length + BLEND_SLACK);
    const { memory } = this.#kernel;
    const arena = this.#arena;
    let view = new Uint8Array(memory.buffer, at, length);
    view.fill(128).fill(16, 0, luma);
    return {
      get bytes() {
        if (view.buffer !== memory.buffer) view = new Uint8Array(memory.buffer, at, length);
        return view;
      },
      close: () => arena.giveBack(at),
    };
  }

  load(name: string, raster: Raster): void {
    checkRaster(name, raster);
    this.unload(name);
    this.#pictures.set(name, takePicture(this.#kernel, this.#arena, raster));
  }

  unload(name: string): void {
    const picture = this.#pictures.get(name);
    if (picture === undefined) return;
    this.#arena.giveBack(picture.block);
    this.#pictures.delete(name);
  }

  paint(list: DisplayList, out: Yuv420): void {
    if (list.size.width !== this.size.width || list.size.height !== this.size.height) {
      throw new RangeError(
        `The list is for ${list.size.width}x${list.size.height}, the painter for ${this.size.width}x${this.size.height}.`,
      );
    }
    this.#checkFrame(out, 'out');
    const pictures = list.layers.map((layer) => this.#pictureOf(layer));
    // Asked before anything is laid out: the memory may grow then, and a view of it forgets its place.
    const place = this.#placeOf(out);
    this.#layOut(list.layers, pictures);
    this.#particles.check(list);
    const whole = this.#isWholeCells ? place : undefined;
    const frame = whole ?? this.#frame;
    let painted = 0;
    let begun = false;
    const paintUpTo = (count: number): void => {
      if (begun && count === painted) return;
      this.#paintLayers(painted, count, begun, frame);
      painted = count;
      begun = true;
    };
    for (const particles of list.particles ?? []) {
      paintUpTo(particles.over);
      this.#particles.paint(particles, this.#columns, this.#rows, frame);
    }
    paintUpTo(list.layers.length);
    if (whole === undefined) this.#copyOut(place === undefined ? out : this.#frameAt(place));
  }

  /** Layers that were laid out, from one up to another, over black or onto what is painted already. */
  #paintLayers(from: number, to: number, onto: boolean, frame: number): void {
    const at = this.#desk.at + from * LAYER_BYTES;
    const kinds = this.#desk.at + this.#desk.layers * LAYER_BYTES;
    const [columns, rows] = [this.#columns, this.#rows];
    this.#kernel.paintFrame(at, to - from, kinds, columns, rows, frame, onto ? 1 : 0);
  }

  blend(kind: Blend, from: Yuv420, to: Yuv420, progress: number, out: Yuv420): void {
    this.#checkFrame(from, 'from');
    this.#checkFrame(to, 'to');
    this.#checkFrame(out, 'out');
    if (Number.isNaN(progress)) throw new RangeError('Progress is not a number.');
    if (progress <= 0) {
      out.set(from);
      return;
    }
    if (progress >= 1) {
      out.set(to);
      return;
    }
    // What lies in the kernel's memory already, `from`, `to` or `out`, is blended where it lies.
    const places = [from, to, out].map((frame) => this.#placeOf(frame));
    const room = this.#roomToBlend();
    const memory = new Uint8Array(this.#kernel.memory.buffer);
    if (places[0] === undefined) memory.set(from, room.from);
    if (places[1] === undefined) memory.set(to, room.to);
    const blended = {
      from: places[0] ?? room.from,
      to: places[1] ?? room.to,
      out: places[2] ?? room.out,
      weights: room.weights,
    };
    blendFrames(this.#kernel, blended, this.size, kind, progress);
    if (places[2] === undefined) out.set(memory.subarray(room.out, room.out + out.length));
  }

  /** Where a frame lies in the kernel's memory; nothing for one that lies elsewhere. */
  #placeOf(frame: Yuv420): number | undefined {
    return frame.buffer === this.#kernel.memory.buffer ? frame.byteOffset : undefined;
  }

  #frameAt(place: number): Yuv420 {
    const { width, height } = this.size;
    return new Uint8Array(this.#kernel.memory.buffer, place, (width * height * 3) / 2);
  }

  #pictureOf(layer: DrawnLayer): Picture {
    const picture = this.#pictures.get(layer.picture);
    if (picture === undefined) {
      throw new RangeError(`Picture ${layer.picture} was not loaded.`);
    }
    const { columns, rows, corners } = layer.grid;
    const wanted = (this.#columns + 1) * (this.#rows + 1) * 2;
    if (columns !== this.#columns || rows !== this.#rows || corners.length !== wanted) {
      throw new RangeError(
        `The grid of ${layer.picture} has ${columns}x${rows} cells and ${corners.length} numbers; ` +
          `the frame wants ${this.#columns}x${this.#rows} and ${wanted}.`,
      );
    }
    if (Number.isNaN(layer.opacity)) {
      throw new RangeError(`The opacity of ${layer.picture} is not a number.`);
    }
    return picture;
  }

  #layOut(layers: readonly DrawnLayer[], pictures: readonly Picture[]): void {
    const corners = (this.#columns + 1) * (this.#rows + 1) * 2;
    if (layers.length > this.#desk.layers) {
      if (this.#desk.layers > 0) this.#arena.giveBack(this.#desk.at);
      const room = Math.max(4, layers.length * 2);
      this.#desk = { at: this.#arena.take(room * (LAYER_BYTES + 4 + corners * 4)), layers: room };
    }
    const { memory } = this.#kernel;
    const grids = this.#desk.at + this.#desk.layers * (LAYER_BYTES + 4);
    for (const [i, layer] of layers.entries()) {
      const picture = pictures[i]!;
      const gridAt = grids + i * corners * 4;
      new Int32Array(memory.buffer, gridAt, corners).set(layer.grid.corners);
      const level = chooseLevel(layer.grid, picture, picture.levels.length);
      const beneath = i === 0 ? LAYER_KINDS.plate : LAYER_KINDS.card;
      writeLayer(memory, this.#desk.at + i * LAYER_BYTES, {
        corners: gridAt,
        opacity: layer.opacity >= 1 ? FULL : weightOf(layer.opacity),
        kind: picture.opaque ? beneath : LAYER_KINDS.cutOut,
        width: picture.width,
        height: picture.height,
        coverage: picture.coverage,
        coarseMix: weightOf(level.mix),
        fine: picture.levels[level.fine]!,
        coarse: picture.levels[level.coarse]!,
      });
    }
  }

  /** From whole cells to the frame's own size. */
  #copyOut(out: Yuv420): void {
    const { width, height } = this.size;
    let from = this.#frame;
    let to = 0;
    for (const part of [1, 2, 2]) {
      const stride = (this.#columns * CELL) / part;
      const planeRows = (this.#rows * CELL) / part;
      const w = width / part;
      const h = height / part;
      const plane = new Uint8Array(this.#kernel.memory.buffer, from, stride * planeRows);
      if (stride === w) {
        out.set(plane.subarray(0, w * h), to);
      } else {
        for (let y = 0; y < h; y++) {
          out.set(plane.subarray(y * stride, y * stride + w), to + y * w);
        }
      }
      from += stride * planeRows;
      to += w * h;
    }
  }

  #roomToBlend(): BlendRoom {
    if (this.#blendRoom === undefined) {
      const length = (this.size.width * this.size.height * 3) / 2 + BLEND_SLACK;
      this.#blendRoom = {
        from: this.#arena.take(length),
        to: this.#arena.take(length),
        out: this.#arena.take(length),
        weights: this.#arena.take(this.size.width * 2 + 32),
      };
    }
    return this.#blendRoom;
  }

  #checkFrame(frame: Yuv420, name: string): void {
    const wanted = (this.size.width * this.size.height * 3) / 2;
    if (frame.length !== wanted) {
      throw new RangeError(`Frame "${name}" has ${frame.length} bytes; ${wanted} are needed.`);
    }
  }
}
