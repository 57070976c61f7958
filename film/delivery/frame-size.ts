import { assertNever } from '../grammar/assert-never.ts';
import type { Size } from '../space/size.ts';
import type { Preset } from './preset.ts';

/** The size of a delivered frame in pixels, always even: 720 lines at 16:9 are 1280x720. */
export function frameSizeOf(preset: Pick<Preset, 'aspect' | 'resolution'>): Size {
  const short = preset.resolution;
  const long = (short * 16) / 9;
  switch (preset.aspect) {
    case '16:9':
      return { width: long, height: short };
    case '9:16':
      return { width: short, height: long };
    case '1:1':
      return { width: short, height: short };
    default:
      return assertNever(preset.aspect);
  }
}
