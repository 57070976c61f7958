import { describe, expect, it } from 'vitest';
import type { Balloon, BalloonKind } from '../comic/balloon.ts';
import { id } from '../grammar/id.ts';
import type { Art } from '../media/art.ts';
import { contentHash } from '../media/content-hash.ts';
import { polygonOf } from '../space/polygon.ts';
import { toSeconds } from '../time/rational.ts';
import { balloonCues } from './balloon-cues.ts';
import { secondsForLines } from './line-times.ts';
import { proposeScenes } from './propose-scenes.ts';
import type { Shot } from './shot.ts';

const SIZE = { width: 1000, height: 1000 };
const ART: Art = {
  id: id<'art'>('page'),
  reference: { file: 'page.png' },
  hash: contentHash('7'.repeat(64)),
  size: SIZE,
  hasAlpha: false,
};
const PANELS = [0, 500].map((y) => {
  const box = { x: 0, y, width: 1000, height: 480 };
  return { box, polygon: polygonOf(box) };
});

function balloonOf(kind: BalloonKind, panel: number, text: string, more: Partial<Balloon> = {}) {
  const box = { x: 100, y: panel * 500 + 50, width: 200, height: 100 };
  return { kind, panel, text, box, outline: polygonOf(box), confidence: 0.97, lines: [], ...more };
}

const BALLOONS: readonly Balloon[] = [
  balloonOf('caption', 0, 'That night the snow fell on Gull Rock.'),
  balloonOf('speech', 0, 'Look out, there is a ghost behind you, and it is coming nearer!'),
  balloonOf('sfx', 0, 'CLAP'),
  balloonOf('sfx', 0, 'Clap', { confidence: 0.6 }),
  balloonOf('sfx', 0, 'xqzv', { confidence: 0.2 }),
  balloonOf('sign', 0, 'Harbour'),
  balloonOf('speech', 1, 'Run!', { speaker: { kind: 'off-panel' }, confidence: 0.614 }),
  balloonOf('shout', 1, 'Never!'),
  balloonOf('thought', 1, '', { confidence: 0 }),
];

function shotsWith(balloons: readonly Balloon[]): readonly Shot[] {
  return proposeScenes({
    art: [
      {
        art: ART,
        kind: 'page',
        page: { size: SIZE, direction: 'ltr', panels: PANELS },
        balloons,
        tones: PANELS.map(() => ({ light: 0.2, colour: 0.3, warmth: -0.2 })),
      },
    ],
    rate: 24,
  }).flatMap(({ shots }) => shots);
}

describe('what is lettered in a shot', () => {
  const [first, second] = shotsWith(BALLOONS);

  it('becomes its lines, in order, with delivery and balloon', () => {
    expect(first!.lines.map(({ delivery, balloon }) => [delivery, balloon])).toEqual([
      ['narration', 1],
      ['speech', 2],
    ]);
    expect(second!.lines.map(({ text, delivery, balloon }) => [text, delivery, balloon])).toEqual([
      ['Run!', 'off-panel', 7],
      ['Never!', 'shout', 8],
    ]);
  });

  it('is marked where it is not sure', () => {
    expect(first!.lines.some((line) => 'confidence' in line)).toBe(false);
    expect(second!.lines.map(({ confidence }) => confidence)).toEqual([0.61, undefined]);
  });

  it('gives noises as hints once, and none that was hardly read', () => {
    expect(first!.effects).toEqual(['clap']);
    expect(second!.effects).toBeUndefined();
  });

  it('lengthens the shot by what is to be read', () => {
    for (const shot of [first!, second!]) {
      expect(toSeconds(shot.length)).toBeGreaterThanOrEqual(secondsForLines(shot.lines));
    }
    const [silent] = shotsWith([]);
    expect(toSeconds(first!.length)).toBeGreaterThan(toSeconds(silent!.length));
  });

  it('sends the camera from balloon to balloon where it is lettered small', () => {
    const lettered = (letters: number) =>
      shotsWith(BALLOONS.map((each) => ({ ...each, letters })))[0]!.camera.move;
    expect(lettered(12)).toBe('guided');
    expect(lettered(40)).not.toBe('guided');
  });

  it('gives weather and a mood where it speaks of them', () => {
    expect(first!.life).toEqual({ strength: 1, weather: { kind: 'snow' } });
    expect(second!.life).toBeUndefined();
    const scenes = proposeScenes({
      art: [{ art: ART, kind: 'picture', balloons: BALLOONS.map((each) => ({ ...each })) }],
      rate: 24,
    });
    expect(scenes[0]!.mood).toBe('tense');
  });
});

describe('balloons on cue', () => {
  const [first, second] = shotsWith(BALLOONS);
  const edges = { before: 0, after: 0 };

  it('begin with their lines; noises and signs belong to the art', () => {
    const cues = balloonCues(first!, BALLOONS, PANELS, edges);
    expect(cues.map(({ outline }) => outline)).toEqual(
      BALLOONS.slice(0, 2).map(({ outline }) => outline),
    );
    expect(cues[0]!.at.value).toBeGreaterThan(0);
    expect(cues[0]!.until!.value).toBeGreaterThan(cues[0]!.at.value);
    expect(cues[1]!.at.value).toBeGreaterThan(cues[0]!.until!.value);
  });

  it('stand there from the start where no line speaks of them', () => {
    const cues = balloonCues(
      { ...second!, lines: second!.lines.slice(1) },
      BALLOONS,
      PANELS,
      edges,
    );
    expect(cues.map(({ at }) => at.value === 0)).toEqual([true, false, true]);
    expect(cues.map(({ until }) => until === undefined)).toEqual([true, false, true]);
  });

  it('are those of the panel next to them where they stand in none', () => {
    const { panel: _, ...between } = balloonOf('caption', 0, 'Meanwhile');
    const box = { x: 100, y: 484, width: 200, height: 12 };
    const balloons = [{ ...between, box, outline: polygonOf(box) }, ...BALLOONS.slice(6)];
    const shots = shotsWith(balloons);
    expect(shots[1]!.lines.map(({ text }) => text)).toEqual(['Meanwhile', 'Run!', 'Never!']);
    expect(balloonCues(shots[0]!, balloons, PANELS, edges)).toEqual([]);
    expect(balloonCues(shots[1]!, balloons, PANELS, edges)).toHaveLength(4);
  });

  it('of a part of the page are those that have their middle in it', () => {
    const crop = { x: 0, y: 500, width: 1000, height: 480 };
    const source = { kind: 'picture' as const, picture: { art: ART.id, crop } };
    expect(balloonCues({ ...second!, source }, BALLOONS, PANELS, edges)).toHaveLength(3);
  });
});
