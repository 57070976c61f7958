import { layOutText } from '@inkreel/adapters/lettering/lay-out-text.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import { INK } from './light.ts';
import { round } from './scenery.ts';

const PAPER = '#FFFBF0';
const LINE = 5;
const SIZE = 33;

/** What somebody says: a balloon around (x, y) whose tail ends near the mouth. */
export function balloon(text: string, x: number, y: number, mouth: Point, width = 300): string {
  const set = layOutText({
    text: text.toUpperCase(),
    font: 'comic-neue',
    size: SIZE,
    maxWidth: width,
    align: 'centre',
    leading: 1.12,
  });
  const last = set.lines.at(-1)?.baseline ?? 0;
  const rx = set.width / 2 + 46;
  const ry = last / 2 + 42;
  const body = rounded(x, y, rx, ry);
  const along = Math.atan2(mouth.y - y, mouth.x - x);
  // The tail leaves the balloon inside its edge, so that no seam shows.
  const root = { x: x + Math.cos(along) * rx * 0.7, y: y + Math.sin(along) * ry * 0.7 };
  const side = { x: -Math.sin(along) * 22, y: Math.cos(along) * 22 };
  const bend = {
    x: (root.x + mouth.x) / 2 + side.x * 0.6,
    y: (root.y + mouth.y) / 2 + side.y * 0.6,
  };
  const tail = `M${round(root.x + side.x)} ${round(root.y + side.y)}Q${round(bend.x + side.x * 0.5)} ${round(bend.y + side.y * 0.5)} ${round(mouth.x)} ${round(mouth.y)}Q${round(bend.x - side.x * 0.5)} ${round(bend.y - side.y * 0.5)} ${round(root.x - side.x)} ${round(root.y - side.y)}Z`;
  return (
    `<path d="${tail}${body}" fill="${INK}" stroke="${INK}" stroke-width="${LINE * 2}" stroke-linejoin="round"/>` +
    `<path d="${body}" fill="${PAPER}"/><path d="${tail}" fill="${PAPER}"/>` +
    `<path transform="translate(${round(x - set.width / 2)} ${round(y - last / 2)})" d="${set.path}" fill="${INK}"/>`
  );
}

/** What is told: a box with its top left corner at (x, y). */
export function caption(text: string, x: number, y: number, width = 520): string {
  const set = layOutText({
    text,
    font: 'comic-neue',
    size: SIZE,
    maxWidth: width,
    leading: 1.18,
  });
  const last = set.lines.at(-1)?.baseline ?? 0;
  const w = set.width + 44;
  const h = last + 40;
  return (
    `<path d="M${x + 7} ${y + 8}h${round(w)}v${round(h)}h${round(-w)}Z" fill="#0B0A20" fill-opacity=".35"/>` +
    `<path d="M${x} ${y}h${round(w)}l-4 ${round(h)}h${round(-w + 6)}Z" fill="#FFE7AE" stroke="${INK}" stroke-width="4" stroke-linejoin="round"/>` +
    `<path transform="translate(${x + 22} ${y + 19})" d="${set.path}" fill="${INK}"/>`
  );
}

/** A noise, drawn large and askew. */
export function noise(
  text: string,
  x: number,
  y: number,
  size: number,
  degrees: number,
  fill: string,
): string {
  const set = layOutText({ text, font: 'bangers', size });
  const place = `transform="translate(${x} ${y}) rotate(${degrees}) skewX(-8) translate(${round(-set.width / 2)} 0)"`;
  return (
    `<g ${place}><path d="${set.path}" fill="${INK}" stroke="${INK}" stroke-width="${size * 0.16}" stroke-linejoin="round"/>` +
    `<path d="${set.path}" fill="#FFFBF0" stroke="#FFFBF0" stroke-width="${size * 0.06}" stroke-linejoin="round"/><path d="${set.path}" fill="${fill}"/></g>`
  );
}

/** The name of the story, as a masthead on the paper. */
export function masthead(text: string, width: number, y: number, size: number): string {
  const set = layOutText({ text, font: 'bangers', size });
  const x = (width - set.width) / 2;
  const rule = (from: number, to: number) =>
    `<path d="M${round(from)} ${round(y + size * 0.36)}H${round(to)}" stroke="${INK}" stroke-width="5" stroke-linecap="round"/>`;
  return `${rule(62, x - 40)}${rule(x + set.width + 40, width - 62)}<path transform="translate(${round(x)} ${y})" d="${set.path}" fill="${INK}"/>`;
}

/** An ellipse with fuller shoulders, so that lines of text fit it. */
function rounded(x: number, y: number, rx: number, ry: number): string {
  const k = 0.68;
  return (
    `M${round(x)} ${round(y - ry)}C${round(x + rx * k)} ${round(y - ry)} ${round(x + rx)} ${round(y - ry * k)} ${round(x + rx)} ${round(y)}` +
    `C${round(x + rx)} ${round(y + ry * k)} ${round(x + rx * k)} ${round(y + ry)} ${round(x)} ${round(y + ry)}` +
    `C${round(x - rx * k)} ${round(y + ry)} ${round(x - rx)} ${round(y + ry * k)} ${round(x - rx)} ${round(y)}` +
    `C${round(x - rx)} ${round(y - ry * k)} ${round(x - rx * k)} ${round(y - ry)} ${round(x)} ${round(y - ry)}Z`
  );
}
