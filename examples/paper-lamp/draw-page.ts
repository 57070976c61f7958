import { chance as seededChance } from '@inkreel/film/grammar/seeded-chance.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { boundsOf, type Polygon } from '@inkreel/film/space/polygon.ts';
import sharp from 'sharp';
import { masthead } from './balloon.ts';
import { theMorning, theWay } from './dawn-panels.ts';
import { PAGE, PAGES, type PanelName } from './layout.ts';
import { INK } from './light.ts';
import { type PanelDrawing, theBay, theBolt, theDark, theLamp } from './night-panels.ts';
import { openSheet } from './sheet.ts';
import { theFace, theFold, theLaunch, theSight, theWave } from './storm-panels.ts';

const DRAWINGS: Record<PanelName, PanelDrawing> = {
  'the-bay': theBay,
  'the-lamp': theLamp,
  'the-bolt': theBolt,
  'the-dark': theDark,
  'the-fold': theFold,
  'the-face': theFace,
  'the-launch': theLaunch,
  'the-wave': theWave,
  'the-sight': theSight,
  'the-way': theWay,
  'the-morning': theMorning,
};

const PAPER = '#FBF7EC';
const BORDER = 7;

/** A page of the comic as SVG; only shapes, so that it needs no font of the machine. */
export function pageDrawing(page: number): string {
  const panels = PAGES[page];
  if (panels === undefined)
    throw new RangeError(`There are ${PAGES.length} pages; ${page} is none.`);
  const sheet = openSheet();
  const drawn = panels.map(({ name, outline }, n) => {
    const box = boundsOf(outline);
    const path = pathOf(outline);
    const chance = seededChance(1000 * (page + 1) + n);
    const inside = DRAWINGS[name](sheet, { w: box.width, h: box.height }, chance);
    return (
      `<g clip-path="${sheet.clip(path)}"><g transform="translate(${box.x} ${box.y})" style="isolation:isolate">${inside}</g></g>` +
      `<path d="${path}" fill="none" stroke="${INK}" stroke-width="${BORDER}" stroke-linejoin="miter"/>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE.width}" height="${PAGE.height}" viewBox="0 0 ${PAGE.width} ${PAGE.height}"><defs>${sheet.definitions()}</defs><rect width="${PAGE.width}" height="${PAGE.height}" fill="${PAPER}"/>${page === 0 ? masthead('The Paper Lamp', PAGE.width, 96, 110) : ''}${drawn.join('\n')}</svg>`;
}

/** A page of the comic in pixels, the same on every run: the drawing with the grain of its paper. */
export async function drawPage(page: number): Promise<Raster> {
  const { data, info } = await sharp(Buffer.from(pageDrawing(page)), { unlimited: true })
    .flatten({ background: PAPER })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster = { width: info.width, height: info.height, data: new Uint8Array(data) };
  PAGES[page]!.forEach(({ outline }, n) => {
    grain(raster, outline, seededChance(7000 + 10 * page + n));
  });
  return raster;
}

/** Tooth of the paper within a panel: a coarse wash of pigment and a fine grain over it. */
function grain(raster: Raster, outline: Polygon, chance: () => number): void {
  const box = boundsOf(outline);
  const cell = 26;
  const columns = Math.ceil(box.width / cell) + 2;
  const wash = Array.from(
    { length: columns * (Math.ceil(box.height / cell) + 2) },
    () => chance() - 0.5,
  );
  for (let y = Math.ceil(box.y); y < box.y + box.height; y++) {
    const [left, right] = spanAt(outline, y + 0.5);
    const v = (y - box.y) / cell;
    const row = Math.floor(v);
    const fv = smooth(v - row);
    for (let x = Math.ceil(left + 4); x < right - 4; x++) {
      const u = (x - box.x) / cell;
      const column = Math.floor(u);
      const fu = smooth(u - column);
      const at = row * columns + column;
      const above = wash[at]! * (1 - fu) + wash[at + 1]! * fu;
      const below = wash[at + columns]! * (1 - fu) + wash[at + columns + 1]! * fu;
      const tooth = (above * (1 - fv) + below * fv) * 13 + (chance() + chance() - 1) * 9;
      const pixel = (y * raster.width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const value = raster.data[pixel + channel]!;
        // The middle tones take the grain; ink and paper stay clean.
        raster.data[pixel + channel] = Math.min(
          255,
          Math.max(0, value + tooth * 4 * (value / 255) * (1 - value / 275)),
        );
      }
    }
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** From where to where a convex outline reaches on one line of the page. */
function spanAt(outline: Polygon, y: number): readonly [left: number, right: number] {
  const crossings: number[] = [];
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    if (a.y > y !== b.y > y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  });
  return crossings.length === 0 ? [0, -1] : [Math.min(...crossings), Math.max(...crossings)];
}

function pathOf(outline: Polygon): string {
  return `M${outline.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}
