import { distanceTo } from '../media/distance.ts';
import type { Plane } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { fieldOf, rise, type Supple } from './supple.ts';

/** Limbs and locks thinner than twice this share of a figure's shorter side are loose. */
const THIN = 0.1;
/** How far from the body what is loose moves freely, as a share of the figure's height. */
const REACH = 0.16;
/** An edge of the picture holds a figure that it cuts off within this share of the figure's side. */
const HELD = 0.14;
/** How far from what it carries a figure moves freely, as a share of its longer side. */
const CLEAR = 0.16;
const POINTS = 41;

/** A figure as it was cut out. */
export interface CutFigure {
  /** Any size; 255 = surely the figure. It covers `size`. */
  readonly matte: Plane;
  /** Around the figure alone, without what was taken along, pixels of `size`. */
  readonly box: Box;
  /** Around where its head is likely to be, pixels of `size`. */
  readonly head: Box;
  /** Of the shot's picture. */
  readonly size: Size;
  /** 0 to 1. */
  readonly trust: number;
  /** Lettering that it carries along, not 0, as large as the matte: there it stays still. */
  readonly load?: Plane;
}

/**
 * Where a figure breathes and what hangs loose on it. Its chest rises with head and shoulders; hips,
 * feet and whatever the picture's edge cuts off stay. Loose are parts that stand off from the body's
 * bulk, freer the farther they reach; the head's middle, where the face is, and the legs are not.
 */
export function suppleFigure(figure: CutFigure): readonly Supple[] {
  const { matte, box, trust } = figure;
  const ends = endsOf(figure);
  const still = stillAt(figure);
  const breath: Supple = { kind: 'breath', trust, field: breathField(figure, ends, still) };
  const reach = REACH * box.height;
  const away = awayFromBulk(matte, figure);
  const { head } = figure;
  const face = {
    x: head.x + head.width / 2,
    y: head.y + head.height * 0.55,
    across: head.width * 0.42,
    down: head.height * 0.5,
  };
  const wider = reach * 0.5;
  const field = fieldOf(
    {
      x: box.x - wider,
      y: box.y - wider,
      width: box.width + 2 * wider,
      height: box.height + 2 * wider,
    },
    POINTS,
    POINTS,
    (x, y) => {
      const free = rise(away(x, y), 0.1 * reach, reach);
      const fromFace = Math.hypot((x - face.x) / face.across, (y - face.y) / face.down);
      const low = (y - box.y) / box.height;
      const legs = ends.bottom ? 1 : 1 - rise(low, 0.55, 0.8);
      return free * rise(fromFace, 1, 1.9) * legs * heldAt(x, y, box, ends) * (still?.(x, y) ?? 1);
    },
  );
  const most = Math.max(...field.values);
  return most > 0.05 ? [breath, { kind: 'loose', trust: trust * 0.9, field }] : [breath];
}

interface Ends {
  readonly left: boolean;
  readonly right: boolean;
  readonly top: boolean;
  readonly bottom: boolean;
}

/** Which of the picture's edges cut the figure off. */
function endsOf({ box, size }: CutFigure): Ends {
  const near = 0.012 * Math.max(size.width, size.height);
  return {
    left: box.x <= near,
    right: box.x + box.width >= size.width - near,
    top: box.y <= near,
    bottom: box.y + box.height >= size.height - near,
  };
}

function heldAt(x: number, y: number, box: Box, ends: Ends): number {
  const [across, down] = [HELD * box.width, HELD * box.height];
  let free = 1;
  if (ends.left) free *= rise(x - box.x, 0, across);
  if (ends.right) free *= rise(box.x + box.width - x, 0, across);
  if (ends.top) free *= rise(y - box.y, 0, down);
  if (ends.bottom) free *= rise(box.y + box.height - y, 0, down);
  return free;
}

/** The same all across, so that whatever is level stays level; but for what it carries. */
function breathField({ box }: CutFigure, ends: Ends, still: StillAt | undefined) {
  const slender = box.height > 1.5 * box.width;
  // Where the chest is and where the hips are, from the top of the figure to its feet.
  const [chest, hips] = ends.bottom ? [0.5, 0.98] : slender ? [0.3, 0.56] : [0.42, 0.8];
  return fieldOf(box, still ? POINTS : 1, POINTS, (x, y) => {
    const low = (y - box.y) / box.height;
    // The head rides a little less high than the chest lifts.
    const lifted = low < chest ? 0.82 + 0.18 * rise(low, chest * 0.55, chest) : 1;
    const held = ends.top ? rise(low, 0, chest * 0.8) : 1;
    return lifted * held * (1 - rise(low, chest, hips)) * (still?.(x, y) ?? 1);
  });
}

type StillAt = (x: number, y: number) => number;

/** 0 on what a figure carries, 1 far enough from it; undefined where it carries nothing. */
function stillAt({ load, box, size }: CutFigure): StillAt | undefined {
  if (!load?.data.some((value) => value > 0)) return undefined;
  const scale = load.width / size.width;
  const { distance } = distanceTo(load, (i) => load.data[i]! > 0);
  const clear = CLEAR * Math.max(box.width, box.height) * scale;
  return (x, y) => {
    const column = Math.max(0, Math.min(load.width - 1, Math.round(x * scale)));
    const row = Math.max(0, Math.min(load.height - 1, Math.round(y * scale)));
    return rise(distance[row * load.width + column]!, 0.2 * clear, clear);
  };
}

/** How far a place, in pixels of the picture, lies from the figure's bulk: what no thin part belongs to. */
function awayFromBulk(matte: Plane, { box, size }: CutFigure): (x: number, y: number) => number {
  const scale = matte.width / size.width;
  const thin = THIN * Math.min(box.width, box.height) * scale;
  const { width, height } = matte;
  // Beyond the picture's edges the figure goes on, as far as anybody knows.
  const within = distanceTo(matte, (i) => matte.data[i]! < 128).distance;
  const core = distanceTo(matte, (i) => within[i]! >= thin).distance;
  return (x, y) => {
    const column = Math.max(0, Math.min(width - 1, Math.round(x * scale)));
    const row = Math.max(0, Math.min(height - 1, Math.round(y * scale)));
    const distance = core[row * width + column]!;
    // A figure with no bulk at all has nothing that could hang from it.
    if (!Number.isFinite(distance)) return 0;
    return Math.max(0, distance - thin * 1.1) / scale;
  };
}
