import type { Size } from '../space/size.ts';
import { isVoiced, type NumberedBalloon } from './shot-words.ts';

/** Lines lower than this share of the frame's height are not read at ease: capitals of 15 pixels of 720. */
const LEAST = 0.032;
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
    const { kind, text, letters } = balloon;
    if (!isVoiced(kind) || text === '' || letters === undefined) continue;
    all += text.length;
    if (letters < least) small += text.length;
  }
  return small > MOST * all;
}
