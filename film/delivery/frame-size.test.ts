import { expect, it } from 'vitest';
import { containerFor, containersOf } from './container.ts';
import { frameSizeOf } from './frame-size.ts';
import { ASPECTS, RESOLUTIONS } from './preset.ts';

it('gives every preset its size', () => {
  const sizes = RESOLUTIONS.flatMap((resolution) =>
    ASPECTS.map((aspect) => {
      const { width, height } = frameSizeOf({ aspect, resolution });
      return `${width}x${height}`;
    }),
  );
  expect(sizes).toEqual(['1280x720', '720x1280', '720x720', '1920x1080', '1080x1920', '1080x1080']);
});

it('finds the container for a file name', () => {
  expect(containerFor('h264', 'film.MP4')).toBe('mp4');
  expect(containerFor('h264', 'film.webm')).toBeUndefined();
  expect(containerFor('av1', 'my.film/cut')).toBe('webm');
  expect(containerFor('av1', 'film.mp4')).toBe('mp4');
  expect(containersOf('vp9')[0]).toBe('webm');
});
