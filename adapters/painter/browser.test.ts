import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../storage/hash.ts';
import { openPainter } from './node-painter.ts';

const root = new URL('../../', import.meta.url);
const browser = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (!browser)
  console.warn('No Chromium here (set CHROMIUM to one): the painter is not tried in a browser.');

/** What both sides paint: a plate of noise, seen slanted, and half of a second one blended over it. */
const SCENE = `
async function painted(painter) {
  const size = painter.size;
  const noise = (width, height, seed, alpha) => {
    const data = new Uint8Array(width * height * 4);
    let state = seed;
    for (let i = 0; i < data.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      data[i] = i % 4 === 3 ? (alpha ? state >>> 24 : 255) : state >>> 24;
    }
    return { width, height, data };
  };
  painter.load('plate', noise(200, 120, 1, false));
  painter.load('figure', noise(90, 80, 2, true));
  const columns = Math.ceil(size.width / 16);
  const rows = Math.ceil(size.height / 16);
  const grid = (dx, dy, slant) => {
    const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
    let at = 0;
    for (let row = 0; row <= rows; row++) {
      for (let column = 0; column <= columns; column++) {
        corners[at++] = Math.round((column * 15.3 + dx + row * slant) * 65536);
        corners[at++] = Math.round((row * 14.7 + dy) * 65536);
      }
    }
    return { columns, rows, corners };
  };
  const bytes = (size.width * size.height * 3) / 2;
  const frames = [new Uint8Array(bytes), new Uint8Array(bytes), new Uint8Array(bytes)];
  const layers = [
    { picture: 'plate', grid: grid(3, 2, 0.6), opacity: 1 },
    { picture: 'figure', grid: grid(-40, -20, 0), opacity: 0.8 },
  ];
  painter.paint({ size, layers: layers.slice(0, 1) }, frames[0]);
  painter.paint({ size, layers }, frames[1]);
  painter.blend('page-turn', frames[0], frames[1], 0.4, frames[2]);
  return frames;
}
`;

let server: Server;
let address: string;

beforeAll(async () => {
  // The studio will bundle these files; here they are served as they lie, their types blanked out.
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      const imports = JSON.stringify({ imports: { '@inkreel/film/': '/film/' } });
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><script type="importmap">${imports}</script>`);
      return;
    }
    const file = await readFile(new URL(`.${path}`, root)).catch(() => undefined);
    if (!file) {
      response.statusCode = 404;
      response.end();
    } else if (path.endsWith('.ts')) {
      response.setHeader('content-type', 'text/javascript');
      response.end(stripTypeScriptTypes(file.toString()));
    } else {
      response.setHeader('content-type', 'application/wasm');
      response.end(file);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe.skipIf(!browser)('the painter in a browser', () => {
  it('paints the bytes it paints in Node', async () => {
    const running = await chromium.launch({
      executablePath: browser!,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    });
    try {
      const page = await running.newPage();
      await page.goto(address);
      const there = await page.evaluate(`(async () => {
        ${SCENE}
        const { createPainter, fittingKernel } = await import('/adapters/painter/wasm-painter.ts');
        const [plain, relaxed] = await Promise.all(['kernel', 'kernel-relaxed'].map(async (name) =>
          new Uint8Array(await (await fetch('/adapters/painter/' + name + '.wasm')).arrayBuffer())));
        const painter = await createPainter(fittingKernel(plain, relaxed), { width: 160, height: 96 });
        return (await painted(painter)).map((frame) => [...frame]);
      })()`);
      const painter = await openPainter({ width: 160, height: 96 });
      const paintHere = new Function(`${SCENE}; return painted;`)() as (
        on: typeof painter,
      ) => Promise<Uint8Array[]>;
      const here = await paintHere(painter);
      const hashes = here.map(hashOf);
      expect((there as number[][]).map((frame) => hashOf(Uint8Array.from(frame)))).toEqual(hashes);
      // Three different pictures, none of them empty.
      expect(new Set(hashes).size).toBe(3);
      expect(new Set(here[1]).size).toBeGreaterThan(50);
    } finally {
      await running.close();
    }
  });
});
