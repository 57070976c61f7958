/** Sounds that go on as long as they are wanted: the air of a place. */
export const AMBIENCES = [
  'rain',
  'wind',
  'crowd',
  'fire',
  'stream',
  'waves',
  'crickets',
  'birds',
] as const;
export type AmbienceKind = (typeof AMBIENCES)[number];

/** Sounds that happen. */
export const SPOTS = [
  'footsteps',
  'impact',
  'explosion',
  'door',
  'creak',
  'knock',
  'thunder',
  'whoosh',
  'splash',
  'drip',
  'bell',
  'glass',
  'heartbeat',
  'applause',
] as const;
export type SpotKind = (typeof SPOTS)[number];

export type EffectKind = AmbienceKind | SpotKind;

/** Whether it goes on, or happens. */
export function isAmbience(kind: EffectKind): kind is AmbienceKind {
  return (AMBIENCES as readonly string[]).includes(kind);
}

/** Seconds that a sound takes to happen, its ring included; how often it strikes comes on top. */
export const SPOT_SECONDS: Readonly<Record<SpotKind, number>> = {
  footsteps: 2.4,
  impact: 1,
  explosion: 3,
  door: 1,
  creak: 1.4,
  knock: 1.2,
  thunder: 6,
  whoosh: 0.8,
  splash: 1.5,
  drip: 1.2,
  bell: 3,
  glass: 1.6,
  heartbeat: 2,
  applause: 4,
};
