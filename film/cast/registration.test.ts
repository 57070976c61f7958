import { describe, expect, it } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import { driftOf } from './drift.ts';
import { keyPointsOf } from './key-points.ts';
import { madeSighting } from './made-sighting.ts';
import { mapped, type Registration, register } from './registration.ts';
import type { Sighting } from './sighting.ts';

const SIZE = 304;

function laidOver(reference: Sighting, candidate: Sighting): Registration | undefined {
  return register(keyPointsOf(reference), keyPointsOf(candidate), SIZE);
}

/** Each pixel of the new picture taken from where `from` says. */
function drawn(
  { picture, box, face }: Sighting,
  size: { readonly width: number; readonly height: number },
  from: (x: number, y: number) => readonly [number, number],
): Sighting {
  const made: Raster = emptyRaster(size.width, size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [sx, sy] = from(x, y);
      const [px, py] = [Math.round(sx), Math.round(sy)];
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue;
      const o = (py * picture.width + px) * 4;
      made.data.set(picture.data.subarray(o, o + 4), (y * size.width + x) * 4);
    }
  }
  return { picture: made, box: { ...box, x: 0, y: 0, ...size }, ...(face && { face }) };
}

describe('registration', () => {
  const figure = madeSighting(1);

  it('finds the figure again where it stands elsewhere, smaller', () => {
    const small = drawn(figure, { width: 300, height: 300 }, (x, y) => [
      (x - 90) / 0.7,
      (y - 30) / 0.7,
    ]);
    const found = laidOver(figure, small)!;
    expect(found.matches.length).toBeGreaterThan(20);
    expect(found.map.isMirrored).toBe(false);
    const [x, y] = mapped(found.map, 120, 160);
    expect(Math.abs(x - (120 * 0.7 + 90))).toBeLessThan(2.5);
    expect(Math.abs(y - (160 * 0.7 + 30))).toBeLessThan(2.5);
  });

  it('finds it in a mirror', () => {
    const found = laidOver(
      figure,
      drawn(figure, figure.picture, (x, y) => [239 - x, y]),
    )!;
    expect(found.map.isMirrored).toBe(true);
    expect(found.matches.length).toBeGreaterThan(20);
    const [x, y] = mapped(found.map, 50, 160);
    expect(Math.abs(x - 189)).toBeLessThan(2.5);
    expect(Math.abs(y - 160)).toBeLessThan(2.5);
  });

  it('does not take another drawing for it', () => {
    const same = laidOver(
      figure,
      drawn(figure, figure.picture, (x, y) => [x - 3, y - 2]),
    )!;
    const other = laidOver(figure, madeSighting(2));
    // They have their outline in common.
    expect(other?.matches.length ?? 0).toBeLessThan(same.matches.length / 4);
  });

  it('finds nothing in an empty picture', () => {
    const empty = { picture: emptyRaster(100, 100), box: { x: 0, y: 0, width: 100, height: 100 } };
    expect(laidOver(figure, empty)).toBeUndefined();
    expect(laidOver(empty, figure)).toBeUndefined();
  });
});

describe('drift', () => {
  const figure = madeSighting(1);
  const drift = (candidate: Sighting) =>
    driftOf(figure, candidate, laidOver(figure, candidate)!.map);

  it('is next to nothing for the same picture', () => {
    const same = drift(figure);
    for (const name of ['hair', 'skin', 'clothing'] as const) {
      expect(same[name]).toBeLessThan(0.002);
    }
    expect(same.face).toBeLessThan(0.004);
    expect(same.proportions).toBeLessThan(0.004);
  });

  it('is in the hair where the hair has another colour, and there alone', () => {
    const turned = drift(madeSighting(1, { hair: [90, 100, 30] }));
    expect(turned.hair).toBeGreaterThan(0.04);
    expect(turned.clothing).toBeLessThan(0.01);
    expect(turned.face).toBeLessThan(0.004);
  });

  it('forgives light', () => {
    const data = figure.picture.data.map((value, k) =>
      k % 4 === 3 ? value : Math.round(value * [0.62, 0.64, 0.7][k % 4]!),
    );
    const dim = drift({ ...figure, picture: { ...figure.picture, data } });
    for (const name of ['hair', 'skin', 'clothing'] as const) {
      expect(dim[name]).toBeLessThan(0.01);
    }
  });

  it('tells a figure that is a tenth wider', () => {
    const wide = drawn(figure, { width: 264, height: 320 }, (x, y) => [x / 1.1, y]);
    expect(drift(wide).proportions).toBeGreaterThan(0.04);
  });

  it('tells a face that is bent', () => {
    const bent = drawn(figure, figure.picture, (x, y) => {
      const far = Math.hypot(x - 120, y - 98) / 55;
      const fade = far < 1 ? Math.cos((far * Math.PI) / 2) : 0;
      return [x - 4.5 * Math.sin(((x - 120) / 55) * Math.PI) * fade, y];
    });
    expect(drift(bent).face).toBeGreaterThan(0.015);
  });
});
