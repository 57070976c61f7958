import type { Box } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import { fillPolygon } from './distance.ts';

/**
 * How far each pixel's centre lies outside a polygon, in pixels: negative inside. Exact up to `reach`,
 * beyond it plus or minus `reach`. What is soft by this distance has no stairs at any enlargement, as a
 * filled polygon's edge has.
 *
 * @param box the pixels that are asked about, whole pixels of the polygon's plane.
 */
export function edgeDistance(box: Box, polygon: Polygon, reach: number): Float32Array {
  const { width, height } = box;
  const own = polygon.map(({ x, y }) => ({ x: x - box.x, y: y - box.y }));
  const inside = fillPolygon({ width, height }, own).data;
  const away = new Float32Array(width * height).fill(reach);
  for (let i = 0, j = own.length - 1; i < own.length; j = i++) {
    const a = own[j]!;
    const b = own[i]!;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const squared = dx * dx + dy * dy;
    if (squared < 1e-12) continue;
    const y0 = Math.max(0, Math.floor(Math.min(a.y, b.y) - reach));
    const y1 = Math.min(height - 1, Math.ceil(Math.max(a.y, b.y) + reach));
    for (let y = y0; y <= y1; y++) {
      const py = y + 0.5 - a.y;
      // The edge's own stretch within `reach` rows of this one, and `reach` columns around it.
      const level = Math.abs(dy) < 1e-9;
      const from = level ? 0 : clamped((py - reach) / dy);
      const to = level ? 1 : clamped((py + reach) / dy);
      const left = a.x + Math.min(from * dx, to * dx) - reach;
      const right = a.x + Math.max(from * dx, to * dx) + reach;
      const x0 = Math.max(0, Math.floor(left));
      const x1 = Math.min(width - 1, Math.ceil(right));
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5 - a.x;
        const along = Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
        const distance = Math.hypot(px - along * dx, py - along * dy);
        const at = y * width + x;
        if (distance < away[at]!) away[at] = distance;
      }
    }
  }
  for (let i = 0; i < away.length; i++) if (inside[i]) away[i] = -away[i]!;
  return away;
}

function clamped(share: number): number {
  return Math.max(0, Math.min(1, share));
}
