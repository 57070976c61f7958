import { fillPolygon } from '../media/distance.ts';
import { type Box, intersect } from '../space/box.ts';
import { convexHull } from '../space/convex-hull.ts';
import { contains, insetPolygon, type Polygon, polygonOf } from '../space/polygon.ts';
import { gapBetween, type LineShape, paddedBox } from './line-shape.ts';

/** How far a held balloon may reach beyond its lettering over a gutter, a part of the letters' size. */
const HELD_AROUND = 0.7;

/** What balloons are held within. */
export interface HoldSite {
  /** All lines of the page. */
  readonly shapes: readonly LineShape[];
  readonly panels: readonly Polygon[];
}

/** Whether a line of the seeds' block, and of their size, has its middle in a panel. */
export function standsInPanel({ panels, shapes }: HoldSite, seeds: readonly LineShape[]): boolean {
  const size = Math.max(...seeds.map((seed) => seed.size));
  const alike = blockAround(shapes, seeds).filter(
    (line) => line.size < 1.4 * size && size < 1.4 * line.size,
  );
  return panels.some((panel) => alike.some(({ centre }) => contains(panel, centre)));
}

/**
 * Where a balloon may be when it is held within the panels: in those that its lettering stands in or
 * next to, and close around its lettering, which may stand over a gutter.
 */
export function holdWithin(site: HoldSite, seeds: readonly LineShape[], window: Box): Uint8Array {
  const held = new Uint8Array(window.width * window.height);
  const size = Math.max(...seeds.map((seed) => seed.size));
  const around = blockAround(site.shapes, seeds);
  for (const polygon of site.panels) {
    // A panel's edge is known to a few pixels: a thin strip of gutter within it would lead round it.
    const inner = insetPolygon(polygon, 0.16 * size);
    const inWindow = inner.map(({ x, y }) => ({ x: x - window.x, y: y - window.y }));
    const { data } = fillPolygon(window, inWindow);
    const isNear = around.some(({ line }) =>
      touches(data, window, paddedBox(line.box, 0.3 * size)),
    );
    if (!isNear) continue;
    for (let i = 0; i < held.length; i++) if (data[i]) held[i] = 1;
  }
  const hull = convexHull(
    around.flatMap(({ line }) => polygonOf(paddedBox(line.box, HELD_AROUND * size))),
  ).map(({ x, y }) => ({ x: x - window.x, y: y - window.y }));
  const { data } = fillPolygon(window, hull);
  for (let i = 0; i < held.length; i++) if (data[i]) held[i] = 1;
  return held;
}

/** The lines that stand in one block with the seeds, as far as their distances tell. */
function blockAround(
  shapes: readonly LineShape[],
  seeds: readonly LineShape[],
): readonly LineShape[] {
  const block = new Set(seeds);
  const waiting = [...seeds];
  for (let shape = waiting.pop(); shape; shape = waiting.pop()) {
    for (const other of shapes) {
      if (block.has(other)) continue;
      const smaller = Math.min(shape.size, other.size);
      if (Math.max(shape.size, other.size) > 1.8 * smaller) continue;
      if (gapBetween(shape.line.box, other.line.box) > 0.8 * smaller) continue;
      block.add(other);
      waiting.push(other);
    }
  }
  return [...block];
}

function touches(mask: Uint8Array, window: Box, box: Box): boolean {
  const part = intersect(box, window);
  for (let y = Math.floor(part.y); y < part.y + part.height; y++) {
    for (let x = Math.floor(part.x); x < part.x + part.width; x++) {
      if (mask[(y - window.y) * window.width + x - window.x]) return true;
    }
  }
  return false;
}
