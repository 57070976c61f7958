import type { CaptionCue } from '../cut/caption-cue.ts';
import type { CaptionStyle } from '../cut/caption-style.ts';
import type { Segment } from '../cut/segment.ts';
import type { Rational } from '../time/rational.ts';
import { toSeconds } from '../time/rational.ts';
import { endOf } from '../time/time-range.ts';

/** A caption as a segment shows it. Frames count from the segment's first; a caption may begin before it. */
export interface ShownCaption {
  readonly from: number;
  /** The first frame in which it is not seen any more. */
  readonly to: number;
  readonly lines: readonly (readonly ShownWord[])[];
  /** Which of the speakers' colours it has: 0 where nobody is known. */
  readonly colour: number;
}

export interface ShownWord {
  readonly text: string;
  /** Whether a space stands before it, but at the beginning of a line. */
  readonly spaced: boolean;
  /** The frame it is heard from. */
  readonly from: number;
}

/** Captions that are drawn into the frames of a segment. */
export interface SegmentCaptions {
  readonly style: Exclude<CaptionStyle, 'none'>;
  readonly shown: readonly ShownCaption[];
}

/**
 * The captions that are seen in a segment; undefined where there are none.
 *
 * @param cast ids of who speaks, in the order of the film's cast
 */
export function captionsIn(
  { at, count }: Pick<Segment, 'at' | 'count'>,
  cues: readonly CaptionCue[],
  {
    style,
    rate,
    cast,
  }: { readonly style: CaptionStyle; readonly rate: number; readonly cast: readonly string[] },
): SegmentCaptions | undefined {
  if (style === 'none') return undefined;
  const frameOf = (time: Rational) => Math.round(toSeconds(time) * rate) - at;
  const shown = cues.flatMap(({ range, lines, speaker }): ShownCaption[] => {
    const from = frameOf(range.start);
    const to = Math.max(from + 1, frameOf(endOf(range)));
    if (to <= 0 || from >= count) return [];
    const words = lines.map((line) =>
      line.map(({ text, spaced, range: heard }) => ({ text, spaced, from: frameOf(heard.start) })),
    );
    const colour = speaker === undefined ? 0 : cast.indexOf(speaker) + 1;
    return [{ from, to, lines: words, colour }];
  });
  return shown.length === 0 ? undefined : { style, shown };
}
