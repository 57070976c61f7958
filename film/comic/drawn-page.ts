import { emptyRaster, type Raster } from '../media/raster.ts';
import { contains, type Polygon } from '../space/polygon.ts';

/** Pages drawn by a rule, to try the reader on layouts that it has never seen. For tests. */
export interface DrawnPage {
  readonly raster: Raster;
  /** The panels' outlines, in the order they were laid. */
  readonly panels: readonly Polygon[];
}

export interface DrawnStyle {
  readonly width: number;
  readonly height: number;
  readonly paper: readonly [number, number, number];
  readonly gutter: number;
  readonly margin: number;
  /** Width of the drawn frame, 0 for none. */
  readonly frame: number;
  /** How far cuts may slant, as a share of the panel's side. */
  readonly slant: number;
  readonly balloons: boolean;
}

export type Chance = () => number;

/** Numbers from 0 to 1 that are the same for the same seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 0x1000000;
  };
}

/** A page of tiers, each of one to three panels, filled with noise art. */
export function drawPage(style: DrawnStyle, chance: Chance): DrawnPage {
  const { width, height, margin, gutter } = style;
  const raster = emptyRaster(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) raster.data[i * 4 + c] = style.paper[c]!;
    raster.data[i * 4 + 3] = 255;
  }
  const panels: Polygon[] = [];
  const tiers = 2 + Math.floor(chance() * 3);
  const tierHeight = (height - 2 * margin - (tiers - 1) * gutter) / tiers;
  for (let tier = 0; tier < tiers; tier++) {
    const top = margin + tier * (tierHeight + gutter);
    const bottom = top + tierHeight;
    const columns = 1 + Math.floor(chance() * 3);
    let leftTop = margin;
    let leftBottom = margin;
    for (let column = 0; column < columns; column++) {
      const isLast = column === columns - 1;
      const share = (column + 1 + (chance() - 0.5) * 0.3) / columns;
      const middle = margin + share * (width - 2 * margin);
      const lean = (chance() - 0.5) * 2 * style.slant * tierHeight;
      const rightTop = isLast ? width - margin : middle - gutter / 2 + lean / 2;
      const rightBottom = isLast ? width - margin : middle - gutter / 2 - lean / 2;
      panels.push([
        { x: leftTop, y: top },
        { x: rightTop, y: top },
        { x: rightBottom, y: bottom },
        { x: leftBottom, y: bottom },
      ]);
      leftTop = rightTop + gutter;
      leftBottom = rightBottom + gutter;
    }
  }
  for (const panel of panels) fillWithArt(raster, panel, style, chance);
  if (style.balloons) for (const panel of panels) drawBalloon(raster, panel, chance);
  return { raster, panels };
}

/** Washes of colour with strokes over them, and a frame when the style has one. */
function fillWithArt(raster: Raster, panel: Polygon, style: DrawnStyle, chance: Chance): void {
  const xs = panel.map((p) => p.x);
  const ys = panel.map((p) => p.y);
  const [x0, x1] = [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs))];
  const [y0, y1] = [Math.floor(Math.min(...ys)), Math.ceil(Math.max(...ys))];
  const base = [40 + chance() * 150, 40 + chance() * 150, 40 + chance() * 150];
  const waves = [1, 2, 3].map(() => ({
    u: (chance() - 0.5) * 0.09,
    v: (chance() - 0.5) * 0.09,
    phase: chance() * 6,
    size: 15 + chance() * 30,
  }));
  const inner = style.frame;
  for (let y = Math.max(0, y0); y < Math.min(raster.height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(raster.width, x1); x++) {
      if (!contains(panel, { x: x + 0.5, y: y + 0.5 })) continue;
      const isFrame =
        inner > 0 &&
        [
          [inner, 0],
          [-inner, 0],
          [0, inner],
          [0, -inner],
        ].some(([dx, dy]) => !contains(panel, { x: x + 0.5 + dx!, y: y + 0.5 + dy! }));
      let wash = 0;
      for (const wave of waves) wash += wave.size * Math.sin(wave.u * x + wave.v * y + wave.phase);
      const at = (y * raster.width + x) * 4;
      for (let c = 0; c < 3; c++) {
        const value = isFrame ? 12 : base[c]! + wash + (chance() - 0.5) * 30;
        raster.data[at + c] = Math.max(0, Math.min(225, value));
      }
    }
  }
}

/** A white ellipse with marks in it, which may reach over the panel's upper edge. */
function drawBalloon(raster: Raster, panel: Polygon, chance: Chance): void {
  const [a, b, , d] = panel;
  const wide = (b!.x - a!.x) * 0.17;
  const high = Math.min(wide, (d!.y - a!.y) * 0.14);
  const cx = a!.x + (b!.x - a!.x) * (0.3 + 0.4 * chance());
  const cy = a!.y + high * (0.7 + chance());
  for (let y = Math.floor(cy - high); y <= cy + high; y++) {
    for (let x = Math.floor(cx - wide); x <= cx + wide; x++) {
      if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) continue;
      const r = Math.hypot((x - cx) / wide, (y - cy) / high);
      if (r > 1) continue;
      const isMark = r < 0.7 && Math.floor(y / 6) % 2 === 0 && Math.floor(x / 4) % 2 === 0;
      const value = r > 0.96 || isMark ? 10 : 255;
      for (let c = 0; c < 3; c++) raster.data[(y * raster.width + x) * 4 + c] = value;
    }
  }
}
