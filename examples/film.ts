import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawComic } from './draw-comic.ts';
import { castFilm } from './paper-lamp/cast-film.ts';

// Draws the comic "The Paper Lamp", has its storyboard proposed, says who speaks in it, and renders the film,
// with the same commands that anyone has:
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
const quality = draft ? ['--quality', 'draft'] : [];
// What an earlier run cast by hand is not an author's work: it goes, and no copy of it is kept.
await rm(film.replace(/mp4$/, 'json'), { force: true });
inkreel('make', [
  ...pages,
  ...['--output', film, '--title', 'The Paper Lamp', '--direction', 'ltr', ...quality],
  '--no-render',
]);
const storyboard = film.replace(/mp4$/, 'json');
await castFilm(storyboard);
inkreel('render', [storyboard, '--output', film]);

const opener = { darwin: 'open', win32: 'start' }[process.platform as string] ?? 'xdg-open';
const name = relative(process.cwd(), film) || film;
console.log(`The film is ${name}. Open it with any player: ${opener} ${name}`);

/** Runs a verb as anyone would, and ends with its exit code where it fails. */
function inkreel(verb: string, words: readonly string[]): void {
  const launch = join(root, 'cli', 'launch.js');
  const { status } = spawnSync(process.execPath, [launch, verb, ...words], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
