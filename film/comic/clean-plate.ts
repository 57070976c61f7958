import { type Blob, findBlobs } from '../media/blob.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import { fillArt } from '../media/fill-art.ts';
import type { Plane, Raster } from '../media/raster.ts';
import type { Balloon, BalloonKind } from './balloon.ts';
import type { Panel } from './page.ts';
import { plateMask } from './plate-mask.ts';
import { GUTTER, regionsOf } from './plate-region.ts';
import { unitOf } from './unit.ts';

/** Up to this size texture is told from colour, as a part of the page's unit. */
const GRAIN = 0.0036;
/** How far around a hole its art is looked at, in multiples of that. */
const LOOK_AROUND = 24;

/** What is lettered over the art, rather than drawn in it. */
export const TAKEN_OFF: readonly BalloonKind[] = [
  'speech',
  'thought',
  'shout',
  'whisper',
  'caption',
];

/** A page without its lettering. */
export interface CleanPlate {
  /** Size of the page. Outside the mask it is the page. */
  readonly raster: Raster;
  /** 255 where the art was filled in. */
  readonly mask: Plane;
}

/**
 * Takes balloons and lettering off a page and fills in the art behind, each panel from its own art and
 * the gutters from the paper, so that a balloon over a gutter leaves both edges whole. No chance is in
 * it: the same page gives the same plate.
 * @param panels of the page, pixels of it; none for a single picture
 * @param how.takeOff the kinds that go; sound effects and signs stay unless they are named here
 */
export function cleanPlate(
  page: Raster,
  panels: readonly Panel[],
  balloons: readonly Balloon[],
  how: { readonly takeOff?: readonly BalloonKind[] } = {},
): CleanPlate {
  const takeOff = how.takeOff ?? TAKEN_OFF;
  const mask = plateMask(
    page,
    balloons.filter(({ kind }) => takeOff.includes(kind)),
  );
  const kept = keptLettering(
    page,
    balloons.filter(({ kind }) => !takeOff.includes(kind)),
  );
  const regions = regionsOf(page, panels, mask.data);
  const data = page.data.slice();
  const clean: Raster = { width: page.width, height: page.height, data };
  const grain = Math.max(2, Math.round(GRAIN * unitOf(page)));
  const usable = new Uint8Array(regions.length);
  const holed = new Set<number>();
  for (let i = 0; i < regions.length; i++) if (mask.data[i]) holed.add(regions[i]!);
  for (const region of [...holed].sort((a, b) => a - b)) {
    for (let i = 0; i < usable.length; i++) {
      usable[i] = regions[i] === region && !mask.data[i] && !kept[i] ? 1 : 0;
    }
    // The softened edge of a panel is not paper.
    if (region === GUTTER && panels.length > 0) {
      const { distance } = distanceTo(page, (i) => regions[i] !== GUTTER);
      for (let i = 0; i < usable.length; i++) if (distance[i]! <= grain) usable[i] = 0;
    }
    const { labels, blobs } = findBlobs(page, (i) => regions[i] === region && mask.data[i]! > 0);
    for (const hole of blobs) fillHole(clean, usable, labels, hole, grain);
  }
  return { raster: clean, mask };
}

/** Lettering that stays is never copied elsewhere. */
function keptLettering(page: Raster, balloons: readonly Balloon[]): Uint8Array {
  const kept = new Uint8Array(page.width * page.height);
  for (const { outline } of balloons) {
    const filled = fillPolygon(page, outline).data;
    for (let i = 0; i < kept.length; i++) if (filled[i]) kept[i] = 1;
  }
  return kept;
}

/** Fills one hole from the art of its own region, in place. The other holes are not copied from. */
function fillHole(
  page: Raster,
  usable: Uint8Array,
  labels: Int32Array,
  hole: Blob,
  grain: number,
): void {
  const room = Math.max(6 * grain, Math.min(LOOK_AROUND * grain, hole.box.width, hole.box.height));
  const x = Math.max(0, hole.box.x - room);
  const y = Math.max(0, hole.box.y - room);
  const width = Math.min(page.width, hole.box.x + hole.box.width + room) - x;
  const height = Math.min(page.height, hole.box.y + hole.box.height + room) - y;
  const count = width * height;
  const colour = new Float32Array(count * 3);
  const state = new Uint8Array(count);
  const onPage = (i: number): number => (Math.floor(i / width) + y) * page.width + (i % width) + x;
  for (let i = 0; i < count; i++) {
    const at = onPage(i);
    for (let c = 0; c < 3; c++) colour[i * 3 + c] = page.data[at * 4 + c]!;
    state[i] = labels[at] === hole.label ? 1 : usable[at] ? 0 : 2;
  }
  fillArt({ width, height, colour, state }, grain);
  for (let i = 0; i < count; i++) {
    if (state[i] !== 1) continue;
    const at = onPage(i) * 4;
    for (let c = 0; c < 3; c++) {
      page.data[at + c] = Math.min(255, Math.max(0, Math.round(colour[i * 3 + c]!)));
    }
    page.data[at + 3] = 255;
  }
}
