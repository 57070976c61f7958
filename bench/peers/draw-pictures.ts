import { join } from 'node:path';
import sharp from 'sharp';

/**
 * Draws pictures with the detail of painted art (soft ground, hard edges, grain), so that an encoder
 * has as much to do as with a real film.
 *
 * @returns the names of the files, relative to `folder`.
 */
export async function drawPictures(folder: string, count: number): Promise<readonly string[]> {
  const width = 1600;
  const height = 900;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const hue = (index * 47) % 360;
      const hills = Array.from({ length: 6 }, (_, hill) => {
        const y = 380 + hill * 90;
        const points = Array.from({ length: 17 }, (_, step) => {
          const lift = 70 * Math.sin(step * (0.6 + hill * 0.17) + index + hill * 2);
          return `${step * 100},${Math.round(y + lift)}`;
        });
        return `<path d="M0,900 L${points.join(' L')} L1600,900 Z" fill="hsl(${hue + hill * 9},45%,${62 - hill * 9}%)" stroke="#221a22" stroke-width="3"/>`;
      });
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue + 190},60%,45%)"/><stop offset="1" stop-color="hsl(${hue + 30},80%,85%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#sky)"/><circle cx="${300 + index * 120}" cy="210" r="90" fill="#fff3d0"/>${hills.join('')}</svg>`;
      const name = `picture-${index + 1}.png`;
      const grain = await sharp({
        create: {
          width,
          height,
          channels: 3,
          background: '#808080',
          noise: { type: 'gaussian', mean: 128, sigma: 9 },
        },
      })
        .png()
        .toBuffer();
      await sharp(Buffer.from(svg))
        .composite([{ input: grain, blend: 'soft-light' }])
        .png()
        .toFile(join(folder, name));
      return name;
    }),
  );
}
