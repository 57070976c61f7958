import { describe, expect, it } from 'vitest';
import type { Scene } from '../board/scene.ts';
import type { Shot, ShotId } from '../board/shot.ts';
import type { Balloon, BalloonKind } from '../comic/balloon.ts';
import { cueBalloons } from '../document/cue-balloons.ts';
import type { Film, FilmArt } from '../document/film-document.ts';
import { id } from '../grammar/id.ts';
import { type ContentHash, contentHash } from '../media/content-hash.ts';
import { polygonOf } from '../space/polygon.ts';
import { rational } from '../time/rational.ts';
import { type KnownArt, planProduction, stagesOf } from './plan-production.ts';
import { plateStep } from './plate-step.ts';

/** Not a good hash, but one that any change of the text changes. */
function hash(text: Uint8Array | string): ContentHash {
  let h = 0xcbf29ce484222325n;
  for (const letter of String(text)) {
    h = BigInt.asUintN(64, (h ^ BigInt(letter.codePointAt(0)!)) * 0x100000001b3n);
  }
  return contentHash(h.toString(16).padStart(64, '0'));
}

const shot = (name: string, art: string, more: Partial<Shot> = {}): Shot => ({
  id: id<'shot'>(name),
  source: { kind: 'picture', picture: { art: id<'art'>(art) } },
  framing: 'wide',
  camera: { move: 'push-in' },
  length: rational(48, 24),
  lines: [],
  cast: [],
  engine: 'auto',
  depth: 'auto',
  transition: { kind: 'cut' },
  ...more,
});

const madeBy = {
  plate: hash('plate code'),
  stage: hash('stage code'),
  segment: hash('segment code'),
};

const filmOf = (shots: readonly Shot[]): Film => ({
  title: 'Test',
  seed: 1,
  preset: { aspect: '16:9', resolution: 720, rate: 24, codec: 'h264', quality: 'draft' },
  art: ['a', 'b', 'c'].map((name) => ({ id: id<'art'>(name), reference: { file: `${name}.png` } })),
  cast: [],
  locations: [],
  scenes: [{ id: id<'scene'>('one'), title: '', shots } satisfies Scene],
  lettering: 'keep',
  life: 0,
  captions: { style: 'none' },
  sound: { voices: false, effects: false, loudness: -14 },
  music: { kind: 'none' },
});

const known = new Map(
  ['a', 'b', 'c'].map((name): [ReturnType<typeof id<'art'>>, KnownArt] => [
    id<'art'>(name),
    { content: hash(name), kind: 'picture' },
  ]),
);
const plan = (shots: readonly Shot[]) =>
  planProduction(filmOf(shots), known, { hash, encoder: 'x264', madeBy });

const three = [
  shot('1', 'a'),
  shot('2', 'b', { transition: { kind: 'crossfade', frames: 12 } }),
  shot('3', 'c'),
];

describe('planProduction', () => {
  it('covers every frame of the film once', () => {
    const { segments, frames } = plan(three);
    expect(frames).toBe(48 * 3 - 12);
    expect(segments.reduce((sum, { input }) => sum + input.count, 0)).toBe(frames);
  });

  it('gives the same keys again, and shares a stage between shots of one picture', () => {
    const again = plan(three);
    expect(again).toEqual(plan(three));
    expect(plan([shot('1', 'a'), shot('2', 'a', { camera: { move: 'pan' } })]).stages).toHaveLength(
      1,
    );
  });

  it('makes anew only what a change touches', () => {
    const before = new Set(plan(three).segments.map(({ key }) => key));
    const changed = [...three.slice(0, 2), shot('3', 'c', { camera: { move: 'tilt' } })];
    const after = plan(changed);
    const anew = after.segments.filter(({ key }) => !before.has(key));
    const third = after.stages[2]!.key;
    expect(anew.length).toBeGreaterThan(0);
    expect(anew.every((segment) => stagesOf(segment).join() === third)).toBe(true);
    // The camera is not part of the stage.
    expect(after.stages).toEqual(plan(three).stages);
  });

  it('does not care what a shot is called or where it stands', () => {
    const [first, second] = [shot('1', 'a'), shot('2', 'b')];
    const keys = (shots: readonly Shot[]) => plan(shots).segments.map(({ key }) => key);
    const [a, b] = keys([first, second, shot('end', 'c')]);
    const [c, d] = keys([{ ...second, id: id<'shot'>('x') }, first, shot('end', 'c')]);
    expect([a, b]).toEqual([d, c]);
  });

  it('shows some shots as they are in the whole film, what is read in them and cards as well', () => {
    const box = { x: 10, y: 10, width: 60, height: 30 };
    const words = { kind: 'speech', box, outline: polygonOf(box), text: 'Oh, no!', confidence: 1 };
    const line = { id: id<'line'>('l'), text: 'Oh, no!', delivery: 'speech', balloon: 1 } as const;
    const shots = [
      shot('card', 'a', { source: { kind: 'card', card: { title: 'Oh' } } }),
      shot('1', 'a', { length: rational(20, 24), lines: [line, { ...line, id: id<'line'>('m') }] }),
      shot('2', 'b', { transition: { kind: 'crossfade', frames: 8 } }),
    ];
    const bare = filmOf(shots);
    const art = [{ ...bare.art[0]!, balloons: [{ ...words, lines: [] } as Balloon] }, bare.art[1]!];
    const film = cueBalloons({ ...bare, art });
    const tools = { hash, encoder: 'x264', madeBy };
    const looksOf = (only?: ReadonlySet<ShotId>) =>
      planProduction(film, known, tools, { only }).segments.flatMap(({ input: { picture } }) =>
        picture.kind === 'body' ? [picture.of.look] : [],
      );
    const whole = looksOf();
    expect(whole[1]!.reads).toHaveLength(1);
    for (const [k, { id: name }] of shots.entries()) {
      expect(looksOf(new Set([name]))).toEqual([whole[k]]);
    }
  });

  it('refuses art that nobody looked at', () => {
    expect(() => plan([shot('1', 'nowhere')])).toThrow(RangeError);
  });
});

describe('clean pages', () => {
  const balloonAt = (y: number, kind: BalloonKind = 'speech'): Balloon => {
    const box = { x: 10, y, width: 60, height: 30 };
    return { kind, box, outline: polygonOf(box), text: 'Oh', confidence: 1, lines: [] };
  };
  const panelShot = (name: string, y: number, more: Partial<Shot> = {}): Shot =>
    shot(name, 'a', {
      source: {
        kind: 'picture',
        picture: { art: id<'art'>('a'), crop: { x: 0, y, width: 200, height: 100 } },
      },
      ...more,
    });
  const planned = (balloons: readonly Balloon[], shots: readonly Shot[], pops = true) => {
    const film = filmOf(shots);
    const [first, ...others] = film.art;
    const art = [{ ...first!, balloons }, ...others];
    return planProduction({ ...film, art, lettering: pops ? 'pop' : 'keep' }, known, {
      hash,
      encoder: 'x264',
      madeBy,
    });
  };
  const plateKeys = ({ stages }: ReturnType<typeof planned>) =>
    stages.map(({ input: { source } }) => (source.kind === 'picture' ? source.plate : undefined));

  it('are made once for all shots of a panel that has words on it, and for no other', () => {
    const shots = [panelShot('1', 0), panelShot('2', 300), panelShot('3', 600), panelShot('4', 0)];
    const plan = planned([balloonAt(20), balloonAt(320)], shots);
    const [first, second] = plan.plates;
    expect(plan.plates).toHaveLength(2);
    expect(plateKeys(plan)).toEqual([first!.key, second!.key, undefined]);
    expect(first!.input.balloons).toHaveLength(1);
  });

  it('of one panel do not change with a balloon of another', () => {
    const shots = [panelShot('1', 0), panelShot('2', 300)];
    const [first, second] = planned([balloonAt(20), balloonAt(320)], shots).plates;
    const [same, other] = planned([balloonAt(20), balloonAt(330)], shots).plates;
    expect(same!.key).toBe(first!.key);
    expect(other!.key).not.toBe(second!.key);
  });

  it('are not needed for noises and signs, nor where the lettering is kept', () => {
    const shots = [panelShot('1', 0)];
    expect(planned([balloonAt(20, 'sfx'), balloonAt(60, 'sign')], shots).plates).toEqual([]);
    expect(planned([balloonAt(20)], shots, false).plates).toEqual([]);
    const kept = [panelShot('1', 0, { lettering: 'keep' })];
    expect(planned([balloonAt(20)], kept).plates).toEqual([]);
  });

  it('are known to their stages, as are words that stay, by what is drawn where', () => {
    const [own, other] = [balloonAt(20), balloonAt(95)];
    const at = rational(6, 24);
    const reading = { balloons: [{ outline: own.outline, at, until: rational(30, 24) }] };
    const letteringOf = (pops: boolean) =>
      planned([own, other, balloonAt(60, 'sfx')], [panelShot('1', 0, reading)], pops).stages[0]!
        .input.lettering;
    const known = { own: [own.outline], strange: [other.outline] };
    expect(letteringOf(true)).toEqual({ ...known, drawn: false, pops: true });
    expect(letteringOf(false)).toEqual({ ...known, drawn: true, pops: false });
    expect(plan([panelShot('1', 0)]).stages[0]!.input.lettering).toBeUndefined();
  });

  it('change with what lies near them alone', () => {
    const panelAt = (y: number, height: number) => {
      const box = { x: 0, y, width: 200, height };
      return { box, polygon: polygonOf(box) };
    };
    const own = panelAt(0, 100);
    const keyOf = (panels: FilmArt['panels'], balloons: readonly Balloon[]) => {
      const art = { id: id<'art'>('a'), reference: { file: 'a.png' }, balloons };
      const by = { hash, madeBy: madeBy.plate };
      return plateStep({ ...art, ...(panels && { panels }) }, hash('a'), by, own.box)!.key;
    };
    const key = keyOf([own, panelAt(120, 80), panelAt(700, 300)], [balloonAt(20)]);
    expect(keyOf([own, panelAt(120, 80), panelAt(720, 280)], [balloonAt(20)])).toBe(key);
    const far = [balloonAt(20), balloonAt(720)];
    expect(keyOf([own, panelAt(120, 80), panelAt(700, 300)], far)).toBe(key);
    expect(keyOf([own, panelAt(130, 70), panelAt(700, 300)], [balloonAt(20)])).not.toBe(key);
  });

  it('change with what is taken off, not with what it says', () => {
    const shots = [panelShot('1', 0)];
    const [plain] = planned([balloonAt(20)], shots).plates;
    const [reworded] = planned([{ ...balloonAt(20), text: 'Ah' }], shots).plates;
    const [moved] = planned([balloonAt(22)], shots).plates;
    expect(reworded!.key).toBe(plain!.key);
    expect(moved!.key).not.toBe(plain!.key);
  });
});
