import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp from 'sharp';
import type { SetCaption } from './set-caption.ts';

/** A caption's picture and where its top left corner lies in the frame, pixels. */
export interface DrawnCaption {
  readonly raster: Raster;
  readonly at: Point;
}

const INK = '#17161A';
const PAPER = '#FFFFFF';
/** The word that is being said. */
const LIT = '#FFC93C';
/** White, then one colour for each speaker, all light enough for a dark outline. */
const SPEAKERS = ['#FFFFFF', '#FFE9A8', '#BFE6FF', '#FFC9C2', '#CDEFC4', '#E3D0FF', '#FFD9A8'];

/** How a caption is drawn in one of its states. */
export interface CaptionLook {
  /** Which of the speakers' colours it has: 0 where nobody is known. */
  readonly colour: number;
  /** How many of its words were heard, for the style that lights them up. */
  readonly heard: number;
  /** Of a balloon: the mouth that its tail points at, pixels of the frame; missing: one below it. */
  readonly mouth?: Point | undefined;
  /** The face around it: the tail ends before it. */
  readonly face?: Box | undefined;
}

/** Draws a caption that was set, everything as outlines. @param at its top left corner in the frame */
export async function drawCaption(
  caption: SetCaption,
  at: Point,
  { colour, heard, mouth, face }: CaptionLook,
): Promise<DrawnCaption> {
  const { style, outline, words, size, em } = caption;
  const light = SPEAKERS[colour % SPEAKERS.length]!;
  const fills = words.map((path, index) => {
    const isLit = style === 'karaoke' && index === heard - 1;
    return `<path d="${path}" fill="${style === 'balloon' ? INK : isLit ? LIT : light}"/>`;
  });
  if (style !== 'balloon') {
    const strokes = words.map(
      (path) =>
        `<path d="${path}" stroke="${INK}" stroke-width="${2 * outline}" stroke-linejoin="round"/>`,
    );
    return { raster: await drawn([...strokes, ...fills].join(''), size, { x: 0, y: 0 }), at };
  }
  const middle = { x: size.width / 2, y: size.height / 2 };
  const fromCorner = (place: Point): Point => ({ x: place.x - at.x, y: place.y - at.y });
  const tip = tipOf(size, em, mouth && fromCorner(mouth), face && { ...face, ...fromCorner(face) });
  const spare = Math.ceil(em * 0.2);
  const from = { x: Math.min(0, tip.x - spare), y: Math.min(0, tip.y - spare) };
  const corner = { x: Math.floor(from.x), y: Math.floor(from.y) };
  const whole = {
    width: Math.ceil(Math.max(size.width, tip.x + spare)) - corner.x,
    height: Math.ceil(Math.max(size.height, tip.y + spare)) - corner.y,
  };
  const ground = balloon(size, middle, tip, em);
  return {
    raster: await drawn(`${ground}${fills.join('')}`, whole, corner),
    at: { x: at.x + corner.x, y: at.y + corner.y },
  };
}

/** @param corner what of the drawing is the picture's top left corner */
async function drawn(inside: string, { width, height }: Size, corner: Point): Promise<Raster> {
  const box = `${corner.x} ${corner.y} ${width} ${height}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}" fill="none">${inside}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}

/** Where a tail ends: short of the mouth it points at, and no farther from the balloon than looks well. */
function tipOf(
  { width, height }: Size,
  em: number,
  mouth: Point | undefined,
  face: Box | undefined,
): Point {
  const middle = { x: width / 2, y: height / 2 };
  if (!mouth) return { x: middle.x - em * 0.4, y: height + 1.1 * em };
  const [dx, dy] = [mouth.x - middle.x, mouth.y - middle.y];
  const distance = Math.hypot(dx, dy);
  // Where the line to the mouth leaves the balloon, as an ellipse would have it.
  const edge = 1 / Math.max(1e-6, Math.hypot(dx / (width / 2), dy / (height / 2)));
  const leaves = edge * distance;
  // Half a face before the mouth, where nobody knows how far that is.
  const short = face ? depthIn(face, mouth, middle) * 0.9 : 1.6 * em;
  const length = Math.max(0.8 * em, Math.min(3.2 * em, distance - leaves - short));
  const end = (leaves + length) / Math.max(1e-6, distance);
  return { x: middle.x + dx * end, y: middle.y + dy * end };
}

/** How far a point of a box lies from its edge on the way to another point. */
function depthIn({ x, y, width, height }: Box, inside: Point, towards: Point): number {
  const [dx, dy] = [towards.x - inside.x, towards.y - inside.y];
  const reach = (from: number, step: number, low: number, high: number): number =>
    step > 0 ? (high - from) / step : step < 0 ? (low - from) / step : Number.POSITIVE_INFINITY;
  const share = Math.min(reach(inside.x, dx, x, x + width), reach(inside.y, dy, y, y + height), 1);
  return Math.max(0, share) * Math.hypot(dx, dy);
}

/** A round balloon and its tail, one outline. */
function balloon({ width, height }: Size, { x: cx, y: cy }: Point, tip: Point, em: number): string {
  const line = Math.max(1.5, em * 0.07);
  const [rx, ry] = [width / 2 - line, height / 2 - line];
  // Between an ellipse and a box, so that two full lines have room in the corners.
  const bend = 0.78;
  const body = [
    `M${cx} ${cy - ry}`,
    `C${cx + rx * bend} ${cy - ry} ${cx + rx} ${cy - ry * bend} ${cx + rx} ${cy}`,
    `C${cx + rx} ${cy + ry * bend} ${cx + rx * bend} ${cy + ry} ${cx} ${cy + ry}`,
    `C${cx - rx * bend} ${cy + ry} ${cx - rx} ${cy + ry * bend} ${cx - rx} ${cy}`,
    `C${cx - rx} ${cy - ry * bend} ${cx - rx * bend} ${cy - ry} ${cx} ${cy - ry}Z`,
  ].join('');
  const along = Math.atan2(tip.y - cy, tip.x - cx);
  // The tail's root lies inside, a little nearer to the middle than the edge.
  const inside = 0.72 / Math.hypot(Math.cos(along) / rx, Math.sin(along) / ry);
  const root = { x: cx + Math.cos(along) * inside, y: cy + Math.sin(along) * inside };
  const half = { x: -Math.sin(along) * em * 0.52, y: Math.cos(along) * em * 0.52 };
  const bow = { x: (root.x + tip.x) / 2 + half.x * 0.5, y: (root.y + tip.y) / 2 + half.y * 0.5 };
  const tail =
    `M${root.x + half.x} ${root.y + half.y}Q${bow.x + half.x * 0.4} ${bow.y + half.y * 0.4} ${tip.x} ${tip.y}` +
    `Q${bow.x - half.x * 0.7} ${bow.y - half.y * 0.7} ${root.x - half.x} ${root.y - half.y}Z`;
  const stroke = `stroke="${INK}" stroke-width="${2 * line}" stroke-linejoin="round"`;
  return (
    `<path d="${body}" ${stroke}/><path d="${tail}" ${stroke}/>` +
    `<path d="${body}" fill="${PAPER}"/><path d="${tail}" fill="${PAPER}"/>`
  );
}
