import { INK, inked, type Light, shaded, under } from './light.ts';
import { type Colour, mix, type Sheet, type Stop } from './sheet.ts';

// The world of the story, painted in the pixels of a panel: (0, 0) is its top left corner.

/** The room a drawing has, in pixels. */
export interface Room {
  readonly w: number;
  readonly h: number;
}

export function sky(sheet: Sheet, { w, h }: Room, stops: readonly Stop[]): string {
  return `<rect width="${w}" height="${h}" fill="${sheet.linear(stops)}"/>`;
}

export function stars({ w, h }: Room, chance: () => number, count: number): string {
  let drawn = '';
  for (let n = 0; n < count; n++) {
    const r = 0.8 + chance() ** 3 * 2.6;
    drawn += `<circle cx="${round(chance() * w)}" cy="${round(chance() ** 1.4 * h)}" r="${round(r)}" fill="#FFF6DC" fill-opacity="${round(0.35 + chance() * 0.65)}"/>`;
  }
  return drawn;
}

/** A round light with a wide halo: moon, sun, lamp, candle. */
export function glow(
  sheet: Sheet,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
  strength = 0.8,
): string {
  const fill = sheet.radial([
    [0, colour, strength],
    [0.25, colour, strength * 0.5],
    [0.6, colour, strength * 0.14],
    [1, colour, 0],
  ]);
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" style="mix-blend-mode:screen"/>`;
}

export function moon(sheet: Sheet, x: number, y: number, r: number): string {
  const face = sheet.radial(
    [
      [0, '#FFFBEA'],
      [0.8, '#F7EBC6'],
      [1, '#E3CFA0'],
    ],
    [0.4, 0.4, 0.7],
  );
  return (
    glow(sheet, x, y, r * 5, '#BFD3FF', 0.55) +
    `<circle cx="${x}" cy="${y}" r="${r}" fill="${face}"/>` +
    [
      [-0.3, -0.2, 0.2],
      [0.25, 0.25, 0.28],
      [0.3, -0.4, 0.12],
      [-0.2, 0.45, 0.13],
    ]
      .map(
        ([dx, dy, s]) =>
          `<circle cx="${x + dx! * r}" cy="${y + dy! * r}" r="${s! * r}" fill="#D8C28F" fill-opacity=".45"/>`,
      )
      .join('')
  );
}

/** A bank of cloud: round heaps in shadow, and the same heaps lit from one side, softly. */
export function cloud(
  sheet: Sheet,
  chance: () => number,
  at: { x: number; y: number; w: number; h: number },
  colours: { shade: Colour; body: Colour; rim: Colour },
  toLight: readonly [dx: number, dy: number] = [-0.35, -0.5],
): string {
  const heaps: { x: number; y: number; r: number }[] = [];
  const count = Math.max(6, Math.round(at.w / at.h) * 5);
  for (let n = 0; n < count; n++) {
    const along = (n + 0.5) / count;
    const swell = Math.sin(along * Math.PI) ** 0.7;
    const r = at.h * (0.16 + 0.26 * swell * (0.6 + chance() * 0.6));
    heaps.push({
      x: at.x + at.w * along + (chance() - 0.5) * at.h * 0.2,
      y: at.y + at.h * (0.8 - 0.5 * swell * chance()) - r * 0.3,
      r,
    });
  }
  const circles = (grow: number, move: number) =>
    heaps
      .map(
        ({ x, y, r }) =>
          `<circle cx="${round(x + toLight[0] * r * move)}" cy="${round(y + toLight[1] * r * move)}" r="${round(r * grow)}"/>`,
      )
      .join('');
  const base = at.y + at.h * 0.92;
  return (
    `<g filter="${sheet.blur(2)}"><g fill="${colours.rim}">${circles(1.03, 0.12)}</g><g fill="${colours.shade}">${circles(1, 0)}` +
    `<ellipse cx="${at.x + at.w / 2}" cy="${base - at.h * 0.12}" rx="${at.w * 0.52}" ry="${at.h * 0.16}"/></g></g>` +
    `<g filter="${sheet.blur(at.h * 0.05)}" fill="${colours.body}">${circles(0.78, 0.2)}</g>` +
    `<g filter="${sheet.blur(at.h * 0.07)}" fill="${colours.rim}" fill-opacity=".5">${circles(0.4, 0.75)}</g>`
  );
}

/** One line of water from left to right, with crests that lean; closed down to the floor. */
function wavePath(
  { w, h }: Room,
  chance: () => number,
  y: number,
  height: number,
  length: number,
): { readonly body: string; readonly crest: string } {
  let x = -length * (0.3 + chance());
  let crest = `M${round(x)} ${round(y)}`;
  while (x < w + length) {
    const span = length * (0.75 + chance() * 0.6);
    const rise = height * (0.6 + chance() * 0.7);
    crest += `C${round(x + span * 0.3)} ${round(y + height * 0.12)} ${round(x + span * 0.42)} ${round(y - rise)} ${round(x + span * 0.6)} ${round(y - rise)}`;
    crest += `C${round(x + span * 0.7)} ${round(y - rise * 0.9)} ${round(x + span * 0.72)} ${round(y)} ${round(x + span)} ${round(y)}`;
    x += span;
  }
  return { body: `${crest}L${round(w + length * 2)} ${h + 20}L${-length * 2} ${h + 20}Z`, crest };
}

/** A sea of rows of waves, far and calm at the top, near and high at the bottom. */
export function sea(
  sheet: Sheet,
  room: Room,
  chance: () => number,
  water: {
    readonly top: number;
    readonly rows: number;
    readonly height: number;
    readonly far: Colour;
    readonly near: Colour;
    readonly foam: Colour;
  },
  /** Draws between the rows: `row` counts from the far one. */
  between: (row: number, y: number) => string = () => '',
): string {
  const { w, h } = room;
  const { top, rows, height, far, near, foam } = water;
  let drawn = `<rect x="0" y="${top}" width="${w}" height="${h - top}" fill="${far}"/>`;
  for (let row = 0; row < rows; row++) {
    const depth = (row + 1) / rows;
    const y = top + (h - top) * depth ** 1.5 * 0.92 + height * depth * 0.3;
    const tall = Math.max(2, height * depth ** 1.3);
    const { body, crest } = wavePath(room, chance, y, tall, 60 + 260 * depth);
    const colour = mix(far, near, depth);
    const fill = sheet.linear([
      [0, mix(colour, foam, 0.32)],
      [0.12, mix(colour, foam, 0.08)],
      [0.5, colour],
      [1, mix(colour, INK, 0.35)],
    ]);
    drawn += `<path d="${body}" fill="${fill}"/>`;
    drawn += inked(crest, 1 + 3.4 * depth, mix(colour, INK, 0.55));
    drawn += `<g transform="translate(0 ${round(3 + 5 * depth)})" stroke-opacity="${round(0.35 + 0.4 * depth)}" stroke-dasharray="${round(70 + 120 * depth)} ${round(46 * depth + 20)} ${round(16 + 30 * depth)} ${round(70 * depth + 24)}">${inked(crest, 1 + 3 * depth, foam)}</g>`;
    drawn += between(row, y - tall * 0.4);
  }
  return drawn;
}

/** Rock: a dark mass with lit planes of broken edges. `outline` from the left to the right top edge. */
export function rocks(
  sheet: Sheet,
  chance: () => number,
  edge: readonly (readonly [x: number, y: number])[],
  floor: number,
  light: Light,
  colour: Colour = '#4B4A6B',
): string {
  const points = jagged(edge, chance, 10);
  const path = `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}L${edge.at(-1)![0]} ${floor}L${edge[0]![0]} ${floor}Z`;
  const clip = sheet.clip(path);
  let planes = '';
  const depth = floor - Math.min(...edge.map(([, y]) => y));
  for (let n = 0; n < points.length * 3; n++) {
    const [x, y] = points[Math.floor(chance() * points.length)]!;
    const down = chance() ** 1.2 * depth;
    const s = 18 + chance() * 46;
    const lit = chance() > 0.5;
    // Broken faces run down the slope: long, narrow, never square.
    const lean = (chance() - 0.5) * 1.3;
    const corner = (angle: number, far: number) =>
      `${round(Math.cos(angle + lean) * s * far)} ${round(Math.sin(angle + lean) * s * far)}`;
    planes += `<path d="M${round(x)} ${round(y + down)}l${corner(1.1, 1.7)}l${corner(2.7, 0.55)}l${corner(-2.2, 0.9)}Z" fill="${lit ? light.rim : light.shade}" fill-opacity="${round(lit ? 0.05 + chance() * 0.14 : 0.12 + chance() * 0.25)}"/>`;
  }
  return `${shaded(sheet, path, colour, light, { line: 5, rim: 7 })}<g clip-path="${clip}">${planes}</g>`;
}

function jagged(
  edge: readonly (readonly [number, number])[],
  chance: () => number,
  roughness: number,
): [number, number][] {
  const points: [number, number][] = [];
  edge.slice(0, -1).forEach(([x, y], i) => {
    const [x2, y2] = edge[i + 1]!;
    const steps = Math.max(2, Math.round(Math.hypot(x2 - x, y2 - y) / 34));
    for (let n = 0; n < steps; n++) {
      const t = n / steps;
      const off = n === 0 ? 0 : (chance() - 0.5) * roughness * 2;
      points.push([
        x + (x2 - x) * t + off,
        y + (y2 - y) * t + (n === 0 ? 0 : (chance() - 0.5) * roughness * 2),
      ]);
    }
  });
  points.push([...edge.at(-1)!]);
  return points;
}

/** The lighthouse of Gull Rock, `height` pixels tall, standing at (x, y). */
export function lighthouse(
  sheet: Sheet,
  at: { readonly x: number; readonly y: number; readonly height: number; readonly lit: boolean },
  light: Light,
): string {
  const s = at.height / 400;
  const line = Math.min(5, 3 + at.height / 300) / s;
  const pen = { line, rim: 5 };
  const wide = (y: number) => 34 + (-y / 330) * -12;
  const bands = [
    [0, -72, '#EFE6D6'],
    [-72, -140, '#C8402F'],
    [-140, -204, '#EFE6D6'],
    [-204, -262, '#C8402F'],
    [-262, -312, '#EFE6D6'],
  ] as const;
  const tower = bands
    .map(([from, to, colour]) =>
      shaded(
        sheet,
        `M${-wide(from)} ${from}Q0 ${from + 9} ${wide(from)} ${from}L${wide(to)} ${to}Q0 ${to + 7} ${-wide(to)} ${to}Z`,
        colour,
        light,
        pen,
      ),
    )
    .join('');
  const pane = at.lit ? '#FFF3B8' : '#26305A';
  const windows = [-100, -172, -236]
    .map(
      (y) =>
        `<path d="M-5 ${y}v-16q5-8 10 0v16Z" fill="${at.lit ? '#FFD98A' : '#1C2347'}" stroke="${INK}" stroke-width="${line * 0.8}"/>`,
    )
    .join('');
  return (
    `<g transform="translate(${at.x} ${at.y}) scale(${s})">${tower}${windows}` +
    `<path d="M-9 0v-26q9-14 18 0v26Z" fill="#5B2F2A" stroke="${INK}" stroke-width="${line}"/>` +
    `<path d="M-17-326h34v-42h-34Z" fill="${pane}" stroke="${INK}" stroke-width="${line}"/>${inked('M-6-326v-42M6-326v-42', line * 0.6)}` +
    shaded(sheet, 'M-34-312h68l-4-14h-60Z', '#55506E', light, pen) +
    inked('M-34-314v-20M-20-314v-20M20-314v-20M34-314v-20M-36-334h72', line * 0.7) +
    shaded(sheet, 'M-24-366C-22-386-10-394 0-396C10-394 22-386 24-366Z', '#C8402F', light, pen) +
    inked('M0-396v-16', line) +
    `</g>`
  );
}

/** Where the lamp of such a lighthouse is. */
export function lampOf(at: { x: number; y: number; height: number }): { x: number; y: number } {
  return { x: at.x, y: at.y - at.height * 0.87 };
}

/** A beam of light: from a point, towards a direction in degrees, so long and so wide at its end. */
export function beam(
  sheet: Sheet,
  from: { x: number; y: number },
  degrees: number,
  length: number,
  spread: number,
): string {
  const fill = sheet.linear(
    [
      [0, '#FFF0B4', 0.95],
      [0.3, '#FFE59A', 0.5],
      [1, '#FFE59A', 0],
    ],
    [0, 0, 1, 0],
  );
  const cone = (wide: number, opacity: number) =>
    `<path d="M0-5L${length} ${-wide}V${wide}L0 5Z" fill="${fill}" fill-opacity="${opacity}"/>`;
  return `<g transform="translate(${from.x} ${from.y}) rotate(${degrees})" style="mix-blend-mode:screen">${cone(spread, 0.5)}${cone(spread * 0.55, 0.6)}</g>`;
}

export function rain({ w, h }: Room, chance: () => number, count: number, slant = -0.32): string {
  let drawn = '';
  for (let n = 0; n < count; n++) {
    const near = chance();
    const length = 30 + near * 90;
    const x = chance() * (w + 400) - 200;
    const y = chance() * (h + 120) - 120;
    drawn += `<path d="M${round(x)} ${round(y)}l${round(length * slant)} ${round(length)}" stroke="#CFE2FF" stroke-opacity="${round(0.1 + near * 0.3)}" stroke-width="${round(1 + near * 2.2)}" stroke-linecap="round"/>`;
  }
  return drawn;
}

export function lightning(
  sheet: Sheet,
  chance: () => number,
  from: readonly [number, number],
  to: readonly [number, number],
): string {
  const points: string[] = [];
  const steps = 9;
  for (let n = 0; n <= steps; n++) {
    const t = n / steps;
    const off = n === 0 || n === steps ? 0 : (n % 2 ? 1 : -1) * (18 + chance() * 34);
    points.push(
      `${round(from[0] + (to[0] - from[0]) * t + off)} ${round(from[1] + (to[1] - from[1]) * t)}`,
    );
  }
  const d = `M${points.join('L')}`;
  return (
    `<g style="mix-blend-mode:screen"><g filter="${sheet.blur(16)}">${inked(d, 26, '#9FB8FF')}</g><g filter="${sheet.blur(4)}">${inked(d, 12, '#DDE7FF')}</g></g>` +
    `<path d="${d}" fill="none" stroke="#FFFFFF" stroke-width="7" stroke-linejoin="miter"/>`
  );
}

/** Hills or a far coast: one soft edge, hazy towards its foot. */
export function hills(
  sheet: Sheet,
  { w }: Room,
  chance: () => number,
  at: { readonly y: number; readonly height: number; readonly floor: number },
  colour: Colour,
  haze: Colour,
): string {
  let d = `M-20 ${at.floor}L-20 ${at.y}`;
  for (let x = 0; x <= w + 60; x += w / 7) {
    const rise = at.height * (0.2 + chance() * 0.8);
    d += `Q${round(x - w / 14)} ${round(at.y - rise)} ${round(x)} ${round(at.y - rise * 0.4)}`;
  }
  const fill = sheet.linear([
    [0, colour],
    [1, haze],
  ]);
  return `<path d="${d}L${w + 80} ${at.floor}Z" fill="${fill}"/>`;
}

/** A village by the water: roofs with lit windows. */
export function village(
  chance: () => number,
  at: { x: number; y: number; w: number },
  wall: Colour,
  pane: Colour,
): string {
  let drawn = '';
  for (let x = at.x; x < at.x + at.w; ) {
    const w = 20 + chance() * 22;
    const h = 16 + chance() * 22;
    drawn += `<path d="M${round(x)} ${at.y}v${round(-h)}l${round(w / 2)} ${round(-w * 0.5)}l${round(w / 2)} ${round(w * 0.5)}v${round(h)}Z" fill="${mix(wall, '#000000', chance() * 0.3)}"/>`;
    if (chance() > 0.25)
      drawn += `<rect x="${round(x + w * 0.3)}" y="${round(at.y - h * 0.75)}" width="6" height="7" fill="${pane}"/>`;
    x += w * (0.8 + chance() * 0.5);
  }
  return drawn;
}

/** The boat folded from a page of the log, `size` pixels long; with or without its candle. */
export function paperBoat(
  sheet: Sheet,
  at: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly tilt?: number;
    readonly lit: boolean;
  },
  light: Light,
): string {
  const s = at.size / 200;
  const line = 5 / s;
  const pen = { line, rim: 4 };
  const paper = '#FFF4DC';
  const candle = at.lit ? 'M-8-52C-8-60 8-60 8-52V-100C8-104-8-104-8-100Z' : '';
  return (
    `<g transform="translate(${at.x} ${at.y}) rotate(${at.tilt ?? 0}) scale(${s})">` +
    (at.lit ? glow(sheet, 0, -118, 260, '#FFC65C', 0.85) : '') +
    shaded(sheet, 'M-48-30L0-92L48-30L0 4Z', mix(paper, '#D9A86C', 0.35), light, pen) +
    (candle === '' ? '' : shaded(sheet, candle, '#FFF9EC', light, { line: line * 0.8, rim: 2 })) +
    shaded(
      sheet,
      'M-104-58C-70-44-30-36 0-36C30-36 70-44 104-58L62 8C30 16-30 16-62 8Z',
      paper,
      light,
      pen,
    ) +
    inked('M0-36L-20 10M-84-40L-46-30M84-40L46-30', line * 0.55, mix(INK, paper, 0.35)) +
    `<path d="M-66-22C-40-16-24-12-18-12M-58-10C-40-4-26-2-20-2M22-12C40-14 56-18 68-24M24-2C40-3 50-6 60-10" stroke="#5C6FA0" stroke-opacity=".55" stroke-width="${line * 0.6}" fill="none"/>` +
    (at.lit
      ? `<path d="M0-146C14-128 12-108 0-106C-12-108-12-126 0-146Z" fill="#FFB02E" stroke="#FFE9A8" stroke-width="3"/><path d="M0-128C6-118 5-110 0-109C-6-110-5-119 0-128Z" fill="#FFFBE0"/>`
      : '') +
    '</g>'
  );
}

/** Wren's boat, `size` pixels long, its keel at (x, y). */
export function fishingBoat(
  sheet: Sheet,
  at: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly tilt?: number;
    readonly lantern: boolean;
  },
  light: Light,
  crew = '',
): string {
  const s = at.size / 500;
  const line = Math.max(3, 5 - 1 / s) / s;
  const pen = { line, rim: 6 };
  return (
    `<g transform="translate(${at.x} ${at.y}) rotate(${at.tilt ?? 0}) scale(${s})">` +
    inked('M40-110V-400M40-390L-170-130M40-390L210-140', line) +
    shaded(sheet, 'M30-380C-40-330-120-240-150-150L28-160Z', '#E9DCC3', light, pen) +
    shaded(sheet, 'M52-350C110-290 160-220 190-150L52-160Z', '#D94F38', light, pen) +
    crew +
    shaded(
      sheet,
      'M-250-118C-160-88-40-80 40-82C120-84 200-100 260-140C240-60 200-10 160 10L-170 10C-210-10-240-60-250-118Z',
      '#2F7F86',
      light,
      { line, rim: 9 },
    ) +
    inked(
      'M-238-84C-140-56-40-48 40-50C120-52 190-66 246-100M-220-46C-140-22-40-16 40-18C110-20 170-32 222-54',
      line * 0.7,
    ) +
    `<path d="M-250-118C-160-88-40-80 40-82C120-84 200-100 260-140" fill="none" stroke="${under('#F2D9A4', light)}" stroke-width="${line * 1.6}"/>` +
    (at.lantern
      ? `<circle cx="252" cy="-152" r="11" fill="#FFD98A" stroke="${INK}" stroke-width="${line}"/>${glow(sheet, 252, -152, 90, '#FFC65C', 0.7)}`
      : '') +
    '</g>'
  );
}

export function gull(x: number, y: number, size: number, colour: Colour = '#F4EFE6'): string {
  return `<path d="M${x - size} ${y - size * 0.3}Q${x - size * 0.5} ${y - size * 0.6} ${x} ${y}Q${x + size * 0.5} ${y - size * 0.6} ${x + size} ${y - size * 0.25}Q${x + size * 0.5} ${y - size * 0.3} ${x} ${y + size * 0.2}Q${x - size * 0.5} ${y - size * 0.3} ${x - size} ${y - size * 0.3}Z" fill="${colour}" stroke="${INK}" stroke-width="3" stroke-linejoin="round"/>`;
}

/** The dark under somebody's feet. */
export function footShadow(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  opacity = 0.5,
): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${width}" ry="${width * 0.16}" fill="#0B0A20" fill-opacity="${opacity}" filter="${sheet.blur(6)}"/>`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
