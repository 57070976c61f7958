import type { Preset } from '../delivery/preset.ts';

/** What a film document means where it says nothing. */
export const PRESET_DEFAULT: Preset = {
  aspect: '16:9',
  resolution: 720,
  rate: 24,
  codec: 'h264',
  quality: 'standard',
};

/** Seconds. */
export const SHOT_LENGTH = 4;
export const CARD_LENGTH = 3;
export const TRANSITION_LENGTH = 0.5;
/** More than this is nobody's shot but a slip of the pen. */
export const LONGEST_LENGTH = 3600;

export const CAMERA_DEFAULT = 'push-in';
