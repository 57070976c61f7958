import { describe, expect, it } from 'vitest';
import type { Shot } from '../board/shot.ts';
import type { Balloon } from '../comic/balloon.ts';
import type { Film } from '../document/film-document.ts';
import { id } from '../grammar/id.ts';
import { type ContentHash, contentHash } from '../media/content-hash.ts';
import { polygonOf } from '../space/polygon.ts';
import { rational } from '../time/rational.ts';
import { type KnownArt, type ProductionPlan, planProduction, stagesOf } from './plan-production.ts';

/** Not a good hash, but one that any change of the text changes. */
function hash(text: Uint8Array | string): ContentHash {
  let h = 0xcbf29ce484222325n;
  for (const letter of String(text)) {
    h = BigInt.asUintN(64, (h ^ BigInt(letter.codePointAt(0)!)) * 0x100000001b3n);
  }
  return contentHash(h.toString(16).padStart(64, '0'));
}

const NAMES = ['a', 'b', 'c'] as const;
const OUTLINE = polygonOf({ x: 10, y: 20, width: 60, height: 30 });
const BALLOON: Balloon = {
  ...{ kind: 'speech', text: 'Oh', confidence: 1, lines: [], outline: OUTLINE },
  box: { x: 10, y: 20, width: 60, height: 30 },
};

/** One shot of each picture, each with a balloon; the second melts into both its neighbours. */
const SHOTS: readonly Shot[] = NAMES.map((name, k) => ({
  ...{ id: id<'shot'>(name), framing: 'wide', camera: { move: 'push-in' }, cast: [] },
  source: { kind: 'picture', picture: { art: id<'art'>(name) } },
  length: rational(72, 24),
  lines: [{ id: id<'line'>(`${name}-1`), text: 'Oh', delivery: 'speech', balloon: 1 }],
  ...{ engine: 'auto', depth: 'auto' },
  transition: k === 0 ? { kind: 'cut' } : { kind: 'crossfade', frames: 12 },
}));

const FILM: Film = {
  ...{ title: 'Test', seed: 1, cast: [], locations: [], lettering: 'keep', life: 1 },
  preset: { aspect: '16:9', resolution: 720, rate: 24, codec: 'h264', quality: 'draft' },
  art: NAMES.map((name) => ({
    id: id<'art'>(name),
    reference: { file: `${name}.png` },
    balloons: [BALLOON],
  })),
  scenes: [{ id: id<'scene'>('one'), title: '', shots: SHOTS }],
  captions: { style: 'none' },
  sound: { voices: false, effects: false, loudness: -14 },
  music: { kind: 'none' },
};

const KNOWN = new Map(
  NAMES.map((name): [ReturnType<typeof id<'art'>>, KnownArt] => [
    id<'art'>(name),
    { content: hash(name), kind: 'picture' },
  ]),
);
const MADE_BY = { plate: hash('plate'), stage: hash('stage'), segment: hash('segment') };

const planOf = (film: Film): ProductionPlan =>
  planProduction(film, KNOWN, { hash, encoder: 'x264', madeBy: MADE_BY });

/** The film with its second shot changed. */
const withSecond = (more: Partial<Shot>, film: Film = FILM): Film => ({
  ...film,
  scenes: film.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot, k) => (k === 1 ? { ...shot, ...more } : shot)),
  })),
});

/** Which stages and segments of a plan are others than before, by their places. */
function changed(before: ProductionPlan, after: ProductionPlan) {
  const places = <T extends { readonly key: ContentHash }>(a: readonly T[], b: readonly T[]) => {
    expect(b).toHaveLength(a.length);
    return b.flatMap(({ key }, k) => (key === a[k]!.key ? [] : [k]));
  };
  return {
    stages: places(before.stages, after.stages),
    segments: places(before.segments, after.segments),
  };
}

const BEFORE = planOf(FILM);
/** Segments in which the second shot is seen: its body and the melts on both sides. */
const SECOND = BEFORE.segments.flatMap((segment, k) =>
  stagesOf(segment).includes(BEFORE.stages[1]!.key) ? [k] : [],
);

const cueAt = (frame: number, x = 10) => ({
  at: rational(frame, 24),
  outline: polygonOf({ x, y: 20, width: 60, height: 30 }),
});

describe('one shot changed', () => {
  it('is seen in its body and in the melts at both its ends, not in the rest', () => {
    expect(SECOND).toHaveLength(3);
    expect(BEFORE.segments.length).toBeGreaterThan(SECOND.length + 1);
  });

  it.each<[string, Partial<Shot>]>([
    ['its life', { life: { strength: 2 } }],
    ['its weather', { life: { strength: 1, weather: { kind: 'rain' } } }],
    ['its camera', { camera: { move: 'pan' } }],
  ])('%s makes its segments anew, and no stage', (_, more) => {
    const after = planOf(withSecond(more));
    expect(changed(BEFORE, after)).toEqual({ stages: [], segments: SECOND });
    expect(after.plates).toEqual(BEFORE.plates);
  });

  it('its weather matters in each of its parts', () => {
    const keys = [
      { kind: 'rain' as const },
      { kind: 'snow' as const },
      { kind: 'rain' as const, amount: 2 },
      { kind: 'rain' as const, wind: 0.5 },
    ].map((weather) => planOf(withSecond({ life: { strength: 1, weather } })).segments);
    for (const place of SECOND)
      expect(new Set(keys.map((segments) => segments[place]!.key)).size).toBe(keys.length);
  });

  it('its eyes make its stage and its segments anew', () => {
    const eyes = [{ x: 5, y: 5, width: 9, height: 6 }];
    const after = planOf(withSecond({ life: { strength: 1, eyes } }));
    expect(changed(BEFORE, after)).toEqual({ stages: [1], segments: SECOND });
    const moved = planOf(withSecond({ life: { strength: 1, eyes: [{ ...eyes[0]!, x: 6 }] } }));
    expect(changed(after, moved)).toEqual({ stages: [1], segments: SECOND });
  });

  it('a cue of its balloons makes its segments anew, an outline its stage too', () => {
    const popping = planOf(withSecond({ balloons: [cueAt(24)] }));
    expect(changed(BEFORE, popping)).toEqual({ stages: [1], segments: SECOND });
    const later = planOf(withSecond({ balloons: [cueAt(30)] }));
    expect(changed(popping, later)).toEqual({ stages: [], segments: SECOND });
    const aside = planOf(withSecond({ balloons: [cueAt(24, 12)] }));
    expect(changed(popping, aside)).toEqual({ stages: [1], segments: SECOND });
  });

  it('its lettering taken off makes one clean page, its stage and its segments', () => {
    const after = planOf(withSecond({ lettering: 'pop' }));
    expect(changed(BEFORE, after)).toEqual({ stages: [1], segments: SECOND });
    expect(BEFORE.plates).toEqual([]);
    expect(after.plates.map(({ reference }) => reference.file)).toEqual(['b.png']);
    // Once it is off, saying how it comes back changes nothing that is painted here.
    expect(planOf(withSecond({ lettering: 'none' })).segments).toEqual(after.segments);
  });

  it('what is said and heard in it makes nothing anew', () => {
    const [line] = SHOTS[1]!.lines;
    for (const more of [{ lines: [{ ...line!, text: 'Ah' }] }, { effects: ['boom'] }]) {
      expect(planOf(withSecond(more))).toEqual(BEFORE);
    }
  });
});

describe('the life of the whole film', () => {
  it('changes every shot but those that have their own', () => {
    const before = planOf(withSecond({ life: { strength: 1 } }));
    const after = planOf(withSecond({ life: { strength: 1 } }, { ...FILM, life: 2 }));
    const second = before.segments.flatMap(({ input: { picture } }, k) =>
      picture.kind === 'body' && picture.of.look.stage === before.stages[1]!.key ? [k] : [],
    );
    const { stages, segments } = changed(before, after);
    expect(stages).toEqual([]);
    expect(segments).toEqual(before.segments.map((_, k) => k).filter((k) => !second.includes(k)));
  });

  it('said in a shot is the same as said by the film', () => {
    expect(planOf(withSecond({ life: { strength: 1 } }))).toEqual(BEFORE);
  });
});
