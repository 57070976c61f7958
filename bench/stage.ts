import { openFigureFinder } from '@inkreel/adapters/models/figure-finder.ts';
import { openPainter } from '@inkreel/adapters/painter/node-painter.ts';
import { median } from '@inkreel/film/grammar/median.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { fillPolygon } from '@inkreel/film/media/distance.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { buildStage } from '@inkreel/film/motion/build-stage.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import { CELL, type DrawnLayer } from '@inkreel/film/motion/display-list.ts';
import { stagePicture } from '@inkreel/film/motion/stage-picture.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import sharp from 'sharp';
import { type SharedPicture, sharedPictures } from './shared-panels.ts';
import { type BenchRow, type BenchTable, rowOf } from './table.ts';

const FRAME = { width: 1280, height: 720 };
const NAME = 'stage';
/** Decibels: a stage at rest against its picture. */
const FLOOR = 38;

/** What was measured on one picture. */
interface Measured {
  readonly picture: SharedPicture;
  readonly composed: number;
  readonly painted: number;
  readonly cutOuts: number;
  readonly trust: number;
  readonly milliseconds: number;
}

/** How well stages at rest give their pictures back, and how many of them have cut-outs. */
export async function run(options: { readonly short: boolean }): Promise<BenchTable> {
  const all = sharedPictures();
  if (all.length === 0) {
    return { name: NAME, rows: [], missing: 'needs the art in ../shared/art, which is not there.' };
  }
  const pictures = options.short ? all.filter((_, k) => k % 9 === 0) : all;
  const finder = await openFigureFinder();
  const measured: Measured[] = [];
  for (const picture of pictures) {
    const raster = await load(picture);
    const figures = picture.kind === 'cut-out' ? [] : await finder.find(raster, picture.outline);
    const started = performance.now();
    const built = buildStage(
      {
        picture: raster,
        ...(picture.outline && { outline: picture.outline }),
        frame: FRAME,
        kind: picture.kind,
        flat: false,
        seed: 1,
      },
      figures,
    );
    const milliseconds = performance.now() - started;
    measured.push({
      picture,
      composed: composedLikeness(picture, raster, built),
      painted: await paintedLikeness(picture, raster, built),
      cutOuts: built.stage.layers.length - 1,
      trust: built.stage.trust,
      milliseconds,
    });
  }
  await finder.close();
  return { name: NAME, rows: rowsOf(measured) };
}

function rowsOf(measured: readonly Measured[]): BenchRow[] {
  const rows: BenchRow[] = [];
  const decibels = (what: string, values: readonly number[]): void => {
    rows.push(rowOf(`${what}, least`, rounded(Math.min(...values)), 'higher', FLOOR, 'dB'));
    rows.push(rowOf(`${what}, median`, rounded(median(values) ?? 0), 'higher', undefined, 'dB'));
  };
  decibels(
    'composed at rest against its picture',
    measured.map((one) => one.composed),
  );
  decibels(
    'painted at rest against the picture painted alone',
    measured.map((one) => one.painted),
  );
  for (const group of new Set(measured.map((one) => one.picture.group))) {
    const own = measured.filter((one) => one.picture.group === group);
    const share = own.filter((one) => one.cutOuts > 0).length / own.length;
    const trusts = own.map((one) => one.trust).sort((a, b) => a - b);
    const spread = [0.25, 0.5, 0.75].map((at) =>
      trusts[Math.floor(at * trusts.length)]!.toFixed(2),
    );
    rows.push(
      rowOf(`${group}: stages with cut-outs`, rounded(100 * share), 'higher', undefined, '%'),
      {
        what: `${group}: trust, quartiles`,
        figure: spread.join(' '),
        better: 'higher',
        pass: true,
      },
    );
  }
  const times = measured.map((one) => one.milliseconds);
  rows.push(
    rowOf(
      'time to build a stage, median',
      Math.round(median(times) ?? 0),
      'lower',
      undefined,
      'ms',
    ),
  );
  rows.push(
    rowOf(
      'time to build a stage, longest',
      Math.round(Math.max(...times)),
      'lower',
      undefined,
      'ms',
    ),
  );
  return rows;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

async function load(picture: SharedPicture): Promise<Raster> {
  const { data, info } = await sharp(picture.file)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const whole = { width: info.width, height: info.height, data: new Uint8Array(data) };
  return picture.crop ? cropRaster(whole, picture.crop) : whole;
}

/**
 * Peak signal to noise of what a stage shows at rest, over the pixels that the shot may show. A stage
 * with a drawn ground is asked for the figure's own opaque pixels.
 */
function composedLikeness(picture: SharedPicture, raster: Raster, built: BuiltStage): number {
  const shown = stagePicture(built.stage, built.rasters);
  if (picture.kind === 'cut-out') return cutOutLikeness(raster, built, shown);
  const inside = picture.outline && fillPolygon(raster, picture.outline).data;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < raster.width * raster.height; i++) {
    if (inside && !inside[i]) continue;
    for (let c = 0; c < 3; c++) sum += (shown.data[i * 4 + c]! - raster.data[i * 4 + c]!) ** 2;
    count += 3;
  }
  return decibelsOf(sum / count);
}

function cutOutLikeness(raster: Raster, built: BuiltStage, shown: Raster): number {
  const layer = built.stage.layers[1]!;
  const figure = built.rasters.get(layer.name)!;
  // Found again by its first opaque pixel, so that the bench does not trust where it was put.
  const offset = offsetOf(figure, raster);
  let sum = 0;
  let count = 0;
  for (let y = 0; y < figure.height; y++) {
    for (let x = 0; x < figure.width; x++) {
      const sx = x + layer.box.x;
      const sy = y + layer.box.y;
      if (sx < 0 || sy < 0 || sx >= shown.width || sy >= shown.height) continue;
      const ax = x + offset.x;
      const i = ((y + offset.y) * raster.width + ax) * 4;
      if (ax < 0 || ax >= raster.width || raster.data[i + 3] !== 255) continue;
      for (let c = 0; c < 3; c++) {
        sum += (shown.data[(sy * shown.width + sx) * 4 + c]! - raster.data[i + c]!) ** 2;
      }
      count += 3;
    }
  }
  return count > 0 ? decibelsOf(sum / count) : 0;
}

/** Where a figure lies on its art; it may run on beyond the art's sides, where it is not opaque. */
function offsetOf(figure: Raster, whole: Raster): { x: number; y: number } {
  const beyond = Math.ceil(figure.width / 4);
  for (let y = 0; y + figure.height <= whole.height; y++) {
    for (let x = -beyond; x + figure.width <= whole.width + beyond; x++) {
      let same = true;
      for (let k = 0; same && k < figure.data.length; k += 4 * 97) {
        if (figure.data[k + 3] !== 255) continue;
        const wx = x + ((k / 4) % figure.width);
        const wy = y + Math.floor(k / 4 / figure.width);
        same =
          wx >= 0 &&
          wx < whole.width &&
          whole.data[(wy * whole.width + wx) * 4 + 1] === figure.data[k + 1];
      }
      if (same) return { x, y };
    }
  }
  return { x: 0, y: 0 };
}

/** The same through the painter: the stage's luma against that of the picture painted alone. */
async function paintedLikeness(
  picture: SharedPicture,
  raster: Raster,
  built: BuiltStage,
): Promise<number> {
  const source = picture.kind === 'cut-out' ? stagePicture(built.stage, built.rasters) : raster;
  const size = { width: source.width & ~1, height: source.height & ~1 };
  const painter = await openPainter(size);
  const frame = () => new Uint8Array((size.width * size.height * 3) / 2);
  painter.load('alone', source);
  const alone = frame();
  painter.paint({ size, layers: [atRest('alone', { x: 0, y: 0 }, size)] }, alone);
  for (const [name, pixels] of built.rasters) painter.load(name, pixels);
  const staged = frame();
  const layers = built.stage.layers.map((layer) => atRest(layer.name, layer.box, size));
  painter.paint({ size, layers }, staged);
  const inside = picture.outline && fillPolygon(raster, picture.outline);
  let sum = 0;
  let count = 0;
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      if (inside && !inside.data[y * inside.width + x]) continue;
      sum += (staged[y * size.width + x]! - alone[y * size.width + x]!) ** 2;
      count++;
    }
  }
  // Luma spans 219 steps, not 255.
  return decibelsOf((sum / count) * (255 / 219) ** 2);
}

function atRest(
  picture: string,
  at: Pick<Box, 'x' | 'y'>,
  size: { readonly width: number; readonly height: number },
): DrawnLayer {
  const columns = Math.ceil(size.width / CELL);
  const rows = Math.ceil(size.height / CELL);
  const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const k = (row * (columns + 1) + column) * 2;
      corners[k] = (column * CELL - at.x) * 65536;
      corners[k + 1] = (row * CELL - at.y) * 65536;
    }
  }
  return { picture, grid: { columns, rows, corners }, opacity: 1 };
}

function decibelsOf(meanSquare: number): number {
  return meanSquare > 0 ? Math.min(99, 10 * Math.log10(255 ** 2 / meanSquare)) : 99;
}
