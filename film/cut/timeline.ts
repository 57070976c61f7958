import type { Scene } from '../board/scene.ts';
import type { Shot, ShotId } from '../board/shot.ts';
import { type FrameRate, type Rational, rational, rescale } from '../time/rational.ts';
import { type Clip, trimClip } from './clip.ts';
import { durationOf, type Track } from './track.ts';
import type { TrackTransition } from './track-transition.ts';

/** The cut of a film: what is seen when. */
export interface Timeline {
  readonly name: string;
  readonly rate: FrameRate;
  readonly video: Track;
  /** Whole frames at `rate`. */
  readonly duration: Rational;
}

/** What of a film the cut is made from; a `Film` is one. */
export interface FilmToCut {
  readonly title: string;
  readonly scenes: readonly Scene[];
  readonly preset: { readonly rate: FrameRate };
}

/**
 * Cuts a film: every shot in order, overlapping where one blends into the next. The first shot's blend
 * comes up from black; `fadeOut` frames at the end go down to it. A transition is at most half of
 * either of its shots, so that two of them never meet; one of less than a frame is a cut.
 *
 * @throws RangeError for a shot of less than one frame
 * @example
 * // Shots of 48 and 72 frames, the second begun by a crossfade of 12: 48 + 72 - 12 = 108 frames.
 */
export function cutFilm(film: FilmToCut, options: { readonly fadeOut?: number } = {}): Timeline {
  const { rate } = film.preset;
  const frames = (count: number) => rational(count, rate);
  const shots = film.scenes.flatMap((scene) => scene.shots);
  const lengths = shots.map((shot) => lengthOf(shot, rate));
  // The overlap with the shot before, for every shot; the last entry is the fade at the end.
  const blends = shots.map((shot, index) => blendInto(shot, lengths[index]!, lengths[index - 1]));

  const children: (Clip | TrackTransition)[] = [];
  shots.forEach((shot, index) => {
    const length = lengths[index]!;
    const before = blends[index]!;
    const after = blends[index + 1];
    if (before !== undefined) {
      children.push({
        kind: 'transition',
        blend: before.blend,
        inOffset: frames(before.inFrames),
        outOffset: frames(before.outFrames),
      });
    }
    const whole = { start: frames(0), duration: frames(length) };
    const clip: Clip = {
      kind: 'clip',
      shot: shot.id,
      availableRange: whole,
      sourceRange: whole,
    };
    const start = before?.inFrames ?? 0;
    const end = length - (after?.outFrames ?? 0);
    children.push(trimClip(clip, { start: frames(start), duration: frames(end - start) }));
  });

  const fadeOut = Math.min(options.fadeOut ?? 0, Math.floor((lengths.at(-1) ?? 0) / 2));
  if (fadeOut >= 1) {
    children.push({
      kind: 'transition',
      blend: 'crossfade',
      inOffset: frames(Math.floor(fadeOut)),
      outOffset: frames(0),
    });
  }
  const video: Track = { kind: 'video', children };
  return { name: film.title, rate, video, duration: durationOf(video, rate) };
}

/** The frame of the film at which each shot's own first frame lies; a blend may begin before that is seen. */
export function shotStarts({ video }: Timeline): ReadonlyMap<ShotId, number> {
  const starts = new Map<ShotId, number>();
  let at = 0;
  for (const child of video.children) {
    if (child.kind === 'transition') continue;
    starts.set(child.shot, at - child.sourceRange.start.value);
    at += child.sourceRange.duration.value;
  }
  return starts;
}

function lengthOf(shot: Shot, rate: FrameRate): number {
  const length = rescale(shot.length, rate).value;
  if (length < 1) throw new RangeError(`Shot ${shot.id} is shorter than one frame.`);
  return length;
}

function blendInto(shot: Shot, length: number, lengthBefore: number | undefined) {
  if (shot.transition.kind === 'cut') return undefined;
  const longest = Math.floor(Math.min(length, lengthBefore ?? length) / 2);
  const count = Math.min(Math.round(shot.transition.frames), longest);
  if (count < 1) return undefined;
  // The cut lies in the middle of the blend; from black there is nothing before it.
  const inFrames = lengthBefore === undefined ? 0 : Math.floor(count / 2);
  // `fade-black` goes through black: between black and a picture it is a plain crossfade.
  const { kind } = shot.transition;
  const blend = lengthBefore === undefined && kind === 'fade-black' ? 'crossfade' : kind;
  return { blend, inFrames, outFrames: count - inFrames };
}
