import { balloon, caption, noise } from './balloon.ts';
import { bram, REST } from './figures.ts';
import { INK, inked, LAMPLIGHT, type Light, MOONLIGHT, STORMLIGHT, shaded } from './light.ts';
import {
  beam,
  cloud,
  footShadow,
  glow,
  gull,
  hills,
  lampOf,
  lighthouse,
  lightning,
  moon,
  type Room,
  rain,
  rocks,
  sea,
  sky,
  stars,
  village,
} from './scenery.ts';
import type { Sheet } from './sheet.ts';

/** Draws what a panel shows, in its own pixels. */
export type PanelDrawing = (sheet: Sheet, room: Room, chance: () => number) => string;

const NIGHT_WATER = { far: '#4C78A8', near: '#152B5C', foam: '#CFE6EE' };

export const theBay: PanelDrawing = (sheet, room, chance) => {
  const { w } = room;
  // Painted with more sky than the panel shows.
  const unseen = 160;
  const h = room.h + unseen;
  const tower = { x: 960, y: 640, height: 430, lit: true };
  const lamp = lampOf(tower);
  const night = { shade: '#27366F', body: '#3F549A', rim: '#93A9E0' };
  const scene = [
    sky(sheet, { w, h }, [
      [0, '#0F1640'],
      [0.35, '#263B7E'],
      [0.6, '#6273B4'],
      [0.72, '#E3A98F'],
      [1, '#E3A98F'],
    ]),
    stars({ w, h: h * 0.5 }, chance, 150),
    moon(sheet, 250, 360, 62),
    cloud(sheet, chance, { x: 330, y: 350, w: 440, h: 130 }, night, [-0.5, -0.2]),
    cloud(sheet, chance, { x: -120, y: 470, w: 420, h: 120 }, night, [0.3, -0.5]),
    cloud(sheet, chance, { x: 1010, y: 420, w: 420, h: 150 }, night, [-0.5, 0]),
    hills(sheet, { w, h }, chance, { y: 650, height: 90, floor: 720 }, '#4A568F', '#A08AA5'),
    village(chance, { x: 60, y: 690, w: 330 }, '#2B3566', '#FFD98A'),
    glow(sheet, 225, 680, 240, '#FFB65C', 0.35),
    sea(sheet, { w, h }, chance, { top: 690, rows: 7, height: 46, ...NIGHT_WATER }, (row, y) =>
      row === 1
        ? Array.from({ length: 14 }, () => {
            const x = 250 + (chance() - 0.5) * 190;
            return `<path d="M${x.toFixed(0)} ${(y + chance() * 60).toFixed(0)}h${(20 + chance() * 60).toFixed(0)}" stroke="#FFF1C9" stroke-opacity=".5" stroke-width="4" stroke-linecap="round"/>`;
          }).join('')
        : '',
    ),
    beam(sheet, lamp, 188, 900, 120),
    beam(sheet, lamp, -8, 520, 70),
    rocks(
      sheet,
      chance,
      [
        [600, 960],
        [700, 830],
        [800, 770],
        [850, 660],
        [1060, 640],
        [1140, 720],
        [1280, 760],
      ],
      h + 10,
      MOONLIGHT,
    ),
    lighthouse(sheet, tower, MOONLIGHT),
    glow(sheet, lamp.x, lamp.y, 190, '#FFE59A', 1),
    shaded(sheet, 'M1070 690v-70l56-40l56 40v84Z', '#D9CDB8', MOONLIGHT, { line: 4 }),
    shaded(sheet, 'M1056 630l70-60l70 60Z', '#8A3B34', MOONLIGHT, { line: 4 }),
    `<rect x="1108" y="640" width="28" height="30" fill="#FFD98A" stroke="${INK}" stroke-width="4"/>`,
    rocks(
      sheet,
      chance,
      [
        [-10, 900],
        [90, 880],
        [210, 950],
        [330, 1010],
      ],
      h + 10,
      MOONLIGHT,
      '#3A3960',
    ),
    gull(560, 300, 26),
    gull(640, 350, 18),
    caption('For forty years the lamp of Gull Rock had not missed a night.', 70, 752, 520),
  ].join('');
  return `<g transform="translate(0 ${-unseen})">${scene}</g>`;
};

/** The round room under the dome: window posts, sill, floor. */
function lampRoom(sheet: Sheet, { w, h }: Room, wall: string, floor: string, light: Light): string {
  const sill = h * 0.56;
  const posts = [0.06, 0.36, 0.68, 0.98]
    .map((at) =>
      shaded(sheet, `M${w * at - 15} -10h30V${sill}h-30Z`, '#7A5A4C', light, { line: 5, rim: 5 }),
    )
    .join('');
  const planks = Array.from({ length: 8 }, (_, n) => {
    const x = w * (-0.3 + n * 0.23);
    return inked(`M${w / 2 + (x - w / 2) * 0.75} ${h * 0.8}L${x} ${h + 10}`, 3, '#2E1B33');
  }).join('');
  return (
    posts +
    shaded(sheet, `M-10 ${sill}H${w + 10}V${h * 0.8}H-10Z`, wall, light, { line: 5, rim: 4 }) +
    inked(`M-10 ${sill + 34}H${w + 10}`, 3) +
    Array.from({ length: 12 }, (_, n) =>
      inked(`M${(n + 0.5) * (w / 11)} ${sill + 34}V${h * 0.8}`, 3, '#4A2A3A'),
    ).join('') +
    shaded(sheet, `M-10 ${h * 0.8}H${w + 10}V${h + 10}H-10Z`, floor, light, { line: 5 }) +
    planks
  );
}

/** The great lens on its iron foot, standing at (x, y). */
function lens(sheet: Sheet, x: number, y: number, s: number, lit: boolean, light: Light): string {
  const glass = lit ? '#FFF0B8' : '#5D7396';
  const rings = [-190, -160, -130, -100, -70]
    .map((at) =>
      inked(
        `M${-58 + Math.abs(at + 130) * 0.32} ${at}Q0 ${at + 14} ${58 - Math.abs(at + 130) * 0.32} ${at}`,
        3.5,
      ),
    )
    .join('');
  return (
    `<g transform="translate(${x} ${y}) scale(${s})">` +
    shaded(sheet, 'M-60 0L-34-18L-20-40H20L34-18L60 0Z', '#4A4560', light, { line: 4 }) +
    shaded(sheet, 'M-46-40h92v-12h-92Z', '#C99A3F', light, { line: 4 }) +
    shaded(sheet, 'M-36-52C-66-90-66-170-36-208H36C66-170 66-90 36-52Z', glass, light, {
      line: 4,
      rim: 6,
    }) +
    rings +
    shaded(sheet, 'M-42-208h84l-20-22h-44Z', '#C99A3F', light, { line: 4 }) +
    (lit ? `<ellipse cx="0" cy="-130" rx="22" ry="40" fill="#FFFDF0"/>` : '') +
    '</g>' +
    (lit ? glow(sheet, x, y - 130 * s, 420, '#FFD77A', 1) : '')
  );
}

export const theLamp: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const warm: Light = { ...LAMPLIGHT, from: 'left' };
  return [
    sky(sheet, room, [
      [0, '#101A48'],
      [0.6, '#3A4A8C'],
      [1, '#7A6FA0'],
    ]),
    stars({ w, h: h * 0.5 }, chance, 60),
    lampRoom(sheet, room, '#A8603F', '#7C4A3B', warm),
    glow(sheet, 190, 430, 560, '#FFB24A', 0.5),
    footShadow(sheet, 190, 748, 120),
    lens(sheet, 190, 745, 1.75, true, warm),
    footShadow(sheet, 435, 806, 120),
    bram(
      sheet,
      { x: 430, y: 800, scale: 1.3, light: warm },
      {
        ...REST,
        turn: -0.8,
        face: 'tender',
        farArm: [
          { x: -95, y: -150 },
          { x: -118, y: -178 },
        ],
        nearArm: [
          { x: 78, y: -150 },
          { x: 46, y: -108 },
        ],
      },
    ),
    glow(sheet, 190, 520, 330, '#FFE7A0', 0.5),
    balloon('There, old girl. Shine.', 290, 150, { x: 322, y: 415 }, 250),
  ].join('');
};

const STORM = { shade: '#141B42', body: '#27336A', rim: '#5E75B5' };

export const theBolt: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const tower = { x: 350, y: 690, height: 400, lit: false };
  const lamp = lampOf(tower);
  return [
    sky(sheet, room, [
      [0, '#0B1030'],
      [0.5, '#2D3F80'],
      [1, '#6F86BE'],
    ]),
    cloud(sheet, chance, { x: -160, y: 40, w: 620, h: 240 }, STORM),
    cloud(sheet, chance, { x: 210, y: -40, w: 620, h: 260 }, STORM),
    glow(sheet, lamp.x, lamp.y - 60, 420, '#B9CBFF', 0.8),
    sea(sheet, room, chance, {
      top: 610,
      rows: 5,
      height: 90,
      far: '#4A6AA0',
      near: '#0F2250',
      foam: '#D5E6F2',
    }),
    rocks(
      sheet,
      chance,
      [
        [190, h],
        [230, 760],
        [290, 690],
        [410, 685],
        [480, 730],
        [600, 790],
        [w + 20, 820],
      ],
      h + 10,
      STORMLIGHT,
    ),
    lighthouse(sheet, tower, STORMLIGHT),
    lightning(sheet, chance, [500, -10], [lamp.x + 2, lamp.y - 50]),
    rain(room, chance, 170),
    noise('KRAKOOM!', 392, 92, 112, -8, '#FFC23D'),
    caption('Until the ninth of November.', 196, h - 110, 420),
  ].join('');
};

export const theDark: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const light: Light = { ...STORMLIGHT, from: 'right' };
  return [
    sky(sheet, room, [
      [0, '#131B48'],
      [0.5, '#3A5496'],
      [0.75, '#6F8FC0'],
      [1, '#28427E'],
    ]),
    cloud(sheet, chance, { x: 300, y: -60, w: 700, h: 200 }, STORM),
    cloud(sheet, chance, { x: 860, y: 20, w: 560, h: 170 }, STORM),
    `<g transform="translate(0 330)">${sea(sheet, { w, h: 200 }, chance, { top: 0, rows: 4, height: 40, far: '#43639C', near: '#1B3263', foam: '#C7DCEC' })}</g>`,
    `<path d="M1060 372l14-46l12 46ZM1044 374h50l-10 16h-30Z" fill="#1A2148"/>`,
    glow(sheet, 1094, 362, 70, '#FFC65C', 1),
    `<circle cx="1094" cy="362" r="5" fill="#FFF1C9"/>`,
    rain({ w, h: h * 0.7 }, chance, 140),
    lampRoom(sheet, room, '#4A4168', '#3A3459', light),
    footShadow(sheet, 250, 610, 110),
    lens(sheet, 250, 610, 1.5, false, light),
    inked('M222 300l26 40l-14 30l34 48M248 340l30-14', 4, '#E8F2FF'),
    bram(
      sheet,
      { x: 640, y: 800, scale: 1.55, light },
      {
        ...REST,
        turn: 0.95,
        face: 'worried',
        nearArm: [
          { x: 120, y: -170 },
          { x: 150, y: -206 },
        ],
        lean: 3,
      },
    ),
    balloon('The lamp is dead, and somebody is out there!', 340, 120, { x: 566, y: 396 }, 380),
  ].join('');
};
