import { expect, it } from 'vitest';
import { freePlace } from './balloon-overlay.ts';

const page = { width: 200, height: 100 };
const slip = { width: 40, height: 20 };

it('takes the first place that covers nothing', () => {
  const places = [
    { x: 10, y: 10, ...slip },
    { x: 80, y: 10, ...slip },
    { x: 150, y: 10, ...slip },
  ];
  const taken = [{ x: 0, y: 0, width: 60, height: 60 }];
  expect(freePlace(places, taken, page)).toEqual({ x: 80, y: 10, ...slip });
});

it('counts a place as it is within the page', () => {
  const taken = [{ x: 160, y: 0, width: 40, height: 40 }];
  const places = [
    { x: 210, y: 5, ...slip },
    { x: 100, y: 95, ...slip },
  ];
  expect(freePlace(places, taken, page)).toEqual({ x: 100, y: 80, ...slip });
});

it('covers as little as can be where there is no room', () => {
  const taken = [
    { x: 0, y: 0, width: 200, height: 50 },
    { x: 0, y: 50, width: 150, height: 50 },
  ];
  const places = [
    { x: 20, y: 20, ...slip },
    { x: 140, y: 60, ...slip },
    { x: 60, y: 70, ...slip },
  ];
  expect(freePlace(places, taken, page)).toEqual({ x: 140, y: 60, ...slip });
});
