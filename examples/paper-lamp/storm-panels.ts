import { balloon, caption, noise } from './balloon.ts';
import { bram, bramsHead, type Pose, REST, wren, wrensHead } from './figures.ts';
import { inked, LAMPLIGHT, type Light, STORMLIGHT, shaded } from './light.ts';
import type { PanelDrawing } from './night-panels.ts';
import { cloud, footShadow, glow, paperBoat, rain, rocks, sea, sky } from './scenery.ts';
import type { Sheet } from './sheet.ts';

const STORM = { shade: '#141B42', body: '#27336A', rim: '#5E75B5' };
const STORM_WATER = { far: '#3F5E98', near: '#0E2250', foam: '#D5E6F2' };

/** The table with the log book, the match and what was folded of its last page. */
export const theFold: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const warm: Light = { ...LAMPLIGHT, from: 'above' };
  const sleeve = (d: string) => shaded(sheet, d, '#F5B731', warm, { line: 5, rim: 8 });
  const grain = Array.from({ length: 9 }, (_, n) => {
    const y = h * 0.62 + n * 30;
    return inked(
      `M-10 ${y + chance() * 10}C${w * 0.3} ${y + chance() * 16} ${w * 0.6} ${y - chance() * 14} ${w + 10} ${y + chance() * 12}`,
      2.5,
      '#5A2F30',
    );
  }).join('');
  return [
    sky(sheet, room, [
      [0, '#1B1740'],
      [0.6, '#4A2E50'],
      [1, '#4A2E50'],
    ]),
    shaded(sheet, `M-10 ${h * 0.58}H${w + 10}V${h + 10}H-10Z`, '#A2643F', warm, {
      line: 5,
      rim: 4,
    }),
    grain,
    glow(sheet, w * 0.46, h * 0.42, 430, '#FFB24A', 0.75),
    // The log, open, its last page torn out.
    `<g transform="translate(${w * 0.42} ${h * 0.85})">${
      shaded(
        sheet,
        'M-190 26L-150-60C-100-78-30-74 0-56C30-74 100-78 150-60L190 26C120 8 40 12 0 30C-40 12-120 8-190 26Z',
        '#7A2E34',
        warm,
        { line: 5 },
      ) +
      shaded(sheet, 'M-174 12L-142-62C-96-76-30-72 0-54V20C-40 4-110 0-174 12Z', '#FFF1D6', warm, {
        line: 4,
      }) +
      shaded(sheet, 'M0-54L12-40L6-26L16-12L8 4L14 18L0 22Z', '#FFF1D6', warm, { line: 4 }) +
      inked(
        'M-128-44C-96-54-50-52-22-42M-136-24C-100-34-54-32-20-22M-146-4C-104-14-58-12-20-2',
        3,
        '#7C86A8',
      )
    }</g>`,
    footShadow(sheet, w * 0.46, h * 0.7, 150, 0.6),
    paperBoat(sheet, { x: w * 0.46, y: h * 0.69, size: 280, lit: true }, warm),
    // One hand steadies the boat, the other takes the match away.
    sleeve(
      `M-30 ${h * 0.5}C40 ${h * 0.5} 70 ${h * 0.55} 92 ${h * 0.58}L70 ${h * 0.7}C40 ${h * 0.7} 0 ${h * 0.7}-30 ${h * 0.68}Z`,
    ),
    shaded(
      sheet,
      `M84 ${h * 0.575}C110 ${h * 0.56} 140 ${h * 0.565} 152 ${h * 0.59}C158 ${h * 0.605} 140 ${h * 0.612} 126 ${h * 0.61}C146 ${h * 0.62} 150 ${h * 0.645} 130 ${h * 0.65}C140 ${h * 0.668} 122 ${h * 0.682} 108 ${h * 0.676}C92 ${h * 0.7} 78 ${h * 0.69} 72 ${h * 0.68}Z`,
      '#F0B993',
      warm,
      { line: 5, rim: 4 },
    ),
    inked(`M126 ${h * 0.61}L110 ${h * 0.608}M130 ${h * 0.65}L112 ${h * 0.645}`, 4),
    sleeve(
      `M${w - 30} ${h * 0.62}C${w - 60} ${h * 0.5} ${w - 96} ${h * 0.45} ${w - 116} ${h * 0.43}L${w - 88} ${h * 0.33}C${w - 50} ${h * 0.36} ${w + 10} ${h * 0.4} ${w + 20} ${h * 0.44}L${w + 20} ${h * 0.6}Z`,
    ),
    inked(`M${w - 150} ${h * 0.36}L${w - 214} ${h * 0.3}`, 8, '#8A5A36'),
    `<circle cx="${w - 216}" cy="${h * 0.298}" r="9" fill="#FFB02E" stroke="#FFF1C9" stroke-width="4"/>`,
    glow(sheet, w - 216, h * 0.298, 80, '#FFC65C', 0.9),
    shaded(
      sheet,
      `M${w - 108} ${h * 0.435}C${w - 134} ${h * 0.43} ${w - 160} ${h * 0.4} ${w - 166} ${h * 0.375}C${w - 168} ${h * 0.355} ${w - 150} ${h * 0.35} ${w - 138} ${h * 0.36}C${w - 128} ${h * 0.33} ${w - 100} ${h * 0.325} ${w - 88} ${h * 0.34}Z`,
      '#F0B993',
      warm,
      { line: 5, rim: 4 },
    ),
    inked(`M${w - 138} ${h * 0.36}L${w - 124} ${h * 0.378}`, 4),
    caption('A page of the log, a stub of candle.', 30, 62, 330),
  ].join('');
};

/** A head and shoulders, as large as the panel. */
function closeUp(
  sheet: Sheet,
  who: 'bram' | 'wren',
  at: { x: number; y: number; scale: number },
  light: Light,
  pose: Pose,
): string {
  const line = 6 / at.scale;
  const coat = who === 'bram' ? '#F5B731' : '#3F6F9E';
  const shoulders =
    shaded(sheet, 'M-130 190C-126 110-84 74-40 62L44 62C90 74 128 110 134 190Z', coat, light, {
      line,
      rim: 6,
    }) +
    shaded(
      sheet,
      'M-50 58C-30 84 34 84 54 58C46 44-42 44-50 58Z',
      who === 'bram' ? coat : '#E6C25A',
      light,
      { line, rim: 4 },
    );
  const head =
    who === 'bram' ? bramsHead(sheet, light, line, pose) : wrensHead(sheet, light, line, pose);
  return `<g transform="translate(${at.x} ${at.y}) scale(${at.scale})">${shoulders}<g transform="rotate(${pose.tip ?? 0})">${head}</g></g>`;
}

export const theFace: PanelDrawing = (sheet, room) => {
  const { w, h } = room;
  const light: Light = { ...LAMPLIGHT, from: 'below', ambient: '#FFCF96', shadeOpacity: 0.6 };
  return [
    sky(sheet, room, [
      [0, '#120F30'],
      [0.55, '#3A2348'],
      [1, '#8A4A3C'],
    ]),
    glow(sheet, w * 0.5, h * 1.05, 560, '#FFA53A', 0.9),
    closeUp(sheet, 'bram', { x: w * 0.56, y: h * 0.56, scale: 2.5 }, light, {
      ...REST,
      turn: -0.5,
      tip: -4,
      face: 'tender',
    }),
    glow(sheet, w * 0.42, h * 1.02, 420, '#FFC65C', 0.75),
    balloon('A small light is still a light.', 178, 172, { x: 306, y: 408 }, 210),
  ].join('');
};

export const theLaunch: PanelDrawing = (sheet, room, chance) => {
  const { h } = room;
  const light: Light = {
    ...STORMLIGHT,
    from: 'right',
    rim: '#FFD58A',
    rimOpacity: 0.9,
    ambient: '#A9A6C8',
  };
  return [
    sky(sheet, room, [
      [0, '#0E1438'],
      [0.6, '#34498A'],
      [1, '#5E78B0'],
    ]),
    cloud(sheet, chance, { x: -80, y: -70, w: 700, h: 200 }, STORM),
    cloud(sheet, chance, { x: 620, y: -60, w: 760, h: 210 }, STORM),
    sea(sheet, room, chance, { top: 260, rows: 6, height: 84, ...STORM_WATER }, (row) =>
      row === 3
        ? glow(sheet, 830, 440, 420, '#FFB24A', 0.8) +
          paperBoat(
            sheet,
            { x: 830, y: 512, size: 230, tilt: -7, lit: true },
            { ...LAMPLIGHT, from: 'above' },
          )
        : '',
    ),
    rocks(
      sheet,
      chance,
      [
        [-10, 330],
        [90, 350],
        [180, 470],
        [420, 520],
        [560, 560],
        [640, h],
      ],
      h + 10,
      light,
    ),
    footShadow(sheet, 352, 566, 110),
    bram(
      sheet,
      { x: 340, y: 560, scale: 1.28, light },
      {
        ...REST,
        turn: 0.9,
        face: 'calm',
        lean: 7,
        nearArm: [
          { x: 120, y: -160 },
          { x: 160, y: -176 },
        ],
        farArm: [
          { x: 60, y: -150 },
          { x: 130, y: -130 },
        ],
      },
    ),
    rain(room, chance, 220),
    balloon('Go and find them.', 640, 110, { x: 445, y: 232 }, 240),
  ].join('');
};

/** One wave as high as the panel, its crest curling over. */
export const theWave: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const face = sheet.linear(
    [
      [0, '#7FB6C6'],
      [0.3, '#2F6E9A'],
      [1, '#0C1E4A'],
    ],
    [0.2, 0, 0.5, 1],
  );
  const swell = `M-20 ${h}V${h * 0.62}C${w * 0.2} ${h * 0.66} ${w * 0.46} ${h * 0.6} ${w * 0.66} ${h * 0.4}C${w * 0.8} ${h * 0.26} ${w * 0.72} ${h * 0.14} ${w * 0.5} ${h * 0.2}C${w * 0.62} ${h * 0.06} ${w * 0.98} ${h * 0.06} ${w + 30} ${h * 0.2}V${h + 10}Z`;
  const streaks = Array.from({ length: 9 }, (_, n) => {
    const o = n * 34;
    return inked(
      `M${w * 0.04 + o} ${h * 0.72 + o * 0.9}C${w * 0.34 + o} ${h * 0.7 + o * 0.6} ${w * 0.62 + o * 0.7} ${h * 0.6 + o * 0.3} ${w * 0.8 + o * 0.3} ${h * 0.34 + o * 0.3}`,
      3 + (n % 3) * 2,
      n % 2 ? '#A9D3DE' : '#143468',
    );
  }).join('');
  const foam = Array.from({ length: 90 }, () => {
    const t = chance();
    const x = w * (0.46 + 0.56 * t);
    const y = h * (0.2 - 0.11 * Math.sin(t * 2.6)) + (chance() - 0.35) * 56;
    const r = 4 + chance() ** 2 * 22;
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="${chance() > 0.3 ? '#F4FAFA' : '#B9DCE4'}"/>`;
  }).join('');
  const spray = Array.from({ length: 46 }, () => {
    const x = w * (0.3 + chance() * 0.6);
    const y = h * (0.06 + chance() * 0.28);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(1.5 + chance() * 5).toFixed(1)}" fill="#F4FAFA"/>`;
  }).join('');
  const clip = sheet.clip(swell);
  return [
    sky(sheet, room, [
      [0, '#0B1030'],
      [0.5, '#33478A'],
      [1, '#7E94C4'],
    ]),
    cloud(sheet, chance, { x: -160, y: 20, w: 620, h: 230 }, STORM),
    sea(sheet, { w, h: h * 0.75 }, chance, { top: h * 0.5, rows: 3, height: 40, ...STORM_WATER }),
    `<path d="${swell}" fill="${face}"/><g clip-path="${clip}" stroke-opacity=".5">${streaks}</g>${inked(swell, 6)}`,
    foam,
    spray,
    glow(sheet, w * 0.36, h * 0.6, 330, '#FFB24A', 0.85),
    paperBoat(
      sheet,
      { x: w * 0.36, y: h * 0.66, size: 210, tilt: -16, lit: true },
      { ...LAMPLIGHT, from: 'above' },
    ),
    rain(room, chance, 120),
    caption('It did not weigh more than a letter.', 30, 34, 330),
    noise('FWOOOSH', w * 0.5, h * 0.83, 105, -14, '#8FD3E0'),
  ].join('');
};

export const theSight: PanelDrawing = (sheet, room, chance) => {
  const { w, h } = room;
  const light: Light = {
    ...STORMLIGHT,
    from: 'left',
    rim: '#FFD58A',
    rimOpacity: 0.95,
    ambient: '#B4B0CE',
  };
  return [
    sky(sheet, room, [
      [0, '#10173E'],
      [0.7, '#3F5696'],
      [1, '#5E78B0'],
    ]),
    cloud(sheet, chance, { x: 220, y: -60, w: 640, h: 220 }, STORM),
    inked(`M${w * 0.86} -10L${w * 0.78} ${h}`, 26),
    inked(`M${w * 0.86} -10L${w * 0.78} ${h}`, 16, '#7A5A4C'),
    inked(`M${w * 0.84} 40L${w + 10} 330M${w * 0.84} 40L${w * 0.4} ${h}`, 5),
    sea(sheet, room, chance, { top: h * 0.62, rows: 3, height: 50, ...STORM_WATER }),
    glow(sheet, -10, h * 0.75, 330, '#FFB24A', 0.9),
    wren(
      sheet,
      { x: w * 0.6, y: h + 90, scale: 1.5, light },
      {
        ...REST,
        turn: -0.9,
        face: 'startled',
        lean: -4,
        farArm: [
          { x: -96, y: -190 },
          { x: -138, y: -206 },
        ],
        nearArm: [
          { x: 84, y: -130 },
          { x: 50, y: -90 },
        ],
      },
    ),
    shaded(
      sheet,
      `M-10 ${h - 66}C${w * 0.4} ${h - 96} ${w * 0.8} ${h - 96} ${w + 10} ${h - 76}V${h + 10}H-10Z`,
      '#2F7F86',
      light,
      { line: 5, rim: 8 },
    ),
    inked(`M-10 ${h - 40}C${w * 0.4} ${h - 66} ${w * 0.8} ${h - 66} ${w + 10} ${h - 48}`, 4),
    rain(room, chance, 90),
    balloon('A light! Hard over, follow it!', 206, 112, { x: 300, y: 268 }, 230),
  ].join('');
};
