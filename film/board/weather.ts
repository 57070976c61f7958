/** What can hang in the air of a shot. */
export const WEATHER_KINDS = [
  'rain',
  'snow',
  'dust',
  'embers',
  'fog',
  'light-rays',
  'speed-lines',
] as const;
export type WeatherKind = (typeof WEATHER_KINDS)[number];

/** Weather as it is written on the board; it stands before, between and behind the figures. */
export interface Weather {
  readonly kind: WeatherKind;
  /** How much of it: 1, the default, is what the kind usually is; above 0, up to 3. */
  readonly amount?: number;
  /**
   * The wind it travels on, -1 (a gale to the left) to 1 (a gale to the right); hair and cloth go with
   * it. Missing: a breeze whose side is chosen by seed.
   */
  readonly wind?: number;
}
