import { findBlobs } from '../media/blob.ts';
import type { Box } from '../space/box.ts';
import type { PageTone } from './page-tone.ts';

/** A title is a band so many times as wide as it is high, and no higher than this part of its width. */
const LEAST_ASPECT = 2.5;
/** What is so near the band's sides, as a part of its height, may be its frame. */
const INSET = 0.06;
/** The least part of the band that is light ground. */
const LEAST_GROUND = 0.5;
/** It has so many letters, each so high as a part of the band and no wider than this part of it. */
const LEAST_LETTERS = 5;
const LEAST_HEIGHT = 0.2;
const MOST_WIDTH = 0.4;
/** So much of what is drawn in the band is letters, and so many of them stand on one line. */
const LEAST_OF_INK = 0.85;
const LEAST_ALIGNED = 0.6;
/** How far the feet of letters on one line lie apart, as a part of the band. */
const ON_LINE = 0.14;

/**
 * Whether a box of the small page is a title: large drawn letters side by side on one line and hardly
 * anything else. Letters of a usual size are found by `findLettering`; these are as large as figures.
 */
export function isTitle(tone: PageTone, box: Box): boolean {
  if (box.width < LEAST_ASPECT * box.height) return false;
  const inset = Math.max(2, Math.round(INSET * box.height));
  const x0 = Math.max(0, Math.round(box.x) + inset);
  const y0 = Math.max(0, Math.round(box.y) + inset);
  const width = Math.min(tone.width, Math.round(box.x + box.width) - inset) - x0;
  const height = Math.min(tone.height, Math.round(box.y + box.height) - inset) - y0;
  if (width < 8 || height < 8) return false;
  const isInk = (i: number): boolean => {
    const x = i % width;
    const value = tone.byRows[(y0 + (i - x) / width) * tone.width + x0 + x]!;
    return (value & 0xffff) === 0;
  };
  const { blobs } = findBlobs({ width, height }, isInk);
  const ink = blobs.reduce((sum, { area }) => sum + area, 0);
  if (ink > (1 - LEAST_GROUND) * width * height) return false;
  const letters = blobs.filter(
    (blob) => blob.box.height >= LEAST_HEIGHT * height && blob.box.width <= MOST_WIDTH * width,
  );
  if (letters.length < LEAST_LETTERS) return false;
  if (letters.reduce((sum, { area }) => sum + area, 0) < LEAST_OF_INK * ink) return false;
  const feet = letters.map((blob) => blob.box.y + blob.box.height).sort((a, b) => a - b);
  const line = feet[feet.length >> 1]!;
  const aligned = feet.filter((foot) => Math.abs(foot - line) <= ON_LINE * height).length;
  return aligned >= LEAST_ALIGNED * letters.length;
}
