import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';

/** A place on the sheet for one shot. All boxes are pixels of the sheet. */
export interface SheetCell {
  /** Index among the shapes that were given. */
  readonly index: number;
  readonly picture: Box;
  readonly caption: Box;
  /** Room under the caption for what is said; of no height where nothing is. */
  readonly words: Box;
}

/** Where everything lies on a contact sheet, pixels of the sheet. */
export interface SheetLayout {
  readonly size: Size;
  readonly heading: Box;
  readonly cells: readonly SheetCell[];
}

export interface SheetOptions {
  /** Pixels of the whole sheet. */
  readonly width: number;
  /** Pictures of a medium shape in one row; wide and tall ones have their own widths. */
  readonly columns: number;
  /** How high a shot's words stand in a width; pixels of the sheet. Missing: none has any. */
  readonly wordsHeight?: (index: number, width: number) => number;
}

/**
 * Lays shots out like the panels of a comic page: rows as wide as the sheet, every picture in its true
 * shape, all of a row equally high, a caption under each. The last row is not blown up to fill.
 *
 * @param shapes width and height of each picture, in any unit
 * @example
 * layOutSheet([{ width: 16, height: 9 }, { width: 3, height: 4 }], { width: 1600, columns: 4 })
 */
export function layOutSheet(shapes: readonly Size[], options: SheetOptions): SheetLayout {
  const { width, columns } = options;
  const margin = Math.round(width * 0.025);
  const gutter = Math.round(width * 0.0125);
  const captionHeight = Math.round(width * 0.028);
  const inner = width - 2 * margin;
  const heading = { x: margin, y: margin, width: inner, height: Math.round(width * 0.05) };
  const wished = (inner - gutter * (columns - 1)) / columns / 1.6;
  // Beyond these a picture would rule its row or vanish in it; it is shown smaller in its place.
  const aspects = shapes.map((shape) => Math.max(0.45, Math.min(3.6, shape.width / shape.height)));

  const cells: SheetCell[] = [];
  let y = heading.y + heading.height + gutter;
  let row: number[] = [];
  const close = (full: boolean): void => {
    if (row.length === 0) return;
    const sum = row.reduce((total, index) => total + aspects[index]!, 0);
    const filling = (inner - gutter * (row.length - 1)) / sum;
    const height = Math.round(full ? filling : Math.min(filling, wished));
    let x = margin;
    let most = 0;
    for (const index of row) {
      const picture = { x: Math.round(x), y, width: Math.round(height * aspects[index]!), height };
      const caption = { ...picture, y: y + height, height: captionHeight };
      const below = Math.ceil(options.wordsHeight?.(index, picture.width) ?? 0);
      const words = { ...caption, y: caption.y + captionHeight, height: below };
      cells.push({ index, picture, caption, words });
      most = Math.max(most, below);
      x += height * aspects[index]! + gutter;
    }
    y += height + captionHeight + most + gutter;
    row = [];
  };
  for (const index of shapes.keys()) {
    row.push(index);
    const sum = row.reduce((total, k) => total + aspects[k]!, 0);
    if (sum * wished + gutter * (row.length - 1) >= inner) close(true);
  }
  close(false);
  return { size: { width, height: y - gutter + margin }, heading, cells };
}

/** The largest box of a shape in the middle of another box. */
export function centredIn(box: Box, shape: Size): Box {
  const scale = Math.min(box.width / shape.width, box.height / shape.height);
  const width = shape.width * scale;
  const height = shape.height * scale;
  return {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  };
}
