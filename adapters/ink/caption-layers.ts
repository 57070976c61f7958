import {
  type Avoided,
  type CaptionSurroundings,
  placeCaption,
} from '@inkreel/film/cut/caption-place.ts';
import { CELL, type DrawnLayer, type Grid } from '@inkreel/film/motion/display-list.ts';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { SeenBoxes } from '@inkreel/film/motion/seen-boxes.ts';
import type { SegmentCaptions, ShownCaption } from '@inkreel/film/production/plan-captions.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { type CaptionLook, drawCaption } from '../lettering/draw-caption.ts';
import { setCaption } from '../lettering/set-caption.ts';
import type { LookShelf } from './look-shelf.ts';

/** The captions of a segment, ready to be painted over its frames. */
export interface CaptionLayers {
  /** What is seen of them in a frame of the segment, above everything else. */
  layersAt(index: number): readonly DrawnLayer[];
  close(): void;
}

/** How large a caption that pops is in its first frames. */
const POP = [0.72, 1.08, 1.03];

interface LoadedCaption {
  readonly caption: ShownCaption;
  /** One picture for each number of words that were heard, from none on; or one for all. */
  readonly pictures: readonly string[];
  readonly grid: Grid;
  readonly box: Box;
}

let opened = 0;

/** Draws the captions of a segment, off what is seen under them, and hands them to the painter. */
export async function openCaptions(
  painter: Painter,
  frame: Size,
  { style, shown, looks, han }: SegmentCaptions,
  shelf: LookShelf,
): Promise<CaptionLayers> {
  const prefix = `captions-${opened++}/`;
  const names: string[] = [];
  const loaded: LoadedCaption[] = [];
  for (const [index, caption] of shown.entries()) {
    const words = caption.lines.reduce((count, line) => count + line.length, 0);
    const states = style === 'karaoke' ? words + 1 : 1;
    const set = setCaption(caption, frame, style, han);
    if (!set) continue;
    const around = await surroundingsOf(caption, style, frame, looks, shelf);
    const at = placeCaption(style, set.size, around);
    const pictures: string[] = [];
    let box: Box = { x: 0, y: 0, width: 1, height: 1 };
    for (let lit = 0; lit < states; lit++) {
      const { mouth, face } = around;
      const look: CaptionLook = { colour: caption.colour, heard: lit, mouth, face };
      const drawn = await drawCaption(set, at, look);
      const name = `${prefix}${index}-${lit}`;
      painter.load(name, drawn.raster);
      names.push(name);
      pictures.push(name);
      box = { ...drawn.at, width: drawn.raster.width, height: drawn.raster.height };
    }
    loaded.push({ caption, pictures, box, grid: gridAt(frame, box, 1) });
  }
  return {
    layersAt(index) {
      return loaded.flatMap(({ caption, pictures, grid, box }): DrawnLayer[] => {
        if (index < caption.from || index >= caption.to) return [];
        const heard = caption.lines.flat().filter(({ from }) => from <= index).length;
        const picture = pictures[Math.min(heard, pictures.length - 1)]!;
        const size = style === 'pop' || style === 'balloon' ? POP[index - caption.from] : undefined;
        return [{ picture, opacity: 1, grid: size ? gridAt(frame, box, size) : grid }];
      });
    },
    close() {
      for (const name of names) painter.unload(name);
    },
  };
}

/** How often the frames under a caption are looked at. */
const LOOKS = 4;

/** What is seen of faces and lettering while a caption is, whichever segment shows it. */
async function surroundingsOf(
  { over, colour }: ShownCaption,
  style: SegmentCaptions['style'],
  frame: Size,
  looks: SegmentCaptions['looks'],
  shelf: LookShelf,
): Promise<CaptionSurroundings> {
  const avoid: Avoided[] = [];
  let speaks: { readonly mouth: Point; readonly face?: Box } | undefined;
  for (const { look, from, to, mouth: own } of over) {
    const painting = await shelf.take(looks[look]!);
    for (let k = 0; k < LOOKS; k++) {
      const seen = painting.seenAt(Math.round(from + ((to - 1 - from) * k) / (LOOKS - 1)));
      avoid.push(...avoidedIn(seen, style, 1 / LOOKS));
      speaks ??= own === undefined ? onlyFace(seen) : faceOf(seen.mouths.get(own), seen);
    }
    painting.close();
  }
  return { frame, avoid, speaker: colour, ...(speaks && isIn(speaks.mouth, frame) && speaks) };
}

function avoidedIn(
  { faces, figures, features, lettering }: SeenBoxes,
  style: SegmentCaptions['style'],
  share: number,
): readonly Avoided[] {
  const weighted = (boxes: readonly Box[], weight: number) =>
    boxes.map((box): Avoided => ({ box, weight: weight * share }));
  // Eyes, nose and mouth are about the middle of a head.
  const middles = faces.map(({ x, y, width, height }) => ({
    x: x + 0.2 * width,
    y: y + 0.3 * height,
    width: 0.6 * width,
    height: 0.6 * height,
  }));
  return [
    ...weighted(faces, 0.6),
    ...weighted(middles, 1),
    ...weighted(features, 2),
    ...weighted(lettering, 0.5),
    // A balloon stands beside who speaks; words at the foot lie over the body, as in any film.
    ...(style === 'balloon' ? weighted(figures, 0.2) : []),
  ];
}

/** Where somebody speaks who is the only one to be seen: about the mouth of the only face. */
function onlyFace({ faces, mouths }: SeenBoxes): { mouth: Point; face: Box } | undefined {
  const [face, ...others] = faces;
  if (!face || others.length > 0 || mouths.size > 0) return undefined;
  return { face, mouth: { x: face.x + face.width / 2, y: face.y + 0.62 * face.height } };
}

/** A mouth with the face that it is in, where that is known. */
function faceOf(mouth: Point | undefined, { faces }: SeenBoxes) {
  if (!mouth) return undefined;
  const face = faces.find(
    ({ x, y, width, height }) =>
      mouth.x >= x && mouth.y >= y && mouth.x < x + width && mouth.y < y + height,
  );
  return { mouth, ...(face && { face }) };
}

function isIn({ x, y }: Point, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}

/** Puts a picture in its place, scaled about its middle. */
function gridAt(frame: Size, box: Box, size: number): Grid {
  const columns = Math.ceil(frame.width / CELL);
  const rows = Math.ceil(frame.height / CELL);
  const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
  const source = (place: number, from: number, side: number) =>
    Math.round(((place - from - side / 2) / size + side / 2) * 65536);
  let at = 0;
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      corners[at++] = source(column * CELL, box.x, box.width);
      corners[at++] = source(row * CELL, box.y, box.height);
    }
  }
  return { columns, rows, corners };
}
