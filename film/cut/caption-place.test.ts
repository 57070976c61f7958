import { describe, expect, it } from 'vitest';
import { areaOf, type Box, intersect } from '../space/box.ts';
import { type CaptionSurroundings, placeCaption } from './caption-place.ts';

const WIDE = { width: 1280, height: 720 };
const TALL = { width: 720, height: 1280 };
const SIZE = { width: 500, height: 100 };

function around(boxes: readonly Box[], more: Partial<CaptionSurroundings> = {}) {
  return { frame: WIDE, avoid: boxes.map((box) => ({ box, weight: 1 })), speaker: 0, ...more };
}
const covers = (at: { x: number; y: number }, box: Box, size = SIZE) =>
  areaOf(intersect({ ...at, ...size }, box)) > 0;

describe('placeCaption', () => {
  it('stands at the foot, above the buttons of players in a tall frame', () => {
    expect(placeCaption('classic', SIZE, around([]))).toEqual({ x: 390, y: 584 });
    const tall = placeCaption('classic', SIZE, around([], { frame: TALL }));
    expect(tall.y + SIZE.height).toBe(1024);
  });

  it('leaves a face at the foot for the top, and stays where a face is elsewhere', () => {
    const low = { x: 560, y: 520, width: 200, height: 200 };
    const high = { x: 560, y: 100, width: 200, height: 200 };
    for (const style of ['classic', 'karaoke', 'pop'] as const) {
      expect(covers(placeCaption(style, SIZE, around([low])), low)).toBe(false);
      expect(placeCaption(style, SIZE, around([high]))).toEqual(
        placeCaption(style, SIZE, around([])),
      );
    }
  });

  it('goes aside where the middle is taken above and below', () => {
    const faces = [
      { x: 560, y: 500, width: 120, height: 220 },
      { x: 560, y: 20, width: 120, height: 200 },
    ];
    const at = placeCaption('classic', { width: 400, height: 100 }, around(faces));
    for (const face of faces) expect(covers(at, face, { width: 400, height: 100 })).toBe(false);
  });

  it('covers least where a face fills the frame', () => {
    const face = { x: 200, y: -100, width: 900, height: 760 };
    const mouth = { x: 500, y: 480, width: 300, height: 100 };
    const seen = around([face], {
      avoid: [
        { box: face, weight: 0.5 },
        { box: mouth, weight: 2 },
      ],
    });
    expect(covers(placeCaption('classic', SIZE, seen), mouth)).toBe(false);
  });

  it('sets a balloon near who speaks, above rather than below, off every face', () => {
    const size = { width: 300, height: 140 };
    const faces = [
      { x: 200, y: 280, width: 160, height: 200 },
      { x: 900, y: 280, width: 160, height: 200 },
    ];
    const at = (x: number) =>
      placeCaption('balloon', size, around(faces, { mouth: { x, y: 430 } }));
    for (const x of [280, 980]) {
      for (const face of faces) expect(covers(at(x), face, size)).toBe(false);
      expect(at(x).y + size.height).toBeLessThanOrEqual(430);
    }
    expect(at(280).x + size.width / 2).toBeLessThan(at(980).x + size.width / 2);
  });

  it('stays in the safe area, and in the middle what is too large for it', () => {
    for (const mouth of [
      { x: 0, y: 0 },
      { x: 1279, y: 719 },
    ]) {
      const at = placeCaption('balloon', SIZE, around([], { mouth }));
      expect(at.x).toBeGreaterThanOrEqual(64);
      expect(at.y).toBeGreaterThanOrEqual(36);
      expect(at.x + SIZE.width).toBeLessThanOrEqual(1216);
      expect(at.y + SIZE.height).toBeLessThanOrEqual(684);
    }
    const huge = { width: 1240, height: 100 };
    expect(placeCaption('classic', huge, around([])).x).toBe(20);
  });
});
