import { counted } from '../grammar/counted.ts';
import { type FrameRate, toSeconds } from '../time/rational.ts';
import { ANIMATIC_SCRIPT, ANIMATIC_STYLE } from './animatic-page.ts';
import { type BoardCell, boardTimecode, cellNote, heardIn, lineNote } from './board-cell.ts';
import { edgesOf, lineTimes } from './line-times.ts';
import { escaped } from './page-look.ts';
import type { ShotId } from './shot.ts';

/** A film as an animatic plays it. */
export interface FilmToTime {
  readonly title: string;
  readonly rate: FrameRate;
  /** Width over height of the frame. */
  readonly aspect: number;
  readonly cells: readonly BoardCell[];
}

/**
 * The board timed: one page of HTML with everything in it, that plays every shot's picture with its
 * camera, lists the shots, and is driven by keys (space, J K L, arrows).
 *
 * @param thumbnails a picture of each shot as a `data:` URL; a shot without one is blank paper.
 */
export function animaticHtml(film: FilmToTime, thumbnails: ReadonlyMap<ShotId, string>): string {
  const shots = film.cells.map((cell, k) => ({
    id: cell.shot.id,
    start: toSeconds(cell.start),
    length: toSeconds(cell.shot.length),
    blend: cell.shot.transition.kind,
    over: cell.shot.transition.kind === 'cut' ? 0 : cell.shot.transition.frames / film.rate,
    picture: [cell.picture.width, cell.picture.height],
    views: cell.views.map(({ x, y, width, height }) => [x, y, width, height].map(short)),
    card: cell.shot.source.kind === 'card' ? cell.shot.source.card.title : undefined,
    note: cellNote(cell),
    lines: linesOf(cell, film.cells[k + 1]),
    thumbnail: thumbnails.get(cell.shot.id),
  }));
  const told = { rate: film.rate, aspect: film.aspect, shots };
  // A "<" inside the script could close it.
  const json = JSON.stringify(told).replaceAll('<', '\\u003c');
  const title = escaped(film.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - animatic</title>
<style>${ANIMATIC_STYLE}</style>
</head>
<body>
<header><h1>${title}</h1><p>${counted(film.cells.length, 'shot')}, <span class="time" id="whole"></span></p></header>
<main>
<section aria-label="Player">
<div id="screen" role="img" aria-label="The shot now playing"><div id="now" class="look"></div><div id="before" class="look"></div></div>
<p id="words" aria-live="polite"></p>
<input id="seek" type="range" min="0" value="0" step="1" aria-label="Time in frames">
<div class="bar">
<button id="play" type="button" aria-pressed="false">Play</button>
<span class="time" id="time">00:00:00</span>
<span id="note" aria-live="polite"></span>
<label><input id="frames" type="checkbox"> Show camera</label>
</div>
<p class="keys"><kbd>space</kbd> play, <kbd>J</kbd> <kbd>K</kbd> <kbd>L</kbd> back, stop, on, <kbd>&larr;</kbd> <kbd>&rarr;</kbd> a frame, <kbd>&uarr;</kbd> <kbd>&darr;</kbd> a shot</p>
</section>
<section aria-label="Shots"><ol id="shots">
${film.cells.map((cell, index) => listEntry(cell, index, film.cells[index - 1], thumbnails)).join('\n')}
</ol></section>
</main>
<script type="application/json" id="film">${json}</script>
<script>${ANIMATIC_SCRIPT}</script>
</body>
</html>
`;
}

/** What is said in a shot and when, in seconds from its beginning. */
function linesOf({ shot }: BoardCell, next: BoardCell | undefined) {
  const times = lineTimes(shot, edgesOf(shot, next?.shot));
  return shot.lines.map((line, i) => ({ at: toSeconds(times[i]!), text: lineNote(line) }));
}

function listEntry(
  cell: BoardCell,
  index: number,
  before: BoardCell | undefined,
  thumbnails: ReadonlyMap<ShotId, string>,
): string {
  const { shot, sceneTitle, picture, views } = cell;
  const source = thumbnails.get(shot.id);
  const { width, height } = picture;
  const image =
    source === undefined
      ? ''
      : `<image href="${escaped(source)}" width="${width}" height="${height}" preserveAspectRatio="none"/>`;
  const ends = views.length > 1 ? [views[0]!, views.at(-1)!] : views;
  const frames = ends.map(
    (view, k) =>
      `<rect class="${k === 0 ? 'from' : 'to'}" x="${short(view.x)}" y="${short(view.y)}" width="${short(view.width)}" height="${short(view.height)}"/>`,
  );
  const heard = heardIn(shot)
    .map((text) => `<br><q>${escaped(text)}</q>`)
    .join('');
  const heading =
    before?.sceneTitle === sceneTitle
      ? ''
      : `<li class="scene"><h2>${escaped(sceneTitle)}</h2></li>\n`;
  return `${heading}<li><button type="button" data-shot="${index}"><svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${image}${frames.join('')}</svg><span><b>${escaped(shot.id)}</b> <span class="time">${boardTimecode(cell.start)}</span><br>${escaped(cellNote(cell))}${heard}</span></button></li>`;
}

function short(value: number): number {
  return Math.round(value * 10) / 10;
}
