import type { Shot, ShotId } from '../board/shot.ts';
import type { CaptionCue } from '../cut/caption-cue.ts';
import type { CaptionStyle } from '../cut/caption-style.ts';
import type { Segment } from '../cut/segment.ts';
import type { Film } from '../document/film-document.ts';
import type { HanStyle } from '../story/han-style.ts';
import type { Rational } from '../time/rational.ts';
import { toSeconds } from '../time/rational.ts';
import { endOf } from '../time/time-range.ts';
import type { ShotLook } from './shot-look.ts';

/** A caption as a segment shows it. Frames count from the segment's first; a caption may begin before it. */
export interface ShownCaption {
  readonly from: number;
  /** The first frame in which it is not seen any more. */
  readonly to: number;
  readonly lines: readonly (readonly ShownWord[])[];
  /** Which of the speakers' colours it has: 0 where nobody is known. */
  readonly colour: number;
  /** What is seen while it is, in any segment, so that it stands in one place in all of them. */
  readonly over: readonly CaptionOver[];
}

/** Frames of a shot that a caption is seen over. */
export interface CaptionOver {
  /** Which of the looks beside the captions. */
  readonly look: number;
  /** Frames of the shot: the first, and the first that it is not seen over any more. */
  readonly from: number;
  readonly to: number;
  /** Which of the shot's mouths says it; missing where none does. */
  readonly mouth?: number;
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
  /** The shots that they are seen over. */
  readonly looks: readonly ShotLook[];
  /** Whose forms Han signs have; missing where the film has none. */
  readonly han?: HanStyle;
}

/** A stretch of a shot as it lies in the film. */
export interface PlacedLook {
  readonly look: ShotLook;
  /** Its first frame in the film, how many frames it has, and its first in the shot. */
  readonly at: number;
  readonly count: number;
  readonly start: number;
  /** Cast ids of its mouths, in their order; undefined for one that says what nobody else does. */
  readonly mouths: readonly (string | undefined)[];
}

/** What is alike for all captions of a film. */
export interface CaptionSet {
  readonly style: CaptionStyle;
  readonly rate: number;
  /** Ids of who speaks, in the order of the film's cast. */
  readonly cast: readonly string[];
  readonly han?: HanStyle | undefined;
  readonly looks: readonly PlacedLook[];
}

/** The captions that are seen in a segment; undefined where there are none. */
export function captionsIn(
  { at, count }: Pick<Segment, 'at' | 'count'>,
  cues: readonly CaptionCue[],
  { style, rate, cast, han, looks: placed }: CaptionSet,
): SegmentCaptions | undefined {
  if (style === 'none') return undefined;
  const frameOf = (time: Rational) => Math.round(toSeconds(time) * rate) - at;
  const looks: ShotLook[] = [];
  const shown = cues.flatMap(({ range, lines, speaker }): ShownCaption[] => {
    const from = frameOf(range.start);
    const to = Math.max(from + 1, frameOf(endOf(range)));
    if (to <= 0 || from >= count) return [];
    const words = lines.map((line) =>
      line.map(({ text, spaced, range: heard }) => ({ text, spaced, from: frameOf(heard.start) })),
    );
    const colour = speaker === undefined ? 0 : cast.indexOf(speaker) + 1;
    const over = overOf({ from: from + at, to: to + at }, speaker, placed, looks);
    return [{ from, to, lines: words, colour, over }];
  });
  return shown.length === 0 ? undefined : { style, shown, looks, ...(han && { han }) };
}

/** @param looks those named so far; what is new is added */
function overOf(
  seen: { readonly from: number; readonly to: number },
  speaker: string | undefined,
  placed: readonly PlacedLook[],
  looks: ShotLook[],
): readonly CaptionOver[] {
  const over: CaptionOver[] = [];
  for (const { look, at, count, start, mouths } of placed) {
    const from = Math.max(seen.from, at) - at + start;
    const to = Math.min(seen.to, at + count) - at + start;
    if (to <= from) continue;
    if (!looks.includes(look)) looks.push(look);
    const index = looks.indexOf(look);
    const last = over.find((each) => each.look === index);
    const own = mouths.findIndex((of) => of !== undefined && of === speaker);
    const mouth = own >= 0 ? own : mouths.indexOf(undefined);
    const whole = last
      ? { ...last, from: Math.min(last.from, from), to: Math.max(last.to, to) }
      : { look: index, from, to, ...(mouth >= 0 && { mouth }) };
    if (last) over[over.indexOf(last)] = whole;
    else over.push(whole);
  }
  return over;
}

/** All that is written in a film: what its Han signs look like is told by all of it. */
export function wordsOf(film: Film): readonly string[] {
  const shots = film.scenes.flatMap((scene) => scene.shots);
  return [
    film.title,
    ...shots.flatMap(({ lines, source }) => [
      ...lines.flatMap(({ text, caption }) => [text, caption ?? '']),
      ...(source.kind === 'card' ? [source.card.title, source.card.subtitle ?? ''] : []),
    ]),
  ];
}

/** Where shots with a picture are seen in the film. */
export function placedLooks(
  segments: readonly Segment[],
  shots: readonly Shot[],
  looks: ReadonlyMap<ShotId, ShotLook>,
): readonly PlacedLook[] {
  const byId = new Map(shots.map((shot) => [shot.id, shot]));
  return segments.flatMap((segment): PlacedLook[] => {
    const runs = segment.kind === 'body' ? [segment.of] : [segment.from, segment.to];
    return runs.flatMap((run): PlacedLook[] => {
      const shot = run && byId.get(run.shot);
      const look = run && looks.get(run.shot);
      if (!shot || !look || shot.source.kind === 'card') return [];
      const mouths = (shot.mouths ?? []).map(({ speaker }) => speaker);
      return [{ look, at: segment.at, count: segment.count, start: run.start, mouths }];
    });
  });
}
