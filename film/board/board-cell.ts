import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { Line } from '../story/line.ts';
import type { Rational } from '../time/rational.ts';
import type { Shot } from './shot.ts';

/** A shot as a contact sheet and an animatic show it. */
export interface BoardCell {
  readonly shot: Shot;
  readonly sceneTitle: string;
  /** Where the shot begins in the film. */
  readonly start: Rational;
  /** Size, in pixels, of the picture that views are given in. */
  readonly picture: Size;
  /** The camera's views in order, two or more for a move, pixels of the picture; none for a card. */
  readonly views: readonly Box[];
}

/** `00:12:08` is twelve seconds and eight frames: minutes, seconds, frames. */
export function boardTimecode(time: Rational): string {
  const seconds = Math.floor(time.value / time.rate);
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}:${two(time.value % time.rate)}`;
}

/** What is said of a shot in one line: `push in, 3.2 s`. */
export function cellNote({ shot }: Pick<BoardCell, 'shot'>): string {
  const seconds = (shot.length.value / shot.length.rate).toFixed(1);
  if (shot.source.kind === 'card') return `card, ${seconds} s`;
  return `${shot.framing}, ${shot.camera.move.replaceAll('-', ' ')}, ${seconds} s`;
}

/** A line as the board shows it: `bram (whisper): There, old girl.`, a question mark where it is unsure. */
export function lineNote({ speaker, delivery, text, confidence }: Line): string {
  const who = [speaker ?? '', delivery === 'speech' ? '' : `(${delivery})`]
    .filter(Boolean)
    .join(' ');
  return `${who}${who === '' ? '' : ': '}${text}${confidence === undefined ? '' : ' [?]'}`;
}

/** All that is heard in a shot, each on a line of its own: what is said, then noises. */
export function heardIn({ lines, effects = [] }: Shot): readonly string[] {
  return [...lines.map(lineNote), ...effects.map((effect) => `* ${effect}`)];
}
