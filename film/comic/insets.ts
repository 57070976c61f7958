import { type Blob, findBlobs } from '../media/blob.ts';
import { areaOf, type Box } from '../space/box.ts';
import { boundsOf } from '../space/polygon.ts';
import { isLettered, type Lettering } from './lettering.ts';
import type { PageTone } from './page-tone.ts';
import { cornersOf, type Region } from './region.ts';
import { unitOf } from './unit.ts';

/** The least and the most of its panel that an inset takes, and its least side as a part of the unit. */
const LEAST = 0.02;
const MOST = 0.45;
const LEAST_SIDE = 0.05;
/** How far it stays from the panel's edge, as a part of the unit. */
const WITHIN = 0.008;
/** What part of each of its sides is drawn at least: a box has corners, a balloon has none. */
const RULED = 0.9;
/** What part of the band around it is paper at least. */
const BARE = 0.95;
/** How wide that band is at most, as a part of the unit, and what part of it has the other picture beyond. */
const WIDEST_BAND = 0.035;
const SURROUNDED = 0.75;
/** How deep in pixels a side is looked for, and the band beyond it. */
const DEPTH = 3;
const BAND = 2;

/**
 * Small panels that lie wholly within a larger one: four ruled sides, a band of paper all around them and
 * the larger one's picture beyond. A window in a white wall has no picture around it, a caption is lettered.
 *
 * @param panel of the small page, as the region is that is answered
 */
export function insetsOf(tone: PageTone, lettering: Lettering, panel: Region): readonly Region[] {
  const box = boundsOf(cornersOf(panel));
  const unit = unitOf(tone);
  const window = {
    x: Math.max(0, Math.round(box.x)),
    y: Math.max(0, Math.round(box.y)),
    width: Math.min(tone.width - Math.max(0, Math.round(box.x)), Math.round(box.width)),
    height: Math.min(tone.height - Math.max(0, Math.round(box.y)), Math.round(box.height)),
  };
  if (window.width < 1 || window.height < 1) return [];
  const isDrawn = (x: number, y: number): boolean =>
    (tone.byRows[(y + window.y) * tone.width + x + window.x]! & 1) === 0;
  const { labels, blobs } = findBlobs(window, (i) =>
    isDrawn(i % window.width, Math.floor(i / window.width)),
  );
  const site: Site = { window, labels, isDrawn, widest: Math.round(WIDEST_BAND * unit) };
  return blobs
    .filter((blob) => isSized(blob.box, window, unit))
    .filter((blob) => isRuled(site, blob) && isSetApart(site, blob))
    .map((blob) => ({ ...blob.box, x: blob.box.x + window.x, y: blob.box.y + window.y }))
    .filter((own) => !isLettered(lettering, own))
    .map(({ x, y, width, height }) => ({
      top: { at: y, slope: 0 },
      bottom: { at: y + height, slope: 0 },
      left: { at: x, slope: 0 },
      right: { at: x + width, slope: 0 },
    }));
}

interface Site {
  readonly window: Box;
  readonly labels: Int32Array;
  /** Whether a pixel of the window is not the paper's. */
  readonly isDrawn: (x: number, y: number) => boolean;
  /** The widest band, pixels. */
  readonly widest: number;
}

function isSized(box: Box, window: Box, unit: number): boolean {
  const share = areaOf(box) / areaOf(window);
  const room = Math.min(
    box.x,
    box.y,
    window.width - box.x - box.width,
    window.height - box.y - box.height,
  );
  return (
    share >= LEAST &&
    share <= MOST &&
    Math.min(box.width, box.height) >= LEAST_SIDE * unit &&
    room >= Math.max(BAND + 1, WITHIN * unit)
  );
}

/** Each side of a box, as steps along it and the way out of it. */
function sidesOf({ x, y, width, height }: Box) {
  const [right, bottom] = [x + width - 1, y + height - 1];
  return [
    { from: { x, y }, count: width, on: { x: 1, y: 0 }, out: { x: 0, y: -1 } },
    { from: { x, y: bottom }, count: width, on: { x: 1, y: 0 }, out: { x: 0, y: 1 } },
    { from: { x, y }, count: height, on: { x: 0, y: 1 }, out: { x: -1, y: 0 } },
    { from: { x: right, y }, count: height, on: { x: 0, y: 1 }, out: { x: 1, y: 0 } },
  ];
}

function isRuled({ window, labels }: Site, { box, label }: Blob): boolean {
  return sidesOf(box).every(({ from, count, on, out }) => {
    let drawn = 0;
    for (let k = 0; k < count; k++) {
      for (let deep = 0; deep < DEPTH; deep++) {
        const x = from.x + on.x * k - out.x * deep;
        const y = from.y + on.y * k - out.y * deep;
        if (labels[y * window.width + x] !== label) continue;
        drawn++;
        break;
      }
    }
    return drawn >= RULED * count;
  });
}

/** Whether there is paper all around, and the larger panel's picture beyond the paper. */
function isSetApart({ window, isDrawn, widest }: Site, { box }: Blob): boolean {
  let all = 0;
  let bare = 0;
  let beyond = 0;
  for (const { from, count, on, out } of sidesOf(box)) {
    for (let k = 0; k < count; k++) {
      all++;
      const at = (far: number): boolean | undefined => {
        const x = from.x + on.x * k + out.x * far;
        const y = from.y + on.y * k + out.y * far;
        if (x < 0 || y < 0 || x >= window.width || y >= window.height) return undefined;
        return isDrawn(x, y);
      };
      let far = 1;
      while (far <= BAND && at(far) === false) far++;
      if (far <= BAND) continue;
      bare++;
      while (far <= widest && at(far) === false) far++;
      if (far <= widest && at(far)) beyond++;
    }
  }
  return bare >= BARE * all && beyond >= SURROUNDED * all;
}
