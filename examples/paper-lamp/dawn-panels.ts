import { balloon, caption } from './balloon.ts';
import { bram, REST, wren } from './figures.ts';
import { DAWNLIGHT, INK, inked, LAMPLIGHT, type Light, STORMLIGHT, shaded } from './light.ts';
import type { PanelDrawing } from './night-panels.ts';
import {
  cloud,
  fishingBoat,
  footShadow,
  glow,
  gull,
  hills,
  lighthouse,
  paperBoat,
  type Room,
  rocks,
  sea,
  sky,
  village,
} from './scenery.ts';
import type { Sheet } from './sheet.ts';

export const theWay: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const light: Light = { ...STORMLIGHT, from: 'left', rim: '#FFE0A8' };
  return [
    sky(sheet, room, [
      [0, '#1B2560'],
      [0.45, '#5A62A8'],
      [0.62, '#D99A8C'],
      [1, '#D99A8C'],
    ]),
    cloud(
      sheet,
      chance,
      { x: 330, y: -30, w: 560, h: 170 },
      { shade: '#2B3474', body: '#47539C', rim: '#C58FA0' },
      [-0.4, 0.4],
    ),
    sea(
      sheet,
      room,
      chance,
      { top: 320, rows: 6, height: 56, far: '#8189B4', near: '#14305F', foam: '#F0DCD2' },
      (row) =>
        row === 1
          ? fishingBoat(sheet, { x: 520, y: 398, size: 290, tilt: 4, lantern: true }, light)
          : row === 3
            ? glow(sheet, 190, 430, 260, '#FFB24A', 0.8) +
              paperBoat(
                sheet,
                { x: 190, y: 462, size: 130, tilt: -5, lit: true },
                { ...LAMPLIGHT, from: 'above' },
              )
            : '',
    ),
    rocks(
      sheet,
      chance,
      [
        [0, 250],
        [40, 240],
        [74, 330],
        [60, 420],
        [100, h],
      ],
      h + 10,
      light,
    ),
    rocks(
      sheet,
      chance,
      [
        [w - 70, h],
        [w - 60, 420],
        [w - 20, 350],
        [w + 20, 330],
      ],
      h + 10,
      light,
    ),
    caption('All night it went before them, between the teeth of the Rock.', 250, 26, 440),
  ].join('');
};

/** A jetty with two people on its edge, and the day behind them. */
export const theMorning: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const dawn = { shade: '#A889B8', body: '#E6A9A0', rim: '#FFE3B0' };
  return [
    sky(sheet, room, [
      [0, '#6F8FCF'],
      [0.3, '#C9B3D6'],
      [0.5, '#FFC79C'],
      [0.6, '#FFE6B0'],
      [1, '#FFE6B0'],
    ]),
    glow(sheet, 1010, 318, 620, '#FFE08A', 1),
    `<circle cx="1010" cy="318" r="66" fill="#FFF6D8"/>`,
    cloud(sheet, chance, { x: 640, y: 70, w: 560, h: 150 }, dawn, [0.2, 0.5]),
    cloud(sheet, chance, { x: -60, y: 150, w: 420, h: 120 }, dawn, [0.5, 0.3]),
    hills(sheet, room, chance, { y: 400, height: 90, floor: 470 }, '#9A86B4', '#F0B8A0'),
    village(chance, { x: 20, y: 436, w: 260 }, '#7A6A98', '#FFF1C9'),
    sea(
      sheet,
      { w, h: h + 70 },
      chance,
      { top: 430, rows: 5, height: 22, far: '#F3C3A0', near: '#3F7F9E', foam: '#FFF3D8' },
      (row, y) =>
        row === 0
          ? lightAcross(1010, y, chance)
          : row === 1
            ? fishingBoat(
                sheet,
                { x: 1110, y: 520, size: 260, tilt: -1, lantern: false },
                DAWNLIGHT,
              )
            : '',
    ),
    rocks(
      sheet,
      chance,
      [
        [-10, 330],
        [40, 330],
        [130, 420],
        [210, 470],
        [250, h],
      ],
      h + 10,
      DAWNLIGHT,
      '#7A6C8E',
    ),
    lighthouse(sheet, { x: 66, y: 340, height: 290, lit: false }, DAWNLIGHT),
    jetty(sheet, room),
    footShadow(sheet, 560, 566, 130, 0.4),
    footShadow(sheet, 800, 566, 120, 0.4),
    bram(
      sheet,
      { x: 800, y: 620, scale: 1.2, light: DAWNLIGHT },
      {
        ...REST,
        sits: true,
        turn: -0.8,
        face: 'glad',
        nearArm: [
          { x: 78, y: -150 },
          { x: 40, y: -116 },
        ],
      },
    ),
    wren(
      sheet,
      { x: 560, y: 620, scale: 1.14, light: DAWNLIGHT },
      {
        ...REST,
        sits: true,
        turn: 0.8,
        face: 'tender',
        farArm: [
          { x: -62, y: -140 },
          { x: -58, y: -112 },
        ],
        nearArm: [
          { x: 82, y: -136 },
          { x: 100, y: -128 },
        ],
      },
    ),
    paperBoat(sheet, { x: 690, y: 462, size: 120, tilt: -4, lit: false }, DAWNLIGHT),
    gull(620, 90, 30),
    gull(690, 140, 20),
    gull(1180, 190, 22),
    balloon('I think this is yours.', 390, 118, { x: 500, y: 278 }, 260),
    balloon('Keep it. Some night you may need a lamp.', 1020, 118, { x: 866, y: 268 }, 380),
  ].join('');
};

function lightAcross(x: number, y: number, chance: () => number): string {
  return Array.from({ length: 22 }, (_, n) => {
    const wide = 30 + chance() * 70 + n * 3;
    const at = x + (chance() - 0.5) * (50 + n * 4);
    return `<path d="M${(at - wide / 2).toFixed(0)} ${(y + n * 8).toFixed(0)}h${wide.toFixed(0)}" stroke="#FFFBE4" stroke-opacity=".6" stroke-width="4" stroke-linecap="round"/>`;
  }).join('');
}

function jetty(sheet: Sheet, { h }: Room): string {
  const top = 540;
  const planks = Array.from({ length: 12 }, (_, n) =>
    inked(`M${330 + n * 62} ${top}l-10 34`, 3),
  ).join('');
  const posts = [380, 640, 900, 1010]
    .map((x) => shaded(sheet, `M${x} ${top + 30}h34v${h}h-34Z`, '#6E4A44', DAWNLIGHT, { line: 5 }))
    .join('');
  return (
    posts +
    shaded(sheet, `M240 ${top}H1080L1066 ${top + 36}H240Z`, '#A8714F', DAWNLIGHT, {
      line: 5,
      rim: 5,
    }) +
    planks +
    `<path d="M240 ${top + 36}H1066v14H240Z" fill="#4A2F3A" stroke="${INK}" stroke-width="4"/>`
  );
}
