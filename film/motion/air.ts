import type { Weather, WeatherKind } from '../board/weather.ts';
import { centreOf } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Stage } from './stage.ts';

/** Weather worked out for a stage. */
export interface Air {
  readonly kind: WeatherKind;
  readonly amount: number;
  /** -1 to 1. */
  readonly wind: number;
  readonly seed: number;
  /** The mean light of the art, 0 to 1: fog is no lighter than its scene. */
  readonly light: number;
  /** Whether the art is so light that what is light in the air has to be dark to be seen. */
  readonly onLight: boolean;
  /** How pale the art is, 0 to 1: on pale art snow needs a shade to be seen by, and embers a deeper red. */
  readonly pale: number;
  /** What speed lines run towards, 0 to 1 of the picture. */
  readonly focus: Point;
}

/** Art of this mean light begins to be pale, and over so much more it has become so. */
const PALE_FROM = 0.38;
const PALE_OVER = 0.24;

/** Works written weather out for a stage; `wind` is the shot's, -1 to 1. */
export function planAir(weather: Weather, wind: number, stage: Stage, seed: number): Air {
  const first = stage.keep[0];
  const centre = first ? centreOf(first) : { x: stage.size.width / 2, y: stage.size.height / 2 };
  return {
    kind: weather.kind,
    amount: Math.max(0, Math.min(3, weather.amount ?? 1)),
    wind,
    seed: seed + 5003,
    light: stage.tone?.light ?? 0.5,
    onLight: (stage.tone?.light ?? 0.5) > 0.72,
    pale: Math.max(0, Math.min(1, ((stage.tone?.light ?? 0.5) - PALE_FROM) / PALE_OVER)),
    focus: { x: centre.x / stage.size.width, y: centre.y / stage.size.height },
  };
}

/** How the camera has moved since the shot began, as things near it see it. */
export interface AirCamera {
  /** In widths of the frame: what stands still in the air goes the other way. */
  readonly x: number;
  readonly y: number;
  /** 1 in the widest view of the shot, more in closer ones. */
  readonly zoom: number;
  /** Where the weather's focus is in the frame, 0 to 1. */
  readonly focus: Point;
}
