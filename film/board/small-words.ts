import { median } from '../grammar/median.ts';
import type { Size } from '../space/size.ts';
import type { NumberedBalloon } from './shot-words.ts';
import { isVoiced } from './shot-words.ts';

/** Lettering lower than this share of the frame's height is not read at ease: 14 pixels of 720. */
const LEAST = 0.0195;
/** So much of what is said, by its letters, decides how the picture is shown. */
const MOST = 0.5;

/**
 * Whether most of what is said in a picture is lettered too small to be read while all of the picture is
 * seen: it asks for a camera that goes from balloon to balloon.
 *
 * @param size of what the shot shows, in pixels of the art
 * @param aspect of the film, width over height
 */
export function hasSmallWords(
  balloons: readonly NumberedBalloon[],
  { width, height }: Size,
  aspect: number,
): boolean {
  const least = LEAST * Math.max(height, width / aspect);
  let [small, all] = [0, 0];
  for (const { balloon } of balloons) {
    const { kind, text, lines } = balloon;
    if (!isVoiced(kind) || text === '' || lines.length === 0) continue;
    // Upright or in columns, letters are as high as a line's shorter side.
    const letters = median(lines.map(({ box }) => Math.min(box.width, box.height)))!;
    all += text.length;
    if (letters < least) small += text.length;
  }
  return small > MOST * all;
}
