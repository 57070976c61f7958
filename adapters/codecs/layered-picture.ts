import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { boxAround } from '@inkreel/film/media/blob.ts';
import { composeLayers } from '@inkreel/film/media/compose-layers.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { initializeCanvas, type Layer, type Psd, type ReadOptions, readPsd } from 'ag-psd';
import { checkSize, type Limits } from './limits.ts';
import { isWholePsd, sizeOfPsd } from './psd-sections.ts';

/** One layer of a layered picture, pixels of the whole picture. */
export interface ArtLayer {
  readonly name: string;
  /** Names of the groups it lies in, outermost first. */
  readonly groups: readonly string[];
  readonly box: Box;
  /** Straight alpha, size of `box`. */
  readonly raster: Raster;
  /** False also where a group around it is hidden. */
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

/** Mean difference of a channel, of 255, up to which layers recompose their picture. */
const SAME = 2;
const READ: ReadOptions = {
  useImageData: true,
  skipThumbnail: true,
  skipLinkedFilesData: true,
};

let isReady = false;

/**
 * The picture a PSD shows, from its composite.
 *
 * @throws FilmError 'art-unreadable' or 'art-too-large'
 */
export function decodeComposite(bytes: Uint8Array, name: string, limits: Limits): Raster {
  checkHeader(bytes, name, limits);
  const psd = parse(bytes, name, limits, { skipLayerImageData: true });
  const composite = rasterOf(psd.imageData);
  if (composite && psd.imageResources?.versionInfo?.hasRealMergedData !== false) return composite;
  const layers = decodeLayers(bytes, name, limits);
  if (layers) return compose(layers, psd);
  throw new FilmError(
    'art-unreadable',
    `${name} holds layers but no finished picture. Save it with "Maximize compatibility" on, as 8-bit RGB.`,
    { file: name },
  );
}

/**
 * The layers of a PSD, bottom to top, groups flattened; undefined where plain layers do not give the
 * picture again (blend modes, effects, clipping, adjustments), which is then one flat picture.
 *
 * @throws FilmError 'art-unreadable' or 'art-too-large'
 */
export function decodeLayers(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
): readonly ArtLayer[] | undefined {
  checkHeader(bytes, name, limits);
  // Boxes first: what they add up to is what decoding them takes.
  const outline = parse(bytes, name, limits, {
    skipLayerImageData: true,
    skipCompositeImageData: true,
  });
  let pixels = 0;
  for (const layer of leavesOf(outline.children)) {
    pixels += Math.max(0, width(layer)) * Math.max(0, height(layer));
  }
  if (pixels > limits.pixels || !isPlain(outline.children)) return undefined;

  const psd = parse(bytes, name, limits, {});
  const layers = flatten(psd.children, [], true, 1);
  if (layers.length === 0) return undefined;
  const composite = rasterOf(psd.imageData);
  const isReal = psd.imageResources?.versionInfo?.hasRealMergedData !== false;
  if (composite && isReal && difference(compose(layers, psd), composite) > SAME) return undefined;
  return layers;
}

function checkHeader(bytes: Uint8Array, name: string, limits: Limits): void {
  const size = sizeOfPsd(bytes);
  if (!size) throw damaged(name);
  checkSize(size, name, limits);
  if (!isWholePsd(bytes)) throw damaged(name);
}

function parse(bytes: Uint8Array, name: string, limits: Limits, options: ReadOptions): Psd {
  if (!isReady) {
    initializeCanvas(
      () => {
        throw new TypeError('Layers are read without a canvas');
      },
      // Only size and pixels are used of what browsers call ImageData.
      (w, h) =>
        ({ width: w, height: h, data: new Uint8ClampedArray(w * h * 4) }) as unknown as ReturnType<
          NonNullable<Parameters<typeof initializeCanvas>[1]>
        >,
    );
    isReady = true;
  }
  try {
    const psd = readPsd(bytes, { ...READ, totalMemoryLimit: limits.pixels * 12, ...options });
    if ((psd.bitsPerChannel ?? 8) !== 8) throw new TypeError(`${psd.bitsPerChannel} bits`);
    return psd;
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(name: string, cause?: unknown): FilmError {
  return new FilmError(
    'art-unreadable',
    `${name} is damaged, cut short or not an 8-bit RGB picture. Save it again as 8-bit RGB with "Maximize compatibility" on.`,
    { file: name, cause },
  );
}

function rasterOf(image: { width: number; height: number; data: unknown } | undefined) {
  if (!image || image.width === 0 || image.height === 0) return undefined;
  const data = image.data as Uint8ClampedArray;
  if (data.length !== image.width * image.height * 4) return undefined;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { width: image.width, height: image.height, data: bytes };
}

function width(layer: Layer): number {
  return (layer.right ?? 0) - (layer.left ?? 0);
}

function height(layer: Layer): number {
  return (layer.bottom ?? 0) - (layer.top ?? 0);
}

function leavesOf(layers: readonly Layer[] = []): readonly Layer[] {
  return layers.flatMap((layer) => (layer.children ? leavesOf(layer.children) : [layer]));
}

/** Whether laying visible layers on one another is all their picture asks for. */
function isPlain(layers: readonly Layer[] = []): boolean {
  return layers.every((layer) => {
    if (layer.hidden) return true;
    const blend = layer.blendMode ?? 'normal';
    const isOver = blend === 'normal' || (layer.children && blend === 'pass through');
    if (!isOver || layer.clipping || layer.adjustment || layer.vectorMask) return false;
    if (layer.mask && !layer.mask.disabled) return false;
    if (layer.effects && !layer.effects.disabled) return false;
    if (!layer.children) return true;
    // Layers of a faint group fade together, not one by one.
    const isFaint = (layer.opacity ?? 1) < 1 && layer.children.length > 1;
    return !isFaint && isPlain(layer.children);
  });
}

function flatten(
  layers: readonly Layer[] = [],
  groups: readonly string[],
  visible: boolean,
  opacity: number,
): ArtLayer[] {
  return layers.flatMap((layer): ArtLayer[] => {
    const isVisible = visible && !layer.hidden;
    const faint = opacity * (layer.opacity ?? 1);
    const name = layer.name ?? '';
    if (layer.children) return flatten(layer.children, [...groups, name], isVisible, faint);
    const whole = rasterOf(layer.imageData);
    const seen = whole && drawnIn(whole);
    if (!seen) return [];
    const raster = cropRaster(whole, seen);
    const box = { ...seen, x: seen.x + (layer.left ?? 0), y: seen.y + (layer.top ?? 0) };
    return [{ name, groups, box, raster, visible: isVisible, opacity: faint }];
  });
}

/** Where a layer is drawn at all: some programs save each as large as the picture. */
function drawnIn({ width, height, data }: Raster): Box | undefined {
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[i * 4 + 3]!;
  return boxAround({ width, height, data: alpha }, 1);
}

function compose(layers: readonly ArtLayer[], { width, height }: Size): Raster {
  return composeLayers(
    layers.filter(({ visible }) => visible),
    { x: 0, y: 0, width, height },
  );
}

/** Mean difference of a channel as it is seen: colours count by their alpha. */
function difference(a: Raster, b: Raster): number {
  if (a.data.length !== b.data.length) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    const alphaA = a.data[i + 3]!;
    const alphaB = b.data[i + 3]!;
    sum += Math.abs(alphaA - alphaB);
    for (let c = 0; c < 3; c++) {
      sum += Math.abs(a.data[i + c]! * alphaA - b.data[i + c]! * alphaB) / 255;
    }
  }
  return sum / a.data.length;
}
