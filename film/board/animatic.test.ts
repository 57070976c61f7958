import { expect, test } from 'vitest';
import { id } from '../grammar/id.ts';
import { rational } from '../time/rational.ts';
import { animaticHtml } from './animatic.ts';
import { ANIMATIC_SCRIPT } from './animatic-page.ts';
import type { BoardCell } from './board-cell.ts';
import type { Shot } from './shot.ts';

const shot: Shot = {
  id: id<'shot'>('shot-001'),
  source: { kind: 'picture', picture: { art: id<'art'>('p1') } },
  framing: 'wide',
  camera: { move: 'push-in' },
  length: rational(72, 24),
  lines: [],
  cast: [],
  engine: 'auto',
  depth: 'auto',
  transition: { kind: 'cut' },
};
const cell: BoardCell = {
  shot,
  sceneTitle: 'Page </script><b>1',
  start: rational(0, 24),
  picture: { width: 800, height: 450 },
  views: [
    { x: 0, y: 0, width: 800, height: 450 },
    { x: 40, y: 22.5, width: 720, height: 405 },
  ],
};
const film = { title: 'Tom & <Jo>', rate: 24, aspect: 16 / 9, cells: [cell] } as const;

test('an animatic is one page with nothing fetched, and names are not markup', () => {
  const html = animaticHtml(film, new Map([[shot.id, 'data:image/png;base64,AAAA']]));
  expect(html).toContain('Tom &amp; &lt;Jo&gt;');
  expect(html).not.toContain('<b>1');
  expect(html).not.toMatch(/(src|href)="https?:/);
  expect(html).toContain('wide, push in, 3.0 s');
  expect(html.match(/<rect/g)).toHaveLength(2);
});

test('what the script reads is the board', () => {
  const html = animaticHtml({ ...film, title: '</script>' }, new Map());
  const json = /<script type="application\/json" id="film">(.*?)<\/script>/.exec(html)?.[1];
  const told = JSON.parse(json!);
  expect(told.shots).toHaveLength(1);
  expect(told.shots[0]).toMatchObject({ id: 'shot-001', start: 0, length: 3 });
  expect(() => new Function(ANIMATIC_SCRIPT)).not.toThrow();
});

test('what is said stands in the list, and the script knows when', () => {
  const line = {
    id: id<'line'>('l'),
    text: 'Oh <no>!',
    delivery: 'shout',
    speaker: 'mara',
  } as const;
  const said = { ...cell, shot: { ...shot, lines: [line], effects: ['clap'] } };
  const html = animaticHtml({ ...film, cells: [said] }, new Map());
  expect(html).toContain('<q>mara (shout): Oh &lt;no&gt;!</q>');
  expect(html).toContain('<q>* clap</q>');
  const json = /<script type="application\/json" id="film">(.*?)<\/script>/.exec(html)?.[1];
  const [told] = JSON.parse(json!).shots[0].lines;
  expect(told.text).toBe('mara (shout): Oh <no>!');
  expect(told.at).toBeGreaterThan(0);
  expect(told.at).toBeLessThan(1);
});
