import type { Codec, Preset, Quality } from '@inkreel/film/delivery/preset.ts';
import { assertNever } from '@inkreel/film/grammar/assert-never.ts';

/** The encoders that make each codec, best first. */
export const ENCODERS_OF: Record<Codec, readonly [string, ...string[]]> = {
  h264: ['libx264'],
  vp9: ['libvpx-vp9'],
  av1: ['libsvtav1', 'libaom-av1'],
};

const X264: Record<Quality, readonly string[]> = {
  // Superfast drops the lookahead's tree; ten frames of it cost little and save a fifth of the bytes.
  draft: ['-preset', 'superfast', '-crf', '22', '-x264-params', 'rc-lookahead=10:mbtree=1'],
  standard: ['-preset', 'veryfast', '-crf', '20'],
  master: ['-preset', 'medium', '-crf', '18'],
};
const VPX: Record<Quality, readonly string[]> = {
  draft: ['-cpu-used', '5', '-crf', '36'],
  standard: ['-cpu-used', '4', '-crf', '31'],
  master: ['-cpu-used', '2', '-crf', '26'],
};
const SVT: Record<Quality, readonly string[]> = {
  draft: ['-preset', '11', '-crf', '38'],
  standard: ['-preset', '9', '-crf', '32'],
  master: ['-preset', '6', '-crf', '26'],
};
const AOM: Record<Quality, readonly string[]> = {
  draft: ['-cpu-used', '8', '-crf', '38'],
  standard: ['-cpu-used', '7', '-crf', '32'],
  master: ['-cpu-used', '5', '-crf', '26'],
};

/**
 * ffmpeg's options for one segment's encoder: one thread (segments run side by side instead), a key
 * frame at least every ten seconds, no reference across a key frame, tagged BT.709 limited range.
 */
export function encoderOptions(
  encoder: string,
  preset: Pick<Preset, 'codec' | 'quality' | 'rate'>,
): readonly string[] {
  const common = [
    '-c:v',
    encoder,
    '-flags:v',
    '+bitexact',
    '-g',
    String(preset.rate * 10),
    ...COLOUR,
  ];
  const oneThread = ['-threads', '1'];
  const { quality } = preset;
  switch (preset.codec) {
    case 'h264':
      return [...common, ...oneThread, ...X264[quality], '-flags:v', '+bitexact+cgop'];
    case 'vp9':
      return [...common, ...oneThread, '-deadline', 'good', '-b:v', '0', ...VPX[quality]];
    case 'av1':
      return encoder === 'libsvtav1'
        ? [...common, ...SVT[quality]]
        : [...common, ...oneThread, '-b:v', '0', ...AOM[quality]];
    default:
      return assertNever(preset.codec);
  }
}

const COLOUR = [
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ...['-color_range', 'tv'],
];
