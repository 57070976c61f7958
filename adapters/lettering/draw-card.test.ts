import type { Raster } from '@inkreel/film/media/raster.ts';
import { describe, expect, it } from 'vitest';
import { cardDrawing, drawCard, missingLetters } from './draw-card.ts';

const SMALL = { width: 320, height: 180 };

function darkShare(raster: Raster, box: { x: number; y: number; width: number; height: number }) {
  let dark = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (raster.data[(y * raster.width + x) * 4]! < 128) dark++;
    }
  }
  return dark / (box.width * box.height);
}

describe('drawCard', () => {
  it('draws the title in the middle of warm paper, opaque', async () => {
    const card = await drawCard({ title: 'Bang' }, SMALL);
    expect([card.width, card.height, card.data.length]).toEqual([320, 180, 320 * 180 * 4]);
    expect([...card.data.slice(0, 4)]).toEqual([0xfa, 0xf7, 0xf1, 255]);
    expect(darkShare(card, { x: 120, y: 70, width: 80, height: 35 })).toBeGreaterThan(0.2);
    expect(darkShare(card, { x: 20, y: 20, width: 60, height: 60 })).toBe(0);
  });

  it('has paper lettering on ink, and lets a picture shine through', async () => {
    const plain = await drawCard({ title: 'Fin' }, SMALL, { ground: 'ink' });
    expect([...plain.data.slice(0, 4)]).toEqual([0x17, 0x16, 0x1a, 255]);
    const white = { width: 8, height: 8, data: new Uint8Array(8 * 8 * 4).fill(255) };
    const lit = await drawCard({ title: 'Fin' }, SMALL, { ground: 'ink', behind: white });
    expect(lit.data[0]).toBeGreaterThan(40);
    expect(lit.data[0]).toBeLessThan(130);
    expect(lit.data[3]).toBe(255);
  });

  it('fits a long title inside the panel at every shape', async () => {
    const title = 'The Very Long and Winding Journey to the Edge of a World Donaudampfschifffahrt';
    for (const size of [SMALL, { width: 180, height: 320 }, { width: 180, height: 180 }]) {
      const card = await drawCard({ title, subtitle: 'and back' }, size);
      // Between the panel's border and the picture's edge nothing is drawn.
      expect(darkShare(card, { x: 0, y: 0, width: 8, height: size.height })).toBe(0);
      expect(darkShare(card, { x: 0, y: 0, width: size.width, height: 8 })).toBe(0);
      expect(darkShare(card, { x: size.width - 8, y: 0, width: 8, height: size.height })).toBe(0);
    }
  });

  it('needs no fonts of the system and draws no boxes', () => {
    expect(cardDrawing({ title: 'A', subtitle: 'b' }, SMALL, { ground: 'paper' })).not.toContain(
      '<text',
    );
    expect(missingLetters({ title: '😀 Cat', subtitle: '猫 𒀀' })).toEqual(['😀', '𒀀']);
  });
});
