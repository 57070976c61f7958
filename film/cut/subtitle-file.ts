import { assertNever } from '../grammar/assert-never.ts';
import type { Size } from '../space/size.ts';
import { type Rational, rescale } from '../time/rational.ts';
import { endOf } from '../time/time-range.ts';
import { type CaptionCue, captionText } from './caption-cue.ts';

/** The files captions are handed over in. */
export const SUBTITLE_FORMATS = ['srt', 'vtt', 'ass'] as const;
export type SubtitleFormat = (typeof SUBTITLE_FORMATS)[number];

/** Names of those who speak, by cast id: a name is said when somebody else begins to speak. */
export type SpeakerNames = ReadonlyMap<string, string>;

/** Captions as a file of their own. @param frame pixels of the film's; only ASS tells it */
export function subtitleFile(
  cues: readonly CaptionCue[],
  format: SubtitleFormat,
  names: SpeakerNames,
  frame: Size,
): string {
  switch (format) {
    case 'srt':
      return cues
        .map(
          ({ range, lines }, index) =>
            `${index + 1}\n${clock(range.start, ',')} --> ${clock(endOf(range), ',')}\n${lines.map(captionText).join('\n')}\n`,
        )
        .join('\n');
    case 'vtt':
      return ['WEBVTT\n', ...cues.map((cue) => vttCue(cue, names))].join('\n');
    case 'ass':
      return `${assHead(frame)}${cues.map((cue) => assEvent(cue, names)).join('')}`;
    default:
      return assertNever(format);
  }
}

function vttCue({ range, lines, speaker }: CaptionCue, names: SpeakerNames): string {
  const name = speaker === undefined ? undefined : names.get(speaker);
  const text = lines
    .map((line) => captionText(line).replace(/&/g, '&amp;').replace(/</g, '&lt;'))
    .join('\n');
  const said = name === undefined ? text : `<v ${name.replace(/[<>&\n]/g, ' ')}>${text}`;
  return `${clock(range.start, '.')} --> ${clock(endOf(range), '.')}\n${said}\n`;
}

/** White with a dark outline, a twentieth of the frame's shorter side, inside its safe area. */
function assHead({ width, height }: Size): string {
  const size = Math.round(0.052 * Math.min(width, height));
  const foot = Math.round((height > width ? 0.2 : 0.05) * height);
  const side = Math.round(0.05 * width);
  return `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Comic Neue,${size},&H00FFFFFF,&H0000A5FF,&H001A1617,&H80000000,-1,0,0,0,100,100,0,0,1,2.5,0.5,2,${side},${side},${foot},1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;
}

/** Words carry their times (`\\k`, in hundredths), for players that light them up one by one. */
function assEvent({ range, lines, speaker }: CaptionCue, names: SpeakerNames): string {
  const name = (speaker === undefined ? '' : (names.get(speaker) ?? '')).replace(/[,\n]/g, ' ');
  let passed = hundredths(range.start);
  const text = lines
    .map((line) =>
      line
        .map(({ text, spaced, range: heard }, index) => {
          const wait = Math.max(0, hundredths(heard.start) - passed);
          const length = Math.max(0, hundredths(endOf(heard)) - passed - wait);
          passed += wait + length;
          const space = spaced && index > 0 ? ' ' : '';
          const said = text.replace(/[{}\\]/g, '');
          return `${wait > 0 ? `{\\k${wait}}` : ''}${space}{\\k${length}}${said}`;
        })
        .join(''),
    )
    .join('\\N');
  return `Dialogue: 0,${assClock(range.start)},${assClock(endOf(range))},Default,${name},0,0,0,,${text}\n`;
}

function hundredths(time: Rational): number {
  return rescale(time, 100).value;
}

/** Hours, minutes, seconds and thousandths: `00:01:02,345`. */
function clock(time: Rational, point: ',' | '.'): string {
  const { value } = rescale(time, 1000);
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  const thousandths = String(value % 1000).padStart(3, '0');
  return `${two(value / 3_600_000)}:${two((value / 60_000) % 60)}:${two((value / 1000) % 60)}${point}${thousandths}`;
}

function assClock(time: Rational): string {
  const { value } = rescale(time, 100);
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  return `${Math.floor(value / 360_000)}:${two((value / 6000) % 60)}:${two((value / 100) % 60)}.${two(value % 100)}`;
}
