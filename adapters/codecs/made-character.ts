import sharp from 'sharp';

/** What a made character looks like; colours as CSS has them. */
export interface MadeLook {
  readonly hair: string;
  readonly coat: string;
  readonly skin: string;
  /** Another drawing of coat, hair and pattern for another number. */
  readonly drawing: number;
}

/** Two that nobody takes for one another. */
export const MADE_LOOKS = {
  mara: { hair: '#9a3b1e', coat: '#2f5d8a', skin: '#f0c4a0', drawing: 1 },
  otto: { hair: '#3a3a30', coat: '#7a7a2a', skin: '#c98f66', drawing: 2 },
} as const satisfies Readonly<Record<string, MadeLook>>;

/**
 * A made character on clear ground with hatching and patterns to hold on to, 480 x 600, as PNG: for tests.
 *
 * @param ground its colour behind the figure; none where it is missing
 */
export async function makeCharacter(look: MadeLook, ground?: string): Promise<Buffer> {
  const chance = numbers(look.drawing);
  const hatch = (x: number, y: number, width: number, height: number, count: number) =>
    Array.from({ length: count }, () => {
      const [px, py] = [x + chance() * width, y + chance() * height];
      const [dx, dy] = [6 + chance() * 26, (chance() - 0.5) * 30];
      const shade = chance() < 0.5 ? '#0008' : '#fff7';
      return `<path d="M${px} ${py}q${dx / 2} ${dy} ${dx} ${dy / 3}" stroke="${shade}" stroke-width="${2 + chance() * 4}" fill="none"/>`;
    }).join('');
  const wide = 96 + chance() * 24;
  const lock = 60 + chance() * 110;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="600">
    ${ground ? `<rect width="480" height="600" fill="${ground}"/>` : ''}
    <g stroke="#241812" stroke-width="5" stroke-linejoin="round">
      <path d="M70 600Q${60 + chance() * 60} 340 240 330Q${360 + chance() * 60} 340 410 600Z" fill="${look.coat}"/>
      <path d="M240 330L${220 - chance() * 30} 600H${260 + chance() * 30}Z" fill="#e8dcc0"/>
      <path d="M${240 - wide} 190Q${150 - chance() * 40} ${190 + lock} 170 330H310Q${330 + chance() * 40} ${190 + lock} ${240 + wide} 190Z" fill="${look.hair}"/>
      <ellipse cx="240" cy="210" rx="82" ry="104" fill="${look.skin}"/>
      <path d="M${240 - wide} 210Q120 60 240 ${50 + chance() * 20}Q360 60 ${240 + wide} 210Q${300 + chance() * 30} 130 240 ${120 + chance() * 20}Q180 ${120 + chance() * 20} ${240 - wide} 210Z" fill="${look.hair}"/>
      <ellipse cx="206" cy="200" rx="13" ry="${11 + chance() * 6}" fill="#fff"/><ellipse cx="274" cy="200" rx="13" ry="${11 + chance() * 6}" fill="#fff"/>
      <circle cx="208" cy="201" r="6" fill="#234"/><circle cx="272" cy="201" r="6" fill="#234"/>
      <path d="M${190 + chance() * 8} 176l32 ${-6 + chance() * 12}M258 ${174 + chance() * 8}l32 4M240 214l-8 28 14 4M214 272q26 ${8 + chance() * 16} 52 0" fill="none"/>
    </g>
    ${hatch(110, 390, 240, 190, 46)}${hatch(180, 70, 120, 50, 20)}${hatch(186, 230, 100, 60, 8)}
    ${Array.from({ length: 7 }, () => `<circle cx="${130 + chance() * 220}" cy="${420 + chance() * 150}" r="${5 + chance() * 12}" fill="#e8c84a" stroke="#241812" stroke-width="3"/>`).join('')}
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** From 0 to 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}
