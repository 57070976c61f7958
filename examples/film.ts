import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawComic } from './draw-comic.ts';

// Draws the comic "The Paper Lamp" and makes a film of it with the same command that anyone has:
// npm run film            out/film.mp4, some seconds a page
// npm run film -- --draft the same at draft quality and fewer pixels, in out/draft.mp4

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const flags = process.argv.slice(2);
const draft = flags.includes('--draft');
const strange = flags.find((flag) => flag !== '--draft');
if (strange !== undefined) {
  console.error(`film: ${strange} is not known. Use: npm run film [-- --draft]`);
  process.exit(2);
}

console.error('Drawing the comic.');
const pages = await drawComic();
const film = join(root, 'out', draft ? 'draft.mp4' : 'film.mp4');
const words = [
  join(root, 'cli', 'inkreel.ts'),
  'make',
  ...pages,
  '--output',
  film,
  '--title',
  'The Paper Lamp',
  '--direction',
  'ltr',
  ...(draft ? ['--quality', 'draft'] : []),
];
const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
if (status === 0) {
  const opener = { darwin: 'open', win32: 'start' }[process.platform as string] ?? 'xdg-open';
  const name = relative(process.cwd(), film) || film;
  console.log(`The film is ${name}. Open it with any player: ${opener} ${name}`);
}
process.exit(status ?? 1);
