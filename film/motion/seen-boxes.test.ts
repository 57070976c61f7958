import { describe, expect, it } from 'vitest';
import { rational } from '../time/rational.ts';
import { seenBoxes } from './seen-boxes.ts';
import type { Stage } from './stage.ts';

const SIZE = { width: 400, height: 200 };
const FRAME = { width: 800, height: 400 };
const VIEW = { x: 0, y: 0, ...SIZE };
const CLOSE = { x: 200, y: 100, width: 200, height: 100 };

const STAGE: Stage = {
  size: SIZE,
  layers: [
    { name: 'plate', role: 'plate', box: VIEW, depth: 0 },
    {
      name: 'figure-1',
      role: 'cut-out',
      box: { x: 200, y: 60, width: 100, height: 140 },
      depth: 1,
    },
    ...(['wide', 'round'] as const).map((mouth) => ({
      name: `mouth-1-${mouth}`,
      role: 'mouth' as const,
      box: { x: 240, y: 120, width: 20, height: 10 },
      depth: 1,
      rides: 'figure-1',
      says: { pin: 0, mouth },
    })),
  ],
  keep: [],
  faces: [{ x: 220, y: 60, width: 60, height: 80 }],
  lettering: [{ x: 0, y: 0, width: 100, height: 40 }],
  trust: 1,
};

function seenIn(to: typeof VIEW, shift: number, frame: number, stage = STAGE) {
  const plan = {
    move: 'push-in' as const,
    from: VIEW,
    to,
    stops: [],
    shift: { x: shift, y: 0 },
    growth: 0,
    sway: 0,
    steadyDepth: 0,
    ground: 0,
    bounds: VIEW,
    give: STAGE.layers.map(() => ({ x: 1, y: 1, size: 1 })),
  };
  const shot = { stage, plan, frame: FRAME, length: rational(48, 24), seed: 1 };
  return seenBoxes(shot, rational(frame, 24));
}

describe('seenBoxes', () => {
  it('gives faces, mouths and lettering in pixels of the frame', () => {
    const seen = seenIn(VIEW, 0, 0);
    expect(seen.faces).toEqual([{ x: 440, y: 120, width: 120, height: 160 }]);
    expect(seen.figures).toEqual([{ x: 400, y: 120, width: 200, height: 280 }]);
    expect(seen.lettering).toEqual([{ x: 0, y: 0, width: 200, height: 80 }]);
    // One mouth, whatever shapes it has.
    expect(seen.features).toHaveLength(1);
    expect(seen.mouths.get(0)).toEqual({ x: 500, y: 250 });
  });

  it('knows a face by its mouth', () => {
    const { faces: _, ...faceless } = STAGE;
    const seen = seenIn(VIEW, 0, 0, faceless);
    const mouth = seen.mouths.get(0)!;
    expect(seen.faces).toHaveLength(1);
    expect(seen.faces[0]!.y).toBeLessThan(mouth.y - 60);
    expect(seen.faces[0]!.x + seen.faces[0]!.width / 2).toBeCloseTo(mouth.x, 5);
  });

  it('follows the camera', () => {
    const [face] = seenIn(CLOSE, 0, 47).faces;
    expect(face!.x).toBeCloseTo(80, 0);
    expect(face!.width).toBeCloseTo(240, 0);
    const [before] = seenIn(CLOSE, 0, 0).faces;
    expect(before!.width).toBeCloseTo(120, 0);
  });

  it('moves faces with the figure they are on, lettering with the plate', () => {
    const [early, late] = [seenIn(VIEW, 20, 0), seenIn(VIEW, 20, 47)];
    expect(early.faces[0]!.x - late.faces[0]!.x).toBeGreaterThan(30);
    expect(early.mouths.get(0)!.x - late.mouths.get(0)!.x).toBeCloseTo(
      early.faces[0]!.x - late.faces[0]!.x,
      3,
    );
    expect(early.lettering).toEqual(late.lettering);
  });
});
