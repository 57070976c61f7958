import type { FrameRate } from '../time/rational.ts';

export const ASPECTS = ['16:9', '9:16', '1:1'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Lines of the short side: 720 gives 1280x720, 720x1280 or 720x720. */
export const RESOLUTIONS = [720, 1080] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const CODECS = ['h264', 'vp9', 'av1'] as const;
export type Codec = (typeof CODECS)[number];

/** draft: quick to judge; standard: what is shared; master: what is kept. */
export const QUALITIES = ['draft', 'standard', 'master'] as const;
export type Quality = (typeof QUALITIES)[number];

/** What a delivered film is made of. */
export interface Preset {
  readonly aspect: Aspect;
  readonly resolution: Resolution;
  readonly rate: FrameRate;
  readonly codec: Codec;
  readonly quality: Quality;
}
