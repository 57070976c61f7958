import { distanceTo } from '../media/distance.ts';
import type { Plane, Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/**
 * Lifts a figure off a plate so that laying it back gives the picture again. In the soft rim a pixel
 * of the picture is part figure, part ground. The figure's share starts from the nearest solid colour
 * of the figure and the ground's from the plate; what is left over is split between them so that both
 * move least. Where that leaves the range of colours the rim is made more opaque there.
 *
 * @param plate changed in place at the rim: its data must be its own
 * @param under what the figure covers where `plate` alone does not say it: farther cut-outs laid on the
 *   plate; the plate is left alone where they differ
 */
export function liftCutOut(
  picture: Raster,
  matte: Plane,
  box: Box,
  plate: Raster,
  under: Raster,
): Raster {
  const { width } = picture;
  const solid = distanceTo({ width: box.width, height: box.height }, (o) => {
    const x = o % box.width;
    return matte.data[((o - x) / box.width + box.y) * width + x + box.x] === 255;
  });
  const data = new Uint8Array(box.width * box.height * 4);
  const figure = [0, 0, 0];
  const ground = [0, 0, 0];
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const i = (y + box.y) * width + x + box.x;
      const o = (y * box.width + x) * 4;
      const opaque = matte.data[i]!;
      if (opaque === 0) continue;
      data[o + 3] = opaque;
      if (opaque === 255) {
        for (let c = 0; c < 3; c++) data[o + c] = picture.data[i * 4 + c]!;
        continue;
      }
      const a = opaque / 255;
      const share = a * a + (1 - a) * (1 - a);
      const nearest = solid.nearest[y * box.width + x]!;
      const from =
        nearest < 0
          ? -1
          : (Math.floor(nearest / box.width) + box.y) * width + (nearest % box.width) + box.x;
      let mayMovePlate = true;
      for (let c = 0; c < 3; c++) {
        if (plate.data[i * 4 + c] !== under.data[i * 4 + c]) mayMovePlate = false;
      }
      let least = a;
      for (let c = 0; c < 3; c++) {
        const wanted = picture.data[i * 4 + c]!;
        const f = from >= 0 ? picture.data[from * 4 + c]! : wanted;
        const b = under.data[i * 4 + c]!;
        const left = wanted - a * f - (1 - a) * b;
        ground[c] = mayMovePlate ? byte(b + (left * (1 - a)) / share) : b;
        figure[c] = (wanted - (1 - a) * ground[c]!) / a;
        // The opacity at which the figure's colour is just within range.
        const g = ground[c]!;
        if (figure[c]! < 0) least = Math.max(least, g > 0 ? 1 - wanted / g : a);
        if (figure[c]! > 255) least = Math.max(least, 1 - (255 - wanted) / (255 - g));
      }
      const lifted = Math.min(1, Math.ceil(least * 255 - 1e-6) / 255);
      data[o + 3] = Math.round(lifted * 255);
      for (let c = 0; c < 3; c++) {
        const wanted = picture.data[i * 4 + c]!;
        if (mayMovePlate) {
          plate.data[i * 4 + c] = ground[c]!;
          under.data[i * 4 + c] = ground[c]!;
        }
        data[o + c] = byte((wanted - (1 - lifted) * ground[c]!) / lifted);
      }
    }
  }
  return { width: box.width, height: box.height, data };
}

/** Lays a cut-out on a picture at a box, in place. Both in the picture's pixels. */
export function layOver(ground: Raster, cutOut: Raster, box: Box): void {
  for (let y = 0; y < cutOut.height; y++) {
    const gy = y + box.y;
    if (gy < 0 || gy >= ground.height) continue;
    for (let x = 0; x < cutOut.width; x++) {
      const gx = x + box.x;
      if (gx < 0 || gx >= ground.width) continue;
      const o = (y * cutOut.width + x) * 4;
      const i = (gy * ground.width + gx) * 4;
      const a = cutOut.data[o + 3]! / 255;
      if (a === 0) continue;
      for (let c = 0; c < 3; c++) {
        ground.data[i + c] = byte(cutOut.data[o + c]! * a + ground.data[i + c]! * (1 - a));
      }
      ground.data[i + 3] = Math.max(ground.data[i + 3]!, cutOut.data[o + 3]!);
    }
  }
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
