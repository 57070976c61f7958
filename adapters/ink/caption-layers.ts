import { CELL, type DrawnLayer, type Grid } from '@inkreel/film/motion/display-list.ts';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { SegmentCaptions, ShownCaption } from '@inkreel/film/production/plan-captions.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { drawCaption } from '../lettering/draw-caption.ts';

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

/** Draws the captions of a segment and hands them to the painter. */
export async function openCaptions(
  painter: Painter,
  frame: Size,
  { style, shown }: SegmentCaptions,
): Promise<CaptionLayers> {
  const prefix = `captions-${opened++}/`;
  const names: string[] = [];
  const loaded: LoadedCaption[] = [];
  for (const [index, caption] of shown.entries()) {
    const words = caption.lines.reduce((count, line) => count + line.length, 0);
    const states = style === 'karaoke' ? words + 1 : 1;
    const pictures: string[] = [];
    let box: Box = { x: 0, y: 0, width: 1, height: 1 };
    for (let lit = 0; lit < states; lit++) {
      const drawn = await drawCaption(caption, frame, style, lit);
      if (!drawn) continue;
      const name = `${prefix}${index}-${lit}`;
      painter.load(name, drawn.raster);
      names.push(name);
      pictures.push(name);
      box = { ...drawn.at, width: drawn.raster.width, height: drawn.raster.height };
    }
    if (pictures.length > 0) {
      loaded.push({ caption, pictures, box, grid: gridAt(frame, box, 1) });
    }
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
