import type { LineId } from '../story/line.ts';
import type { TimeRange } from '../time/time-range.ts';

/** A word of a caption with the time it is heard, in the film. */
export interface CaptionWord {
  readonly text: string;
  /** False where it follows without a space, as in writing that has none. */
  readonly spaced: boolean;
  readonly range: TimeRange;
}

/** A text with its time: one or two lines that are seen while they are said. */
export interface CaptionCue {
  /** The line of the story it belongs to; a long one has several cues. */
  readonly line: LineId;
  /** Who says it, by cast id; missing where nobody is known. */
  readonly speaker?: string;
  readonly lines: readonly (readonly CaptionWord[])[];
  /** When it is seen, in the film. */
  readonly range: TimeRange;
}

/** A caption's line as it is read. */
export function captionText(line: readonly CaptionWord[]): string {
  return line.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('');
}
