import type { Point } from '@inkreel/film/space/point.ts';
import { INK, inked, type Light, shaded, under } from './light.ts';
import { type Colour, mix, type Sheet } from './sheet.ts';

// The two people of the story. Both are built of the same joints, so that they move and shrink alike;
// units are those of the figure: 350 tall, feet at (0, 0), y downwards.

export const MOODS_OF_FACES = ['calm', 'worried', 'glad', 'startled', 'tender'] as const;
export type Face = (typeof MOODS_OF_FACES)[number];

export interface Pose {
  /** Elbow and hand, in units of the figure. */
  readonly nearArm: readonly [elbow: Point, hand: Point];
  readonly farArm: readonly [elbow: Point, hand: Point];
  /** -1 looks left, 1 right. */
  readonly turn: number;
  /** Degrees the head tips, clockwise. */
  readonly tip?: number;
  /** Degrees the whole body leans, clockwise. */
  readonly lean?: number;
  readonly face: Face;
  /** Sits on an edge at (0, -60): the legs hang. */
  readonly sits?: boolean;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
  /** Pixels for a unit. */
  readonly scale: number;
  readonly light: Light;
}

/** Width of outlines on the page, whatever the size of the figure. */
const LINE = 5;

export const REST: Pose = {
  nearArm: [
    { x: 62, y: -165 },
    { x: 66, y: -112 },
  ],
  farArm: [
    { x: -62, y: -165 },
    { x: -64, y: -112 },
  ],
  turn: 0.6,
  face: 'calm',
};

const SKIN: Colour = '#F0B993';

/** Bram, who keeps the lamp: yellow oilskin, sou'wester, white beard. */
export function bram(sheet: Sheet, placed: Placed, pose: Pose): string {
  const { scale, light } = placed;
  const line = LINE / scale;
  const pen = { line, rim: 5 };
  const coat = '#F5B731';
  const boots = pose.sits
    ? shaded(
        sheet,
        'M-34-66C-36-30-40-14-44 0C-40 14 0 14 2 4C2-10-2-40-4-66Z',
        '#3B3A55',
        light,
        pen,
      ) +
      shaded(
        sheet,
        'M10-66C10-34 8-14 6 0C10 14 50 14 52 4C50-12 44-40 42-66Z',
        '#3B3A55',
        light,
        pen,
      )
    : shaded(
        sheet,
        'M-50-70C-50-40-50-22-54-4C-52 4-10 5-6-2C-8-24-8-46-8-70Z',
        '#3B3A55',
        light,
        pen,
      ) +
      shaded(
        sheet,
        'M10-70C10-46 8-24 8-2C12 6 58 4 62-3C56-20 52-44 50-70Z',
        '#3B3A55',
        light,
        pen,
      );
  const body = shaded(
    sheet,
    'M-40-218C-60-190-72-120-82-58C-50-46 52-44 84-58C74-120 62-190 42-218C20-230-20-230-40-218Z',
    coat,
    light,
    { line, rim: 8 },
  );
  const detail =
    inked('M4-214C8-160 8-100 6-50', line * 0.8) +
    [-188, -150, -112, -78]
      .map(
        (y) =>
          `<path d="M-3 ${y}h17" stroke="${INK}" stroke-width="${line * 1.5}" stroke-linecap="round"/>`,
      )
      .join('') +
    inked('M-62-104C-50-98-40-97-28-99M36-99C48-97 58-99 66-104', line * 0.8);
  const collar = shaded(
    sheet,
    'M-44-222C-30-202 30-202 46-222C40-236-38-236-44-222Z',
    coat,
    light,
    pen,
  );
  return figure(placed, pose, [
    arm(sheet, light, coat, line, { x: -46, y: -200 }, pose.farArm, 0.86),
    boots,
    body,
    detail,
    collar,
    head(pose, bramsHead(sheet, light, line / 1.16, pose)),
    arm(sheet, light, coat, line, { x: 50, y: -188 }, pose.nearArm, 1),
  ]);
}

/** Wren, who sails: red cap, dark braid, blue coat. */
export function wren(sheet: Sheet, placed: Placed, pose: Pose): string {
  const { scale, light } = placed;
  const line = LINE / scale;
  const pen = { line, rim: 5 };
  const coat = '#3F6F9E';
  const boot = '#8A4B32';
  const boots = pose.sits
    ? shaded(sheet, 'M-30-66C-32-30-34-14-38 0C-34 12 0 12 2 3C2-10-2-40-4-66Z', boot, light, pen) +
      shaded(sheet, 'M8-66C8-34 6-14 4 0C8 12 42 12 44 3C42-12 38-40 36-66Z', boot, light, pen)
    : shaded(sheet, 'M-40-74C-40-44-40-22-43-4C-40 4-8 5-5-2C-6-24-6-46-6-74Z', boot, light, pen) +
      shaded(sheet, 'M8-74C8-46 6-24 6-2C10 6 48 4 51-3C46-20 42-44 40-74Z', boot, light, pen);
  const body = shaded(
    sheet,
    'M-36-214C-52-190-58-120-64-66C-40-56 40-54 66-66C60-120 54-190 38-214C20-226-20-226-36-214Z',
    coat,
    light,
    { line, rim: 7 },
  );
  const detail =
    inked('M4-208C7-160 7-110 6-60', line * 0.8) +
    [-180, -148, -116]
      .map(
        (y) =>
          `<circle cx="16" cy="${y}" r="5" fill="${under('#F3D9A0', light)}" stroke="${INK}" stroke-width="${line * 0.7}"/>`,
      )
      .join('');
  const scarf = shaded(
    sheet,
    'M-42-220C-30-198 32-198 44-220C50-236-46-238-42-220Z',
    '#E6C25A',
    light,
    pen,
  );
  return figure(placed, pose, [
    arm(sheet, light, coat, line, { x: -38, y: -196 }, pose.farArm, 0.8),
    boots,
    body,
    detail,
    scarf,
    head(pose, wrensHead(sheet, light, line / 1.16, pose)),
    arm(sheet, light, coat, line, { x: 42, y: -186 }, pose.nearArm, 0.92),
  ]);
}

function figure({ x, y, scale }: Placed, pose: Pose, parts: readonly string[]): string {
  return `<g transform="translate(${x} ${y}) scale(${scale}) rotate(${pose.lean ?? 0})">${parts.join('')}</g>`;
}

function head(pose: Pose, drawing: string): string {
  return `<g transform="translate(${pose.turn * 5} -276) rotate(${pose.tip ?? 0}) scale(1.16)">${drawing}</g>`;
}

/** A sleeve from shoulder over elbow to hand: one thick stroke in ink, one in cloth, a hand at its end. */
function arm(
  sheet: Sheet,
  light: Light,
  cloth: Colour,
  line: number,
  shoulder: Point,
  [elbow, hand]: readonly [Point, Point],
  width: number,
): string {
  const sleeve = 40 * width;
  const d = `M${shoulder.x} ${shoulder.y}Q${elbow.x} ${elbow.y} ${hand.x} ${hand.y}`;
  const lit = under(cloth, light);
  const along = Math.atan2(hand.y - elbow.y, hand.x - elbow.x);
  const tip = {
    x: hand.x + Math.cos(along) * 20 * width,
    y: hand.y + Math.sin(along) * 20 * width,
  };
  const turn = (along * 180) / Math.PI;
  const palm = `<g transform="translate(${tip.x} ${tip.y}) rotate(${turn}) scale(${width})">${shaded(
    sheet,
    'M-14-15C0-20 20-18 25-8C28 0 26 12 16 16C4 19-8 18-14 14Z',
    SKIN,
    light,
    { line: line / width, rim: 3 },
  )}${inked('M-2-16C6-12 10-6 8 0', (line / width) * 0.8)}</g>`;
  const stroke = (colour: Colour, wide: number, opacity = 1) =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${wide}" stroke-linecap="round" stroke-linejoin="round"/>`;
  const offset = light.from === 'left' ? -1 : 1;
  return (
    palm +
    stroke(INK, sleeve + line * 2) +
    stroke(lit, sleeve) +
    `<g transform="translate(${-offset * sleeve * 0.28} 3)">${stroke(light.shade, sleeve * 0.44, light.shadeOpacity * 0.4)}</g>` +
    `<g transform="translate(${offset * sleeve * 0.34} -3)">${stroke(light.rim, sleeve * 0.1, light.rimOpacity * 0.6)}</g>`
  );
}

/** Heads are some 100 units wide around (0, 0). */
export function bramsHead(sheet: Sheet, light: Light, line: number, pose: Pose): string {
  const pen = { line, rim: 4 };
  const t = pose.turn * 11;
  const hair = '#F1ECE1';
  const skin = shaded(
    sheet,
    'M-42-22C-46 14-36 48 2 50C40 48 48 14 43-22C30-34-30-34-42-22Z',
    SKIN,
    light,
    pen,
  );
  const ear = shaded(
    sheet,
    pose.turn > 0 ? 'M-40-4C-54-8-54 18-40 18Z' : 'M40-4C54-8 54 18 40 18Z',
    SKIN,
    light,
    pen,
  );
  const beard = shaded(
    sheet,
    `M-45 4C-56 34-48 66-24 80C-14 92 14 94 24 82C46 68 58 36 46 4C40 18 ${26 + t} 22 ${t + 6} 22C${t - 14} 24-38 20-45 4Z`,
    hair,
    light,
    { line, rim: 5 },
  );
  const strands = inked(
    `M-30 40C-28 54-22 64-16 70M-8 52C-6 64-2 74 2 80M20 50C20 62 16 70 14 76M36 36C36 48 32 58 28 64`,
    line * 0.55,
    mix(INK, '#8C8AA0', 0.5),
  );
  const mouth = {
    calm: `M${t - 7} 37Q${t} 40 ${t + 8} 37`,
    worried: `M${t - 9} 41Q${t} 33 ${t + 10} 41`,
    glad: `M${t - 13} 34Q${t} 54 ${t + 14} 34Z`,
    startled: `M${t - 7} 40a8 9 0 1 0 15 0a8 9 0 1 0-15 0Z`,
    tender: `M${t - 10} 36Q${t} 45 ${t + 11} 35`,
  }[pose.face];
  const lips =
    pose.face === 'glad' || pose.face === 'startled'
      ? `<path d="${mouth}" fill="#7A2230" stroke="${INK}" stroke-width="${line * 0.8}" stroke-linejoin="round"/>`
      : inked(mouth, line * 0.9);
  const moustache = shaded(
    sheet,
    `M${t} 18C${t - 12} 14 ${t - 34} 20 ${t - 38} 34C${t - 28} 34 ${t - 10} 36 ${t} 27C${t + 10} 36 ${t + 28} 34 ${t + 38} 33C${t + 34} 20 ${t + 12} 14 ${t} 18Z`,
    hair,
    light,
    { line, rim: 2.5 },
  );
  const nose = shaded(
    sheet,
    `M${t - 9} 8C${t - 16} 22 ${t + 14} 26 ${t + 15} 12C${t + 16} 2 ${t + 6} -6 ${t} -8`,
    '#E89A78',
    light,
    { line: line * 0.8, rim: 2 },
  );
  const blush = `<ellipse cx="${t - 25}" cy="14" rx="10" ry="6" fill="#D9634A" fill-opacity=".28"/><ellipse cx="${t + 28}" cy="14" rx="9" ry="6" fill="#D9634A" fill-opacity=".28"/>`;
  const hat =
    shaded(
      sheet,
      'M-47-24C-50-84-28-98 2-98C34-98 52-82 48-24C20-34-20-34-47-24Z',
      '#F5B731',
      light,
      { line, rim: 6 },
    ) +
    inked('M2-98C4-76 4-54 2-34', line * 0.7) +
    shaded(
      sheet,
      pose.turn > 0
        ? 'M-50-30C-74-18-90 6-86 22C-70 14-50-10-30-16C0-24 36-20 66-12C66-26 40-42 2-43C-20-43-38-38-50-30Z'
        : 'M50-30C74-18 90 6 86 22C70 14 50-10 30-16C0-24-36-20-66-12C-66-26-40-42-2-43C20-43 38-38 50-30Z',
      '#F5B731',
      light,
      pen,
    );
  return `${ear}${skin}${blush}${beard}${strands}${lips}${moustache}${eyes(pose, t, line, light, hair, 5)}${nose}<g transform="translate(0 -9)">${hat}</g>`;
}

export function wrensHead(sheet: Sheet, light: Light, line: number, pose: Pose): string {
  const pen = { line, rim: 4 };
  const t = pose.turn * 11;
  const hair = '#5B2F3A';
  const side = pose.turn > 0 ? -1 : 1;
  const braid = `<g transform="scale(${side} 1)">${[0, 1, 2]
    .map((n) =>
      shaded(
        sheet,
        `M${42 + n * 3} ${26 + n * 22}c14-4 26 4 24 16c-2 12-20 14-26 6c-6-8-4-18 2-22Z`,
        hair,
        light,
        pen,
      ),
    )
    .join(
      '',
    )}${shaded(sheet, 'M52 92c8-2 14 2 14 6c2 10-2 18-6 24c-6-4-12-14-12-22Z', '#D94F38', light, pen)}</g>`;
  const back = shaded(
    sheet,
    'M-50-20C-56 26-44 44-30 50L34 50C48 40 56 22 50-20Z',
    hair,
    light,
    pen,
  );
  const skin = shaded(
    sheet,
    'M-40-24C-44 16-30 50 2 52C36 50 46 16 41-24C28-34-28-34-40-24Z',
    '#E3A57C',
    light,
    pen,
  );
  const fringe = shaded(
    sheet,
    `M-44-30C-46-8-40 0-36 4C-30-8-14-14 ${t} -15C${t + 12} -12 34-10 38 4C44-4 46-14 44-30Z`,
    hair,
    light,
    pen,
  );
  const mouth = {
    calm: `M${t - 7} 33Q${t} 36 ${t + 8} 33`,
    worried: `M${t - 8} 36Q${t} 29 ${t + 9} 36`,
    glad: `M${t - 14} 29Q${t} 50 ${t + 15} 29Z`,
    startled: `M${t - 7} 35a8 9 0 1 0 15 0a8 9 0 1 0-15 0Z`,
    tender: `M${t - 10} 31Q${t} 40 ${t + 11} 30`,
  }[pose.face];
  const lips =
    pose.face === 'glad' || pose.face === 'startled'
      ? `<path d="${mouth}" fill="#7A2230" stroke="${INK}" stroke-width="${line * 0.8}" stroke-linejoin="round"/>`
      : inked(mouth, line * 0.9);
  const nose = inked(`M${t - 1} 4C${t + 7} 10 ${t + 8} 17 ${t} 18`, line * 0.8);
  const freckles = [-26, -20, -23, 22, 28, 25]
    .map(
      (x, n) =>
        `<circle cx="${t + x}" cy="${15 + (n % 3) * 4}" r="1.8" fill="#9C5238" fill-opacity=".7"/>`,
    )
    .join('');
  const cap =
    shaded(sheet, 'M-12-104a15 15 0 1 1 30 0a15 15 0 1 1-30 0Z', '#F4EBDD', light, pen) +
    shaded(
      sheet,
      'M-46-34C-52-80-28-94 2-94C34-94 54-80 48-34C20-42-20-42-46-34Z',
      '#D94F38',
      light,
      { line, rim: 6 },
    ) +
    shaded(
      sheet,
      'M-50-32C-52-48-40-50-34-50C-10-56 16-56 38-50C50-50 54-46 52-32C20-22-20-22-50-32Z',
      '#B53A2C',
      light,
      pen,
    ) +
    inked('M-30-48v18M-14-52v20M3-53v20M20-51v19M36-48v17', line * 0.55);
  return `${back}${braid}${skin}${freckles}${lips}<g transform="translate(0 -9)">${fringe}</g>${eyes(pose, t, line, light, hair, 6)}${nose}<g transform="translate(0 -9)">${cap}</g>`;
}

/** Eyes and brows; brows say most of what a face says. */
function eyes(
  pose: Pose,
  t: number,
  line: number,
  light: Light,
  hair: Colour,
  size: number,
): string {
  const brow = under(hair, light);
  const [inner, outer, lift] = {
    calm: [0, 1, 0],
    worried: [-6, 3, -2],
    glad: [-2, 1, -4],
    startled: [-3, -1, -7],
    tender: [-4, 2, -1],
  }[pose.face] as [number, number, number];
  const open = { calm: 1, worried: 1.05, glad: 0, startled: 1.35, tender: 0.75 }[pose.face];
  return [-1, 1]
    .map((side) => {
      const x = t + side * 18;
      const far = side === Math.sign(pose.turn) ? 0.9 : 1;
      const y = -4;
      const eye =
        open === 0
          ? inked(`M${x - 8} ${y + 2}Q${x} ${y - 8} ${x + 8} ${y + 2}`, line)
          : (pose.face === 'startled'
              ? `<ellipse cx="${x}" cy="${y}" rx="${size * 1.7}" ry="${size * 1.9}" fill="#FFFFFF" stroke="${INK}" stroke-width="${line * 0.7}"/>`
              : '') +
            `<ellipse cx="${x + pose.turn * 1.5}" cy="${y}" rx="${size * 0.82 * far}" ry="${size * open}" fill="${INK}"/>` +
            `<circle cx="${x + pose.turn * 1.5 - 1.6}" cy="${y - 2.4}" r="1.7" fill="#FFFFFF"/>`;
      const browPath = `M${x - side * 9} ${y - 15 + inner + lift}Q${x + side * 1} ${y - 20 + lift} ${x + side * 11} ${y - 13 + outer + lift}`;
      return eye + inked(browPath, 6.5 + line) + inked(browPath, 6, brow);
    })
    .join('');
}
