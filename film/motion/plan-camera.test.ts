import { expect, test } from 'vitest';
import { CAMERA_MOVES, type CameraMove } from '../board/camera-move.ts';
import { type Box, centreOf } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { rational } from '../time/rational.ts';
import { layerView, poseAt } from './camera-pose.ts';
import { plateBox } from './extend-plate.ts';
import { frameAt, prescaleOf, type StagedShot } from './frame-at.ts';
import { planCamera } from './plan-camera.ts';
import type { Stage } from './stage.ts';
import { holds } from './view.ts';

const FRAMES: Record<string, Size> = {
  wide: { width: 1280, height: 720 },
  upright: { width: 720, height: 1280 },
  square: { width: 720, height: 720 },
};
const PICTURES: Record<string, Size> = {
  tall: { width: 620, height: 1700 },
  wide: { width: 2000, height: 560 },
  square: { width: 900, height: 940 },
  screen: { width: 1600, height: 900 },
};

function stageOf(size: Size, plate: Box): Stage {
  const side = Math.min(size.width, size.height);
  // A figure cut off by the lower edge, right of the middle; its head is kept first.
  const figure = {
    x: size.width * 0.55,
    y: size.height - side * 0.8,
    width: side * 0.35,
    height: side * 0.8,
  };
  const head = { ...figure, height: side * 0.25 };
  return {
    size,
    layers: [
      { name: 'plate', role: 'plate', box: plate, depth: 0 },
      { name: 'figure-1', role: 'cut-out', box: figure, depth: 0.8 },
    ],
    keep: [head, figure],
    trust: 0.9,
  };
}

function shotOf(move: CameraMove, size: Size, frame: Size, extended = true): StagedShot {
  const plate = extended ? plateBox(size, frame) : { x: 0, y: 0, ...size };
  const stage = stageOf(size, plate);
  const length = rational(96, 24);
  const plan = planCamera({ move, framing: 'medium', stage, frame, length, seed: 7 });
  const shot = { stage, plan, frame, length, seed: 7 };
  return { ...shot, scales: prescaleOf(shot) };
}

const every = CAMERA_MOVES.flatMap((move) =>
  Object.keys(PICTURES).flatMap((picture) =>
    Object.keys(FRAMES).flatMap((frame) =>
      [true, false].map((extended) => ({ move, picture, frame, extended })),
    ),
  ),
);

test.each(every)('$move over a $picture picture at a $frame frame, extended: $extended', (at) => {
  const frame = FRAMES[at.frame]!;
  const shot = shotOf({ move: at.move }, PICTURES[at.picture]!, frame, at.extended);
  const { plan, length, stage } = shot;
  const aspect = frame.width / frame.height;
  const plate = stage.layers[0]!.box;
  const poses = Array.from({ length: 96 }, (_, k) => poseAt(plan, length, 7, rational(k, 24)));

  for (const { view } of poses) {
    expect(view.width / view.height).toBeCloseTo(aspect, 6);
    expect(holds(plate, view, 0.01)).toBe(true);
  }

  // No jump: from frame to frame the view moves by little, and its speed changes by less.
  const speeds = poses.slice(1).map(({ view }, k) => {
    const a = centreOf(poses[k]!.view);
    const b = centreOf(view);
    return {
      x: (b.x - a.x) / view.width,
      y: (b.y - a.y) / view.width,
      zoom: Math.log(view.width / poses[k]!.view.width),
    };
  });
  const most = at.move === 'guided' ? 0.07 : 0.022;
  speeds.forEach((speed, k) => {
    const before = speeds[k - 1] ?? speed;
    for (const axis of ['x', 'y', 'zoom'] as const) {
      expect(Math.abs(speed[axis])).toBeLessThan(most);
      expect(Math.abs(speed[axis] - before[axis])).toBeLessThan(most / 3);
    }
  });

  if (at.move !== 'handheld') {
    for (const k of [1, 2, 3, 4, 5, 6]) {
      expect(poses[k]).toEqual(poses[0]);
      expect(poses[95 - k]).toEqual(poses[95]);
    }
  }

  // The face is in frame at both ends; a long picture travelled over holds it at one of them, a tour
  // on its way.
  const head = stage.keep[0]!;
  const layer = stage.layers[1]!;
  const looked = at.move === 'guided' ? poses : [poses[0]!, poses[95]!];
  const held = looked.map((pose) =>
    holds(layerView(plan, pose, layer.depth, plan.give[1]), head, 0.03 * pose.view.width),
  );
  const travels = at.move === 'pan' || at.move === 'tilt' || at.move === 'guided';
  expect(travels ? held.some(Boolean) : held.every(Boolean)).toBe(true);

  // A figure that the lower edge cuts off never shows where it ends while the plate goes on.
  for (const pose of poses) {
    const own = layerView(plan, pose, layer.depth, plan.give[1]);
    const end = stage.size.height;
    const drawn = (end - pose.view.y) / pose.view.height;
    const shown = (end - own.y) / own.height;
    if (shown < 1 - 1e-9) expect(Math.abs(shown - drawn)).toBeLessThan(0.0015);
  }
});

test('a still camera shows the layers where they were drawn', () => {
  const shot = shotOf({ move: 'static' }, PICTURES.screen!, FRAMES.wide!);
  const pose = poseAt(shot.plan, shot.length, 7, rational(40, 24));
  expect(layerView(shot.plan, pose, 1)).toEqual(pose.view);
});

test('near layers move more than far ones in a truck, and against each other in an orbit', () => {
  for (const move of ['truck', 'orbit'] as const) {
    const { plan, length } = shotOf({ move }, PICTURES.screen!, FRAMES.wide!);
    const ends = [0, 95].map((k) => poseAt(plan, length, 7, rational(k, 24)));
    const way = (depth: number): number =>
      centreOf(layerView(plan, ends[1]!, depth)).x - centreOf(layerView(plan, ends[0]!, depth)).x;
    if (move === 'truck') expect(way(1)).toBeGreaterThan(way(0) * 1.2);
    else expect(way(1) * way(0)).toBeLessThan(0);
    const between = Math.abs(way(1) - way(0)) / plan.from.width;
    expect(between).toBeGreaterThan(0.02);
    expect(between).toBeLessThan(0.045);
  }
});

test('a dolly zoom keeps the figure and changes what is behind it', () => {
  const { plan, length } = shotOf({ move: 'dolly-zoom' }, PICTURES.screen!, FRAMES.wide!);
  const [from, to] = [0, 95].map((k) => poseAt(plan, length, 7, rational(k, 24)));
  expect(to!.view.width / from!.view.width).toBeGreaterThan(1.06);
  expect(layerView(plan, to!, 0.8).width).toBeCloseTo(layerView(plan, from!, 0.8).width, 6);
});

test('written views are taken, brought to the shape of the frame', () => {
  const from = { x: 100, y: 90, width: 800, height: 450 };
  const { plan } = shotOf({ move: 'push-in', from }, PICTURES.screen!, FRAMES.wide!);
  expect(plan.from.x).toBeCloseTo(100, 6);
  expect(plan.from.width).toBeCloseTo(800, 6);
  expect(plan.to.width).toBeLessThan(800);
  const stops = [from, { x: 900, y: 300, width: 300, height: 500 }];
  const guided = shotOf({ move: 'guided', stops }, PICTURES.screen!, FRAMES.wide!).plan;
  expect(guided.stops).toHaveLength(2);
  for (const [k, stop] of stops.entries()) {
    expect(holds(guided.stops[k]!, stop, 0.01)).toBe(true);
  }
});

test('strength 0 holds still and more strength moves more', () => {
  const zoom = (strength: number): number => {
    const { plan } = shotOf({ move: 'push-in', strength }, PICTURES.screen!, FRAMES.wide!);
    return plan.from.width / plan.to.width;
  };
  expect(zoom(0)).toBe(1);
  expect(zoom(1)).toBeGreaterThan(1.03);
  expect(zoom(1)).toBeLessThan(1.09);
  expect(zoom(2)).toBeGreaterThan(zoom(1) * 1.03);
});

test('the same shot gives the same display list, and another seed another hand', () => {
  const shot = shotOf({ move: 'handheld' }, PICTURES.screen!, FRAMES.wide!);
  const at = rational(31, 24);
  expect(frameAt(shot, at)).toEqual(frameAt(shot, at));
  const corners = frameAt(shot, at).layers[0]!.grid.corners;
  expect(frameAt({ ...shot, seed: 8 }, at).layers[0]!.grid.corners).not.toEqual(corners);
});

test('grids read each raster pixel for pixel in the closest view', () => {
  const shot = shotOf({ move: 'push-in' }, PICTURES.screen!, FRAMES.wide!);
  const { layers } = frameAt(shot, rational(95, 24));
  for (const { grid } of layers) {
    expect(grid.columns).toBe(80);
    expect(grid.rows).toBe(45);
    const step = (grid.corners[2]! - grid.corners[0]!) / 65536 / 16;
    expect(step).toBeGreaterThan(0.98);
    expect(step).toBeLessThan(1.02);
  }
  const small = shotOf({ move: 'static' }, { width: 200, height: 112 }, FRAMES.wide!);
  expect(small.scales.get('plate')).toBe(2);
});

test('a panel is shown with its balloons whole where they fit, and a tilt rests beside them', () => {
  const size = { width: 1000, height: 900 };
  const plate = plateBox(size, FRAMES.wide!);
  const lettering = [{ x: 40, y: 20, width: 400, height: 200 }];
  const keep = [{ x: 500, y: 430, width: 200, height: 200 }];
  const stage: Stage = { ...stageOf(size, plate), keep, lettering, mounted: true };
  const brief = { framing: 'close-up', frame: FRAMES.wide!, length: rational(72, 24) } as const;
  const hero = planCamera({ ...brief, move: { move: 'static' }, stage }).from;
  expect(holds(hero, lettering[0]!, 1)).toBe(true);
  expect(holds(hero, keep[0]!, 1)).toBe(true);

  // A travel too long for its time ends on the face, and would cut the balloon under it.
  const tall = { width: 600, height: 3000 };
  const face = { x: 200, y: 1500, width: 200, height: 120 };
  const bare: Stage = { ...stageOf(tall, plateBox(tall, FRAMES.wide!)), keep: [face] };
  const tilt = { ...brief, move: { move: 'tilt', towards: 'down' } } as const;
  const ends = (view: Box): number => view.y + view.height;
  const cut = planCamera({ ...tilt, stage: bare }).to;
  const balloon = { x: 100, y: ends(cut) - 50, width: 400, height: 100 };
  expect(balloon.y).toBeGreaterThan(face.y + face.height);
  const beside = planCamera({ ...tilt, stage: { ...bare, lettering: [balloon] } }).to;
  expect(holds(beside, face, 0.05 * face.height)).toBe(true);
  expect(ends(beside) <= balloon.y + 6 || ends(beside) >= balloon.y + 94).toBe(true);
});

test('a tilt unasked reads the balloon first and ends on the face', () => {
  const size = { width: 600, height: 1200 };
  const face = { x: 200, y: 480, width: 160, height: 100 };
  const lettering = [{ x: 60, y: 10, width: 480, height: 260 }];
  const stage: Stage = { ...stageOf(size, plateBox(size, FRAMES.wide!)), keep: [face] };
  const move = { move: 'tilt' } as const;
  const brief = { framing: 'medium', frame: FRAMES.wide!, length: rational(96, 24), move } as const;
  const silent = planCamera({ ...brief, stage });
  expect(silent.to.y).toBeLessThan(silent.from.y);
  const spoken = planCamera({ ...brief, stage: { ...stage, lettering } });
  expect(spoken.to.y).toBeGreaterThan(spoken.from.y);
});

test('a wide framing shows a mounted panel whole, but never more mount than art', () => {
  const shown = (size: Size) => {
    const stage: Stage = { ...stageOf(size, plateBox(size, FRAMES.wide!)), mounted: true };
    const length = rational(72, 24);
    const move = { move: 'static' } as const;
    const brief = { framing: 'wide', frame: FRAMES.wide!, length, move } as const;
    return planCamera({ ...brief, stage: { ...stage, keep: [] } }).from;
  };
  const broad = { width: 800, height: 800 };
  expect(holds(shown(broad), { x: 0, y: 0, ...broad }, 1)).toBe(true);
  expect(shown({ width: 600, height: 1000 }).width).toBeLessThan(2 * 600);
});

test('a panel that would be all but whole is shown whole', () => {
  const size = { width: 900, height: 900 };
  const lettering = [
    { x: 40, y: 20, width: 300, height: 100 },
    { x: 500, y: 700, width: 300, height: 120 },
  ];
  const bare: Stage = { ...stageOf(size, plateBox(size, FRAMES.wide!)), keep: [], mounted: true };
  const move = { move: 'static' } as const;
  const brief = { framing: 'medium', frame: FRAMES.wide!, length: rational(72, 24), move } as const;
  const shown = planCamera({ ...brief, stage: { ...bare, lettering } }).from;
  expect(holds(shown, { x: 0, y: 0, ...size }, 1)).toBe(true);
  expect(planCamera({ ...brief, stage: bare }).from.height).toBeLessThan(800);
});

test('a tilt over a slanted panel follows its slant and shows little of the mount', () => {
  const size = { width: 300, height: 900 };
  const outline = [
    { x: 120, y: 0 },
    { x: 300, y: 0 },
    { x: 180, y: 900 },
    { x: 0, y: 900 },
  ];
  const stage: Stage = {
    ...stageOf(size, plateBox(size, FRAMES.wide!)),
    keep: [],
    mounted: true,
    outline,
  };
  const { from, to } = planCamera({
    framing: 'medium',
    frame: FRAMES.wide!,
    length: rational(120, 24),
    move: { move: 'tilt', towards: 'down' },
    stage,
  });
  expect(to.y).toBeGreaterThan(from.y);
  for (const view of [from, to]) {
    const middle = 210 - (120 * (view.y + view.height / 2)) / 900;
    expect(centreOf(view).x).toBeCloseTo(middle, 3);
    expect(view.width).toBeLessThan(1.45 * 180);
  }
});

const spoken = (spans: readonly (readonly [number, number])[]) =>
  spans.map(([at, until]) => ({ at: rational(at, 24), until: rational(until, 24) }));

test('a travel leaves a balloon only when it has been read, and is there when the next begins', () => {
  const size = { width: 2400, height: 600 };
  const lettering = [
    { x: 60, y: 40, width: 300, height: 160 },
    { x: 2000, y: 60, width: 300, height: 160 },
  ];
  const stage: Stage = { ...stageOf(size, plateBox(size, FRAMES.wide!)), keep: [], lettering };
  const length = rational(288, 24);
  const brief = { framing: 'medium', frame: FRAMES.wide!, length, stage } as const;
  const reads = spoken([
    [7, 60],
    [230, 270],
  ]);
  for (const move of ['pan', 'guided'] as const) {
    const plan = planCamera({ ...brief, move: { move }, reads });
    for (const [k, { at, until }] of reads.entries()) {
      for (let frame = at.value; frame <= until.value; frame += 3) {
        const { view } = poseAt(plan, length, 0, rational(frame, 24));
        expect(holds(view, lettering[k]!, 4)).toBe(true);
      }
    }
  }
  // Three that no two views hold are travelled from stop to stop.
  const three = [...lettering, { x: 1000, y: 380, width: 300, height: 160 }].sort(
    (a, b) => a.x - b.x,
  );
  const slow = rational(480, 24);
  const turns = spoken([
    [7, 60],
    [210, 260],
    [410, 460],
  ]);
  const plan = planCamera({
    ...brief,
    length: slow,
    stage: { ...stage, lettering: three },
    move: { move: 'pan' },
    reads: turns,
  });
  for (const [k, { at, until }] of turns.entries()) {
    for (const moment of [at, until]) {
      expect(holds(poseAt(plan, slow, 0, moment).view, three[k]!, 4)).toBe(true);
    }
  }
});

test.each(['push-in', 'pull-out', 'truck', 'orbit', 'dolly-zoom'] as const)(
  'a %s keeps faces and balloons whole all the way',
  (move) => {
    const size = { width: 1200, height: 900 };
    const keep = [{ x: 700, y: 330, width: 180, height: 200 }];
    const lettering = [
      { x: 30, y: 110, width: 340, height: 170 },
      { x: 860, y: 640, width: 330, height: 160 },
    ];
    const plate = plateBox(size, FRAMES.wide!);
    const stage: Stage = { ...stageOf(size, plate), layers: [], keep, lettering, mounted: true };
    const layers: Stage['layers'] = [{ name: 'plate', role: 'plate', box: plate, depth: 0 }];
    const length = rational(96, 24);
    const brief = { framing: 'medium', frame: FRAMES.wide!, length, seed: 3 } as const;
    const plan = planCamera({ ...brief, move: { move }, stage: { ...stage, layers } });
    for (let frame = 0; frame < 96; frame += 5) {
      const { view } = poseAt(plan, length, 3, rational(frame, 24));
      for (const box of [...keep, ...lettering]) expect(holds(view, box, 1)).toBe(true);
    }
    expect(plan.from).not.toEqual(plan.to);
  },
);

test('a balloon that reaches out of its panel is shown whole', () => {
  const size = { width: 800, height: 500 };
  const lettering = [{ x: 90, y: -80, width: 300, height: 160 }];
  const plate = plateBox(size, FRAMES.wide!, lettering);
  expect(holds(plate, lettering[0]!)).toBe(true);
  const stage: Stage = { ...stageOf(size, plate), keep: [], lettering, mounted: true };
  const length = rational(72, 24);
  const brief = { framing: 'medium', frame: FRAMES.wide!, length, stage } as const;
  const plan = planCamera({ ...brief, move: { move: 'push-in' } });
  for (const view of [plan.from, plan.to]) expect(holds(view, lettering[0]!, 1)).toBe(true);
});
