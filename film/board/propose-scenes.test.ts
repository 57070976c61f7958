import { expect, test } from 'vitest';
import type { Panel } from '../comic/page.ts';
import { id } from '../grammar/id.ts';
import type { Art } from '../media/art.ts';
import { contentHash } from '../media/content-hash.ts';
import { type Box, boxOf } from '../space/box.ts';
import { polygonOf } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import { toSeconds } from '../time/rational.ts';
import { type ArtToBoard, proposeScenes } from './propose-scenes.ts';
import type { Shot } from './shot.ts';

const PAGE: Size = { width: 1000, height: 1500 };

function artOf(name: string, size: Size = PAGE): Art {
  const digit = (name.length * 7 + name.charCodeAt(name.length - 1)) % 16;
  return {
    id: id<'art'>(name),
    reference: { file: `pages/${name}.png` },
    hash: contentHash(digit.toString(16).repeat(64)),
    size,
    hasAlpha: false,
  };
}

function pageOf(name: string, boxes: readonly Box[]): ArtToBoard {
  const panels = boxes.map((box): Panel => ({ box, polygon: polygonOf(box) }));
  return {
    art: artOf(name),
    kind: 'page',
    page: { size: PAGE, direction: 'ltr', panels },
  };
}

const grid = (name: string): ArtToBoard =>
  pageOf(
    name,
    Array.from({ length: 9 }, (_, k) => ({
      x: (k % 3) * 330,
      y: Math.floor(k / 3) * 490,
      width: 320,
      height: 300,
    })),
  );
const shotsOf = (art: readonly ArtToBoard[], title?: string): readonly Shot[] =>
  proposeScenes({ art, rate: 24, ...(title === undefined ? {} : { title }) }).flatMap(
    (scene) => scene.shots,
  );

test('every panel becomes a shot of its own, in order', () => {
  const shots = shotsOf([grid('p1'), grid('p2')]);
  expect(shots).toHaveLength(18);
  expect(new Set(shots.map((shot) => shot.id)).size).toBe(18);
  expect(shots.map((shot) => shot.source.kind === 'picture' && shot.source.picture.panel)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ]);
});

test('no move is made three times running, and a long film knows at least four', () => {
  const pages = Array.from({ length: 12 }, (_, k) => grid(`page-${k}`));
  const tall = pageOf(
    'tall',
    Array.from({ length: 5 }, (_, k) => ({ x: k * 200, y: 0, width: 190, height: 1400 })),
  );
  const moves = shotsOf([...pages, tall]).map((shot) => shot.camera.move);
  moves.forEach((move, k) => {
    expect(move === moves[k - 1] && move === moves[k - 2]).toBe(false);
  });
  expect(new Set(moves).size).toBeGreaterThanOrEqual(4);
});

test('tall is tilted, wide is panned, both with the time it takes', () => {
  const shots = shotsOf([
    pageOf('p1', [
      { x: 0, y: 0, width: 400, height: 700 },
      { x: 0, y: 800, width: 1000, height: 200 },
      { x: 0, y: 1100, width: 500, height: 300 },
    ]),
  ]);
  expect(shots.map((shot) => shot.camera.move).slice(0, 2)).toEqual(['tilt', 'pan']);
  const [tilt, pan, rest] = shots.map((shot) => toSeconds(shot.length));
  expect(tilt).toBeGreaterThan(rest! - 1);
  expect(pan).toBeGreaterThan(rest!);
});

test('a wide panel of a page read from the right is panned to the left', () => {
  const page = pageOf('m1', [{ x: 0, y: 0, width: 1000, height: 200 }]);
  const [shot] = shotsOf([{ ...page, page: { ...page.page!, direction: 'rtl' } }]);
  expect(shot!.camera).toEqual({ move: 'pan', towards: 'left' });
});

test('what is too long to be seen whole is travelled all the same, as it is read', () => {
  const ribbons = (width: number, height: number) =>
    Array.from({ length: 6 }, (_, k) => ({ x: 0, y: k * (height + 10), width, height }));
  const ribbon = pageOf('ribbon', ribbons(1000, 90));
  const shots = shotsOf([ribbon, pageOf('tower', ribbons(60, 900))]);
  expect(shots.filter(({ camera }) => camera.move === 'guided').length).toBeGreaterThanOrEqual(2);
  for (const { camera } of shots) expect(camera.stops).toBeUndefined();
  const [, , third] = shotsOf([{ ...ribbon, page: { ...ribbon.page!, direction: 'rtl' } }]);
  expect(third!.camera).toEqual({ move: 'guided', towards: 'left' });
});

test('of many tall panels some are seen whole between the tilts', () => {
  const tall = Array.from({ length: 8 }, (_, k) => ({
    x: (k % 4) * 250,
    y: Math.floor(k / 4) * 320,
    width: 230,
    height: 300,
  }));
  const shots = shotsOf([pageOf('t1', tall)]);
  const tilts = shots.filter((shot) => shot.camera.move === 'tilt');
  expect(tilts.length).toBeGreaterThanOrEqual(3);
  const whole = shots.filter((shot) => shot.camera.move !== 'tilt');
  expect(whole.length).toBeGreaterThanOrEqual(3);
  for (const shot of whole) expect(shot.framing).toBe('wide');
});

test('a splash lasts 4 to 6 seconds, a small silent panel 2 to 4', () => {
  const splash = shotsOf([pageOf('s1', [{ x: 0, y: 0, width: 1000, height: 800 }]), grid('s2')]);
  const seconds = splash.map((shot) => toSeconds(shot.length));
  expect(seconds[0]).toBeGreaterThanOrEqual(4);
  expect(seconds[0]).toBeLessThanOrEqual(6);
  for (const length of seconds.slice(1)) {
    expect(length).toBeGreaterThanOrEqual(2);
    expect(length).toBeLessThanOrEqual(4);
  }
});

test('a page without panels and a picture are one shot of the whole', () => {
  const credits: ArtToBoard = {
    art: artOf('credits'),
    kind: 'page',
    page: { size: PAGE, direction: 'ltr', panels: [] },
  };
  const picture: ArtToBoard = {
    art: artOf('01_the-old-mill', { width: 1600, height: 900 }),
    kind: 'picture',
  };
  const scenes = proposeScenes({ art: [credits, picture], rate: 25 });
  expect(scenes.map((scene) => scene.title)).toEqual(['Page 1', 'The old mill']);
  expect(scenes.flatMap((scene) => scene.shots)).toHaveLength(2);
});

test('figures decide the framing where they are known', () => {
  const page = pageOf('f1', [
    boxOf({ width: 400, height: 300 }),
    { x: 0, y: 400, width: 400, height: 300 },
  ]);
  const figures = [
    [{ x: 0, y: 0, width: 200, height: 298 }],
    [{ x: 0, y: 600, width: 30, height: 60 }],
  ];
  expect(shotsOf([{ ...page, figures }]).map((shot) => shot.framing)).toEqual(['close-up', 'wide']);
});

test('cards stand at both ends when a title is given, and the board is the same every time', () => {
  const shots = shotsOf([grid('p1')], 'The Flight');
  expect(shots.at(0)?.source).toEqual({ kind: 'card', card: { title: 'The Flight' } });
  expect(shots.at(-1)?.source.kind).toBe('card');
  expect(toSeconds(shots[0]!.length)).toBeGreaterThanOrEqual(2.5);
  expect(shotsOf([grid('p1')], 'The Flight')).toEqual(shots);
});
