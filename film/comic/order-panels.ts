import type { Box } from '../space/box.ts';
import type { Panel, ReadingDirection } from './page.ts';

/** How far, as a part of the smaller one, two panels may reach past the line that parts them. */
const SLACK = 0.22;

/**
 * Panels in the order they are read: tiers from the top, within a tier from the side the direction
 * begins on, and a tall panel before or after the whole stack beside it. Two or more even columns of
 * strips (4-koma) are read column by column. On a strip that is scrolled (ttb) panels that stand side
 * by side are read from the side that `within` names.
 */
export function orderPanels(
  panels: readonly Panel[],
  direction: ReadingDirection,
  within: 'ltr' | 'rtl' = 'ltr',
): readonly Panel[] {
  return orderGroup(panels, direction === 'ttb' ? within : direction, direction !== 'ttb');
}

function orderGroup(
  panels: readonly Panel[],
  direction: 'ltr' | 'rtl',
  mayHoldColumns: boolean,
): readonly Panel[] {
  if (panels.length < 2) return panels;
  const columns = mayHoldColumns ? evenColumns(panels) : undefined;
  if (columns) {
    const inOrder = direction === 'ltr' ? columns : [...columns].reverse();
    return inOrder.flat();
  }
  const tiers = bestSplit(panels, (box) => ({ from: box.y, to: box.y + box.height }));
  const sides = bestSplit(panels, (box) => ({ from: box.x, to: box.x + box.width }));
  const split =
    tiers && (tiers.reach <= SLACK || !sides || tiers.reach <= sides.reach) ? tiers : sides;
  if (!split) return panels;
  const begins = split === tiers || direction === 'ltr';
  const first = begins ? split.before : split.after;
  const then = begins ? split.after : split.before;
  return [
    ...orderGroup(first, direction, mayHoldColumns),
    ...orderGroup(then, direction, mayHoldColumns),
  ];
}

interface Split {
  readonly before: readonly Panel[];
  readonly after: readonly Panel[];
  readonly reach: number;
}

/** The first clean split along one axis, or the cleanest where none is clean. */
function bestSplit(
  panels: readonly Panel[],
  extent: (box: Box) => { from: number; to: number },
): Split | undefined {
  const spans = panels.map((panel) => ({ panel, ...extent(panel.box) }));
  spans.sort((a, b) => a.from + a.to - b.from - b.to);
  let best: Split | undefined;
  for (let n = 1; n < spans.length; n++) {
    const before = spans.slice(0, n);
    const after = spans.slice(n);
    let reach = 0;
    for (const a of before) {
      for (const b of after) {
        reach = Math.max(reach, (a.to - b.from) / Math.min(a.to - a.from, b.to - b.from));
      }
    }
    if (best && reach >= best.reach) continue;
    best = { before: before.map((s) => s.panel), after: after.map((s) => s.panel), reach };
    if (reach <= SLACK) return best;
  }
  return best;
}

/**
 * Columns of strips, left to right: at least two columns of the same four or more even panels, or
 * columns that stand clearly farther apart than the panels within them.
 */
function evenColumns(panels: readonly Panel[]): readonly (readonly Panel[])[] | undefined {
  if (panels.length < 6) return undefined;
  const columns: Panel[][] = [];
  for (const panel of [...panels].sort((a, b) => a.box.x - b.box.x)) {
    const column = columns.find((others) => {
      const other = others[0]!.box;
      const width = Math.min(other.width, panel.box.width);
      return (
        Math.abs(other.x - panel.box.x) < 0.12 * width &&
        Math.abs(other.width - panel.box.width) < 0.15 * width
      );
    });
    if (column) column.push(panel);
    else columns.push([panel]);
  }
  const rows = columns[0]!.length;
  if (columns.length < 2 || rows < 3 || columns.some((column) => column.length !== rows)) {
    return undefined;
  }
  for (const column of columns) column.sort((a, b) => a.box.y - b.box.y);
  const heights = panels.map((panel) => panel.box.height);
  const even = Math.max(...heights) < 1.15 * Math.min(...heights);
  if (!even) return undefined;
  const gap = (a: number, b: number): number => Math.max(1, b - a);
  const upright = columns
    .slice(1)
    .map((column, i) => gap(columns[i]![0]!.box.x + columns[i]![0]!.box.width, column[0]!.box.x));
  const level = columns.flatMap((column) =>
    column.slice(1).map((panel, i) => gap(column[i]!.box.y + column[i]!.box.height, panel.box.y)),
  );
  const apart = Math.min(...upright) > 1.8 * Math.max(...level);
  const strips = columns.length === 2 && rows === 4 && heights[0]! < panels[0]!.box.width;
  return apart || strips ? columns : undefined;
}
