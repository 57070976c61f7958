import type { Polygon } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';

/** Pixels of every page. */
export const PAGE: Size = { width: 1400, height: 2000 };

/** What each page's panels are called, in reading order, with their corners in pixels of the page. */
export const PAGES: readonly (readonly {
  readonly name: PanelName;
  readonly outline: Polygon;
}[])[] = [
  [
    { name: 'the-bay', outline: corners([60, 220], [1340, 220], [1340, 1060], [60, 1060]) },
    { name: 'the-lamp', outline: corners([60, 1086], [770, 1086], [640, 1940], [60, 1940]) },
    { name: 'the-bolt', outline: corners([797, 1086], [1340, 1086], [1340, 1940], [667, 1940]) },
  ],
  [
    { name: 'the-dark', outline: corners([60, 60], [1340, 60], [1340, 640], [60, 730]) },
    { name: 'the-fold', outline: corners([60, 757], [650, 715], [610, 1270], [60, 1270]) },
    { name: 'the-face', outline: corners([677, 713], [1340, 667], [1340, 1270], [637, 1270]) },
    { name: 'the-launch', outline: corners([60, 1296], [1340, 1296], [1340, 1940], [60, 1940]) },
  ],
  [
    { name: 'the-wave', outline: corners([60, 60], [640, 60], [560, 1180], [60, 1180]) },
    { name: 'the-sight', outline: corners([667, 60], [1340, 60], [1340, 610], [628, 610]) },
    { name: 'the-way', outline: corners([626, 636], [1340, 636], [1340, 1180], [587, 1180]) },
    { name: 'the-morning', outline: corners([60, 1206], [1340, 1206], [1340, 1940], [60, 1940]) },
  ],
];

export const PANEL_NAMES = [
  'the-bay',
  'the-lamp',
  'the-bolt',
  'the-dark',
  'the-fold',
  'the-face',
  'the-launch',
  'the-wave',
  'the-sight',
  'the-way',
  'the-morning',
] as const;
export type PanelName = (typeof PANEL_NAMES)[number];

function corners(...points: readonly (readonly [x: number, y: number])[]): Polygon {
  return points.map(([x, y]) => ({ x, y }));
}
