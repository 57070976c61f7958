import type { CaptionRules } from '../cut/caption-cues.ts';
import type { CaptionStyle } from '../cut/caption-style.ts';
import { assertNever } from '../grammar/assert-never.ts';
import type { Rational } from '../time/rational.ts';
import type { Aspect, Preset } from './preset.ts';

/** Most letters of a line at each shape of frame, where words are set plainly. */
const WIDEST: Readonly<Record<Aspect, number>> = { '16:9': 40, '1:1': 30, '9:16': 24 };

/** How captions of a style are divided for a frame. @param end of the film */
export function captionRules(
  style: CaptionStyle,
  { aspect, rate }: Pick<Preset, 'aspect' | 'rate'>,
  end: Rational,
): CaptionRules {
  switch (style) {
    case 'classic':
    case 'karaoke':
    case 'none':
      return { widest: WIDEST[aspect], rate, end };
    // A few words at a time, large.
    case 'pop':
      return { widest: 14, rate, end };
    case 'balloon':
      return { widest: Math.min(26, WIDEST[aspect]), rate, end };
    default:
      return assertNever(style);
  }
}
