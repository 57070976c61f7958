import type { Shot } from '../board/shot.ts';
import type { CaptionWord } from '../cut/caption-cue.ts';
import type { HeardLine } from '../cut/caption-cues.ts';
import { shotStarts, type Timeline } from '../cut/timeline.ts';
import type { Film } from '../document/film-document.ts';
import { SOUND_RATE } from '../media/sound.ts';
import type { Line, LineId } from '../story/line.ts';
import { readingSeconds } from '../story/reading-time.ts';
import { rational, rescale } from '../time/rational.ts';
import { endOf, type TimeRange } from '../time/time-range.ts';
import type { Take } from '../voice/take.ts';

/** A line where it is heard in the film, with what captions say. */
export interface PlacedLine extends HeardLine {
  /** The sample of the film at which its take begins. */
  readonly at: number;
  /** From the first word that is heard to the last, counted at `SOUND_RATE`; missing where none is. */
  readonly spoken?: TimeRange;
  /** Whether it can be read in its balloon while it is heard. */
  readonly isLettered: boolean;
}

/**
 * All lines of a film in the order they are heard, their words timed by their takes. One without a take
 * is timed as it would be read.
 *
 * @param film its lines have their moments (`timeLines`)
 */
export function placedLines(
  film: Film,
  timeline: Timeline,
  takes: ReadonlyMap<LineId, Take>,
): readonly PlacedLine[] {
  const starts = shotStarts(timeline);
  const shots = film.scenes.flatMap((scene) => scene.shots);
  const placed = shots.flatMap((shot) => {
    const start = starts.get(shot.id);
    if (start === undefined) return [];
    return shot.lines.map((line): PlacedLine => {
      const frame = start + (line.at ? rescale(line.at, timeline.rate).value : 0);
      const at = Math.round((frame * SOUND_RATE) / timeline.rate);
      const heard = heardWords(takes.get(line.id), at);
      const words = shownWords(line, heard, at);
      return {
        id: line.id,
        ...(line.speaker !== undefined && { speaker: line.speaker }),
        words,
        at,
        ...(heard.length > 0 && { spoken: spanOf(heard, at) }),
        isLettered: isLettered(shot, line, film),
      };
    });
  });
  return placed.sort((a, b) => a.at - b.at);
}

function isLettered(shot: Shot, line: Line, film: Film): boolean {
  return line.balloon !== undefined && (shot.lettering ?? film.lettering) !== 'none';
}

function spanOf(words: readonly CaptionWord[], at: number): TimeRange {
  const start = words[0]?.range.start ?? rational(at, SOUND_RATE);
  const end = words.length > 0 ? endOf(words.at(-1)!.range) : start;
  return { start, duration: rational(end.value - start.value, SOUND_RATE) };
}

/** The words of a take, each with its time in the film. */
function heardWords(take: Take | undefined, at: number): readonly CaptionWord[] {
  return (take?.words ?? []).map(({ text, range }): CaptionWord => {
    const start = rational(at + range.start.value, SOUND_RATE);
    return { text, spaced: true, range: { start, duration: range.duration } };
  });
}

/** The words that captions show, each with its time in the film. */
function shownWords(line: Line, heard: readonly CaptionWord[], at: number): readonly CaptionWord[] {
  if (line.caption === undefined && heard.length > 0) return heard;
  const texts = (line.caption ?? line.text).split(/\s+/u).filter((word) => word !== '');
  if (texts.length === heard.length) {
    return heard.map((word, index) => ({ ...word, text: texts[index]! }));
  }
  const length = Math.round(readingSeconds(line.text) * SOUND_RATE);
  const whole =
    heard.length > 0
      ? spanOf(heard, at)
      : { start: rational(at, SOUND_RATE), duration: rational(length, SOUND_RATE) };
  return shared(texts, whole);
}

/** Words over a stretch of time, each for as long as it has letters. */
function shared(texts: readonly string[], whole: TimeRange): readonly CaptionWord[] {
  const letters = texts.reduce((sum, text) => sum + text.length + 1, 0);
  let passed = 0;
  return texts.map((text) => {
    const from = Math.round((whole.duration.value * passed) / letters);
    passed += text.length + 1;
    const to = Math.round((whole.duration.value * passed) / letters);
    const start = rational(whole.start.value + from, SOUND_RATE);
    return { text, spaced: true, range: { start, duration: rational(to - from, SOUND_RATE) } };
  });
}
