import { describe, expect, test } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { contains, type Polygon, polygonOf } from '../space/polygon.ts';
import type { Balloon, LetteredLine } from './balloon.ts';
import type { Page, ReadingDirection } from './page.ts';
import { readBalloons } from './read-balloons.ts';

const INK = 20;
const WHITE = 255;
/** Letters' height, pixels. */
const SIZE = 16;

interface Drawing {
  readonly raster: Raster;
  readonly lines: LetteredLine[];
}

/** A panel of mottled grey art, one level of grey for every place. */
function drawnArt(width = 480, height = 360): Drawing {
  const raster = emptyRaster(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      put(raster, x, y, 120 + 30 * Math.sin(x / 9) * Math.sin(y / 7) + 12 * Math.sin(x * y));
    }
  }
  return { raster, lines: [] };
}

function put({ data, width, height }: Raster, x: number, y: number, level: number): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = (Math.floor(y) * width + Math.floor(x)) * 4;
  data.fill(Math.round(level), at, at + 3);
  data[at + 3] = 255;
}

/** Fills what lies within with `ground`, and what lies within 2 pixels of the rest with ink. */
function drawShape(
  { raster }: Drawing,
  isWithin: (x: number, y: number) => boolean,
  ground: number,
) {
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      if (!isWithin(x, y)) continue;
      const isEdge = [
        [2, 0],
        [-2, 0],
        [0, 2],
        [0, -2],
      ].some(([dx, dy]) => !isWithin(x + dx!, y + dy!));
      put(raster, x, y, isEdge ? INK : ground);
    }
  }
}

function ellipse(cx: number, cy: number, rx: number, ry: number) {
  return (x: number, y: number): boolean => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
}

function within(polygon: Polygon) {
  return (x: number, y: number): boolean => contains(polygon, { x: x + 0.5, y: y + 0.5 });
}

function wedge(...corners: readonly (readonly [number, number])[]) {
  return within(corners.map(([x, y]) => ({ x, y })));
}

/** Letters as strokes, 10 pixels each, and the line that a reader would have found there. */
function letter(drawing: Drawing, text: string, cx: number, cy: number, level = INK): void {
  const advance = 10;
  const width = text.length * advance;
  const box = { x: cx - width / 2, y: cy - SIZE / 2, width, height: SIZE };
  for (let k = 0; k < text.length; k++) {
    if (text[k] === ' ') continue;
    const x = box.x + k * advance;
    for (let v = 2; v < SIZE - 2; v++) {
      for (let u = 1; u < 4; u++) put(drawing.raster, x + u, box.y + v, level);
      for (let u = 4; u < 8 && (v < 5 || v > SIZE - 6); u++)
        put(drawing.raster, x + u, box.y + v, level);
    }
  }
  const words = text.split(' ').map((word) => ({ text: word, box, confidence: 0.95 }));
  drawing.lines.push({ outline: polygonOf(box), box, text, confidence: 0.95, words });
}

/** Letters one under the other that no reader reports. */
function letterColumn({ raster }: Drawing, count: number, cx: number, cy: number): void {
  for (let k = 0; k < count; k++) {
    const y = cy + (k - count / 2) * (SIZE + 2);
    for (let v = 1; v < SIZE - 1; v++) {
      for (let u = -6; u < 6; u++) {
        const isStroke = v < 4 || v > SIZE - 5 || u < -3 || (v > 6 && v < 9);
        if (isStroke) put(raster, cx + u, y + v, INK);
      }
    }
  }
}

function read({ raster, lines }: Drawing, direction: ReadingDirection = 'ltr'): readonly Balloon[] {
  const box: Box = { x: 0, y: 0, width: raster.width, height: raster.height };
  const page: Page = { size: raster, direction, panels: [{ box, polygon: polygonOf(box) }] };
  return readBalloons(raster, page, lines);
}

/** An oval with two lines and a tail that ends at (150, 250). */
function drawSpeech(drawing: Drawing): void {
  const body = ellipse(150, 110, 110, 70);
  const tail = wedge([120, 150], [150, 150], [150, 250]);
  drawShape(drawing, (x, y) => body(x, y) || tail(x, y), WHITE);
  letter(drawing, 'Who ate the', 150, 98);
  letter(drawing, 'last of it?', 150, 122);
}

describe('a balloon', () => {
  test('is found up to its drawn edge, with its tail and its lines in order', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawing.lines.reverse();
    const balloons = read(drawing);
    expect(balloons).toHaveLength(1);
    const { box, tail, kind, text, panel } = balloons[0]!;
    expect(kind).toBe('speech');
    expect(text).toBe('Who ate the last of it?');
    expect(panel).toBe(0);
    expect(Math.abs(box.x - 40)).toBeLessThan(6);
    expect(Math.abs(box.x + box.width - 260)).toBeLessThan(6);
    expect(Math.abs(box.y - 40)).toBeLessThan(6);
    expect(Math.abs(box.y + box.height - 250)).toBeLessThan(18);
    expect(Math.hypot(tail!.x - 150, tail!.y - 250)).toBeLessThan(18);
  });

  test('is found in white on black as well', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    const { data } = drawing.raster;
    for (let i = 0; i < data.length; i++) if (i % 4 < 3) data[i] = 255 - data[i]!;
    const [balloon] = read(drawing);
    expect(balloon?.kind).toBe('speech');
    expect(Math.abs(balloon!.box.width - 220)).toBeLessThan(10);
  });

  test('is a caption where it is a box without a tail', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawShape(drawing, within(polygonOf({ x: 270, y: 20, width: 190, height: 70 })), 225);
    letter(drawing, 'Later, at the', 365, 43);
    letter(drawing, 'old harbour', 365, 67);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['caption', 'speech']);
  });

  test('is a shout where it is all spikes', () => {
    const drawing = drawnArt();
    const isWithin = (x: number, y: number): boolean => {
      const turn = Math.atan2((y - 150) / 66, (x - 200) / 105);
      const spike = Math.abs(((turn / Math.PI) * 9) % 1);
      const reach = 0.8 + 0.35 * Math.abs(spike - 0.5) * 2;
      return ((x - 200) / 105) ** 2 + ((y - 150) / 66) ** 2 <= reach ** 2;
    };
    drawShape(drawing, isWithin, WHITE);
    letter(drawing, 'Get down!', 200, 138);
    letter(drawing, 'All of you!', 200, 162);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['shout']);
  });

  test('is parted from one that is joined to it by a bridge', () => {
    const drawing = drawnArt();
    const first = ellipse(120, 80, 95, 55);
    const then = ellipse(330, 220, 110, 60);
    const bridge = wedge([165, 110], [185, 95], [275, 190], [255, 205]);
    drawShape(drawing, (x, y) => first(x, y) || then(x, y) || bridge(x, y), WHITE);
    letter(drawing, 'I was here', 120, 80);
    letter(drawing, 'and then I', 330, 208);
    letter(drawing, 'was not.', 330, 232);
    expect(read(drawing).map(({ text }) => text)).toEqual(['I was here', 'and then I was not.']);
  });
});

describe('a box', () => {
  /** A box of one colour in a drawn line 5 pixels wide. */
  const drawBox = (
    { raster }: Drawing,
    { x, y, width, height }: Box,
    colour: readonly number[],
  ) => {
    for (let v = y - 5; v < y + height + 5; v++) {
      for (let u = x - 5; u < x + width + 5; u++) {
        const isLine = v < y || u < x || v >= y + height || u >= x + width;
        put(raster, u, v, INK);
        if (!isLine) raster.data.set(colour, (v * raster.width + u) * 4);
      }
    }
  };

  test('is a caption at the edge of a panel, however tightly its one word is set in whatever colour', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawBox(drawing, { x: 300, y: 7, width: 64, height: 14 }, [226, 84, 70]);
    letter(drawing, 'Later.', 332, 14);
    const found = read(drawing);
    expect(found.map(({ kind }) => kind)).toEqual(['caption', 'speech']);
    const { box } = found[0]!;
    expect(Math.abs(box.x - 300)).toBeLessThan(5);
    expect(Math.abs(box.width - 64)).toBeLessThan(8);
    expect(Math.abs(box.height - 14)).toBeLessThan(8);
  });

  test('is a sign with a word or two on it in the middle of the drawing', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawBox(drawing, { x: 330, y: 222, width: 64, height: 14 }, [226, 84, 70]);
    letter(drawing, 'Dr. Oh', 362, 229);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['speech', 'sign']);
  });

  test('is a caption with something drawn over one corner', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    const all = within(polygonOf({ x: 270, y: 4, width: 190, height: 86 }));
    const over = ellipse(470, 96, 120, 42);
    drawShape(drawing, (x, y) => all(x, y) && !over(x, y), WHITE);
    letter(drawing, 'She told him all', 364, 22);
    letter(drawing, 'of it', 306, 46);
    letter(drawing, 'then', 304, 70);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['caption', 'speech']);
  });

  test('is no balloon that the corner of the panel cuts', () => {
    const drawing = drawnArt();
    drawShape(drawing, ellipse(60, 30, 150, 60), WHITE);
    letter(drawing, 'Nobody here has', 90, 20);
    letter(drawing, 'seen it at all', 90, 44);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['speech']);
  });
});

describe('how a balloon is said', () => {
  test('is thought where bubbles trail away from it', () => {
    const drawing = drawnArt();
    const cloud = (x: number, y: number): boolean => {
      const turn = Math.atan2((y - 100) / 60, (x - 160) / 110);
      const reach = 1 + 0.07 * Math.cos(turn * 11);
      return ((x - 160) / 110) ** 2 + ((y - 100) / 60) ** 2 <= reach ** 2;
    };
    drawShape(drawing, cloud, WHITE);
    drawShape(drawing, ellipse(222, 182, 14, 10), WHITE);
    drawShape(drawing, ellipse(246, 206, 10, 8), WHITE);
    letter(drawing, 'I wonder', 160, 88);
    letter(drawing, 'who did it', 160, 112);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['thought']);
  });

  test('is whispered where its outline is dashed', () => {
    const drawing = drawnArt();
    drawShape(drawing, ellipse(160, 100, 110, 60), 225);
    const { raster } = drawing;
    for (let y = 0; y < raster.height; y++) {
      for (let x = 0; x < raster.width; x++) {
        const far = ((x - 160) / 110) ** 2 + ((y - 100) / 60) ** 2;
        if (far > 1) continue;
        const turn = Math.atan2((y - 100) / 60, (x - 160) / 110);
        const isGap = Math.floor(((turn / Math.PI + 1) * 48) / 2) % 2 === 0;
        if (far < 0.93 || isGap) put(raster, x, y, WHITE);
      }
    }
    letter(drawing, 'Do not let', 160, 88);
    letter(drawing, 'them hear', 160, 112);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['whisper']);
  });
});

describe('lettering that the reader did not see', () => {
  test('is known by the shape it stands in and the way its marks stand', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawShape(drawing, ellipse(380, 160, 50, 80), WHITE);
    letterColumn(drawing, 5, 392, 160);
    letterColumn(drawing, 4, 368, 160);
    const [unseen] = read(drawing).filter(({ text }) => text === '');
    expect(unseen?.kind).toBe('speech');
    expect(Math.abs(unseen!.box.x - 330)).toBeLessThan(6);
    expect(Math.abs(unseen!.box.height - 160)).toBeLessThan(12);
  });

  test('is not taken from half a face, whose one eye stands above its mouth', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawShape(drawing, ellipse(380, 160, 46, 70), WHITE);
    drawShape(drawing, ellipse(380, 145, 9, 9), INK);
    for (let u = -8; u < 8; u++)
      for (let v = 0; v < 3; v++) put(drawing.raster, 380 + u, 164 + v, INK);
    expect(read(drawing)).toHaveLength(1);
  });

  test('is not taken from a face', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    drawShape(drawing, ellipse(380, 160, 60, 70), WHITE);
    drawShape(drawing, ellipse(355, 145, 7, 10), INK);
    drawShape(drawing, ellipse(408, 145, 7, 10), INK);
    drawShape(drawing, ellipse(381, 192, 24, 4), INK);
    expect(read(drawing)).toHaveLength(1);
  });
});

describe('lettering that no ground closes in', () => {
  test('below all panels is no part of the story', () => {
    const drawing = drawnArt();
    for (let y = 300; y < 360; y++) for (let x = 0; x < 480; x++) put(drawing.raster, x, y, WHITE);
    drawSpeech(drawing);
    letter(drawing, 'Drawn by two people in one year.', 240, 330);
    const panel = { x: 0, y: 0, width: 480, height: 300 };
    const page: Page = {
      size: drawing.raster,
      direction: 'ltr',
      panels: [{ box: panel, polygon: polygonOf(panel) }],
    };
    const kinds = readBalloons(drawing.raster, page, drawing.lines).map(({ kind }) => kind);
    expect(kinds).toEqual(['speech', 'sign']);
  });

  test('is a sound effect', () => {
    const drawing = drawnArt();
    drawSpeech(drawing);
    letter(drawing, 'KRAK', 380, 300);
    expect(read(drawing).map(({ kind }) => kind)).toEqual(['speech', 'sfx']);
  });
});

describe('order', () => {
  const pair = (): Drawing => {
    const drawing = drawnArt();
    drawShape(drawing, ellipse(110, 80, 90, 50), WHITE);
    letter(drawing, 'on the left', 110, 80);
    drawShape(drawing, ellipse(360, 84, 90, 50), WHITE);
    letter(drawing, 'the right', 360, 84);
    return drawing;
  };

  test('begins on the side that the page begins on', () => {
    expect(read(pair(), 'ltr').map(({ text }) => text)).toEqual(['on the left', 'the right']);
    expect(read(pair(), 'rtl').map(({ text }) => text)).toEqual(['the right', 'on the left']);
  });
});

test('what has no height is nothing', () => {
  const drawing = drawnArt();
  drawSpeech(drawing);
  const box = { x: 400, y: 300, width: 4, height: 0 };
  const line = { outline: polygonOf(box), box, text: 'l', confidence: 0.9, words: [] };
  expect(read({ ...drawing, lines: [...drawing.lines, line] })).toHaveLength(1);
});

test('nobody is off the panel where nobody looked who is in it, unless the tail leaves it', () => {
  const drawing = drawnArt();
  drawSpeech(drawing);
  expect(read(drawing)[0]!.speaker).toBeUndefined();
});

test('a page without lettering has no balloons', () => {
  expect(read(drawnArt())).toEqual([]);
});
