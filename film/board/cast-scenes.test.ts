import { describe, expect, it } from 'vitest';
import type { CastFigure } from '../cast/cast-figure.ts';
import type { Balloon } from '../comic/balloon.ts';
import { id } from '../grammar/id.ts';
import type { Box } from '../space/box.ts';
import { rational } from '../time/rational.ts';
import { castScenes, figureOf } from './cast-scenes.ts';
import type { Scene } from './scene.ts';
import type { Shot } from './shot.ts';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const girl: CastFigure = { panel: 0, box: box(10, 40, 60, 160), who: 'mara' };
const cat: CastFigure = { panel: 0, box: box(80, 140, 40, 60), who: 'finch' };
const far: CastFigure = { panel: 1, box: box(210, 40, 60, 160), who: 'mara' };

function balloon(speaker: Box, more: Partial<Balloon> = {}): Balloon {
  return {
    box: box(100, 10, 60, 30),
    outline: [],
    kind: 'speech',
    text: 'Who is there?',
    confidence: 1,
    panel: 0,
    speaker: { kind: 'figure', figure: 0, box: speaker },
    lines: [],
    ...more,
  };
}

describe('who is heard in a balloon', () => {
  it('is the figure that its tail was followed to', () => {
    expect(figureOf(balloon(box(12, 38, 60, 150)), [girl, cat, far])).toBe(girl);
  });

  it('is the nearer one at the tail where two were seen as one', () => {
    const both = box(10, 40, 110, 160);
    expect(figureOf(balloon(both, { tail: { x: 100, y: 130 } }), [girl, cat])).toBe(cat);
    expect(figureOf(balloon(both, { tail: { x: 60, y: 40 } }), [girl, cat])).toBe(girl);
  });

  it('is nobody of another panel, and nobody where the balloon does not say', () => {
    expect(figureOf(balloon(far.box), [girl, far])).toBeUndefined();
    const { speaker: _, ...silent } = balloon(girl.box);
    expect(figureOf(silent, [girl])).toBeUndefined();
  });
});

const shot: Shot = {
  id: id<'shot'>('one'),
  source: { kind: 'picture', picture: { art: id<'art'>('page'), panel: 1 } },
  framing: 'medium',
  camera: { move: 'static' },
  length: rational(48, 24),
  lines: [
    { id: id<'line'>('a'), text: 'Who is there?', delivery: 'speech', balloon: 1 },
    { id: id<'line'>('b'), text: 'Me.', delivery: 'speech', speaker: 'bram' },
  ],
  cast: [],
  engine: 'auto',
  depth: 'auto',
  transition: { kind: 'cut' },
};
const scenes: readonly Scene[] = [
  {
    id: id<'scene'>('scene'),
    title: '',
    shots: [
      shot,
      { ...shot, cast: ['bram'] },
      { ...shot, lines: [], source: { kind: 'card', card: { title: 'The End' } } },
    ],
  },
];

describe('scenes that are cast', () => {
  const art = [{ id: 'page', figures: [girl, cat, far], balloons: [balloon(girl.box)] }];
  const [first, second, third] = castScenes(scenes, art)[0]!.shots;

  it('say who is seen in a shot of a panel', () => {
    expect(first!.cast).toEqual(['mara', 'finch']);
    expect(third!.cast).toEqual([]);
  });

  it('say who speaks, and leave what was said by hand', () => {
    expect(first!.lines.map(({ speaker }) => speaker)).toEqual(['mara', 'bram']);
    expect(second!.cast).toEqual(['bram']);
  });
});
