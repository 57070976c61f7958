import { describe, expect, it } from 'vitest';
import type { Scene, SceneId } from '../board/scene.ts';
import type { Shot, ShotId } from '../board/shot.ts';
import type { Transition } from '../board/transition.ts';
import { id } from '../grammar/id.ts';
import { rational } from '../time/rational.ts';
import { trimClip } from './clip.ts';
import { blendProgress, segmentsOf } from './segment.ts';
import { cutFilm } from './timeline.ts';

function shot(name: string, frames: number, transition: Transition = { kind: 'cut' }): Shot {
  return {
    id: id<'shot'>(name) as ShotId,
    source: { kind: 'card', card: { title: name } },
    framing: 'wide',
    camera: { move: 'static' },
    length: rational(frames, 24),
    lines: [],
    cast: [],
    engine: 'ink',
    depth: 'auto',
    transition,
  };
}

function film(...shots: Shot[]) {
  const half = Math.ceil(shots.length / 2);
  const scene = (name: string, of: Shot[]): Scene => ({
    id: id<'scene'>(name) as SceneId,
    title: name,
    shots: of,
  });
  return {
    title: 'A film',
    preset: { rate: 24 as const },
    scenes: [scene('one', shots.slice(0, half)), scene('two', shots.slice(half))],
  };
}

const crossfade = (frames: number): Transition => ({ kind: 'crossfade', frames });

/** Which frames of which shots each frame of the film shows, such as `a5` or `a9/b0`. */
function seen(segments: ReturnType<typeof segmentsOf>): string[] {
  const frames: string[] = [];
  for (const segment of segments) {
    expect(segment.at).toBe(frames.length);
    for (let index = 0; index < segment.count; index++) {
      if (segment.kind === 'body') frames.push(`${segment.of.shot}${segment.of.start + index}`);
      else {
        const { from, to } = segment;
        frames.push(
          `${from ? from.shot + (from.start + index) : 'black'}/${to ? to.shot + (to.start + index) : 'black'}`,
        );
      }
    }
  }
  return frames;
}

describe('cutFilm', () => {
  it('puts plain cuts end to end across scenes', () => {
    const timeline = cutFilm(film(shot('a', 3), shot('b', 2), shot('c', 1)));
    expect(timeline.duration).toEqual({ value: 6, rate: 24 });
    expect(seen(segmentsOf(timeline))).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'c0']);
  });

  it('overlaps shots that blend, showing every frame of both once', () => {
    const timeline = cutFilm(film(shot('a', 8), shot('b', 8, crossfade(3)), shot('c', 4)));
    expect(timeline.duration.value).toBe(8 + 8 - 3 + 4);
    expect(seen(segmentsOf(timeline))).toEqual([
      ...['a0', 'a1', 'a2', 'a3', 'a4'],
      ...['a5/b0', 'a6/b1', 'a7/b2'],
      ...['b3', 'b4', 'b5', 'b6', 'b7'],
      ...['c0', 'c1', 'c2', 'c3'],
    ]);
  });

  it('keeps the source range inside the available range, as OpenTimelineIO has it', () => {
    const timeline = cutFilm(film(shot('a', 48), shot('b', 72, crossfade(12))));
    const [a, blend, b] = timeline.video.children;
    expect(a).toMatchObject({ sourceRange: { start: { value: 0 }, duration: { value: 42 } } });
    expect(blend).toMatchObject({ inOffset: { value: 6 }, outOffset: { value: 6 } });
    expect(b).toMatchObject({
      availableRange: { duration: { value: 72 } },
      sourceRange: { start: { value: 6 }, duration: { value: 66 } },
    });
  });

  it('shortens a transition to half of the shorter shot, down to a cut', () => {
    const timeline = cutFilm(
      film(shot('a', 40), shot('b', 10, crossfade(30)), shot('c', 40, crossfade(30))),
    );
    expect(timeline.duration.value).toBe(40 + 10 + 40 - 5 - 5);
    expect(segmentsOf(timeline).map((each) => each.kind)).toEqual([
      'body',
      'transition',
      'transition',
      'body',
    ]);
    expect(cutFilm(film(shot('a', 40), shot('b', 1, crossfade(9)))).duration.value).toBe(41);
  });

  it('comes up from black and goes down to it', () => {
    const fade: Transition = { kind: 'fade-black', frames: 2 };
    const timeline = cutFilm(film(shot('a', 6, fade)), { fadeOut: 2 });
    const segments = segmentsOf(timeline);
    expect(seen(segments)).toEqual(['black/a0', 'black/a1', 'a2', 'a3', 'a4/black', 'a5/black']);
    const progress = segments.flatMap((each) =>
      each.kind === 'transition' ? [0, 1].map((index) => blendProgress(each, index)) : [],
    );
    expect(progress).toEqual([0, 0.5, 0.5, 1]);
    expect(segments[0]).toMatchObject({ blend: 'crossfade' });
  });

  it('neither begins nor ends a blend on a frame that is one shot alone', () => {
    const timeline = cutFilm(film(shot('a', 8), shot('b', 8, crossfade(3))));
    const blend = segmentsOf(timeline)[1]!;
    if (blend.kind !== 'transition') throw new Error('expected a transition');
    expect([0, 1, 2].map((index) => blendProgress(blend, index))).toEqual([0.25, 0.5, 0.75]);
  });

  it('divides a long body evenly and loses no frame', () => {
    const timeline = cutFilm(film(shot('a', 1000)));
    const segments = segmentsOf(timeline);
    expect(segments.map((each) => each.count)).toEqual([167, 166, 167, 167, 166, 167]);
    expect(seen(segments)).toHaveLength(1000);
    expect(new Set(seen(segments)).size).toBe(1000);
  });

  it('counts at the film rate and refuses a shot without a frame', () => {
    const other = { ...shot('a', 1), length: rational(60, 30) };
    expect(cutFilm(film(other)).duration).toEqual({ value: 48, rate: 24 });
    expect(() => cutFilm(film(shot('a', 0)))).toThrow(RangeError);
    expect(cutFilm(film()).duration.value).toBe(0);
  });
});

describe('trimClip', () => {
  it('refuses a part that does not exist', () => {
    const range = (start: number, duration: number) => ({
      start: rational(start, 24),
      duration: rational(duration, 24),
    });
    const clip = {
      kind: 'clip' as const,
      shot: id<'shot'>('a') as ShotId,
      availableRange: range(0, 10),
      sourceRange: range(0, 10),
    };
    expect(trimClip(clip, range(2, 8)).sourceRange).toEqual(range(2, 8));
    expect(() => trimClip(clip, range(2, 9))).toThrow(RangeError);
    expect(() => trimClip(clip, range(-1, 9))).toThrow(RangeError);
  });
});
