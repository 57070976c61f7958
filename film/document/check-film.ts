import type { CameraMove } from '../board/camera-move.ts';
import type { Shot } from '../board/shot.ts';
import { counted } from '../grammar/counted.ts';
import { areaOf, type Box, boxOf, intersect } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { LONGEST_LENGTH } from './defaults.ts';
import type { Film } from './film-document.ts';
import { nearestName } from './nearest-name.ts';
import { type PathPart, type Problem, problem } from './problem.ts';
import { balloonProblem, panelProblem } from './reference-problems.ts';

/** Mistakes of time: lengths of no frame or beyond all measure, and transitions that do not fit into their shots. */
export function timingProblems(film: Film): Problem[] {
  const found: Problem[] = [];
  let before: Shot | undefined;
  film.scenes.forEach((scene, s) => {
    scene.shots.forEach((shot, n) => {
      const at = ['scenes', s, 'shots', n];
      if (shot.length.value < 1) {
        const remedy = `Write a number of at least ${(1 / film.preset.rate).toFixed(3)} seconds, or "1f".`;
        found.push(problem([...at, 'length'], 'is shorter than one frame.', remedy));
      }
      if (shot.length.value > LONGEST_LENGTH * film.preset.rate) {
        const remedy = 'Make several shots of it.';
        found.push(problem([...at, 'length'], 'is longer than an hour.', remedy));
      }
      shot.lines.forEach((line, i) => {
        if (line.at === undefined || line.at.value < shot.length.value) return;
        const remedy = 'Let it begin earlier, or lengthen the shot.';
        found.push(problem([...at, 'lines', i, 'at'], 'is after the end of the shot.', remedy));
      });
      if (shot.transition.kind !== 'cut') {
        const { frames } = shot.transition;
        const shorter = before && before.length.value < shot.length.value ? before : shot;
        // The cut gives a transition half of a shot at most, so that two of them never meet.
        const room = Math.floor(shorter.length.value / 2);
        if (frames > room) {
          const whose = shorter === shot ? 'this shot' : `the shot before, "${shorter.id}",`;
          const fact = `lasts ${counted(frames, 'frame')}, more than half of ${whose} of ${shorter.length.value}.`;
          const remedy = room < 1 ? 'Use "cut".' : `Use "${room}f" or less, or lengthen the shot.`;
          found.push(problem([...at, 'transition'], fact, remedy));
        }
      }
      before = shot;
    });
  });
  return found;
}

/** What was found where a film names art. */
export type FoundArt =
  | { readonly kind: 'missing'; readonly nearby?: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string }
  | {
      readonly kind: 'found';
      readonly size: Size;
      readonly panels?: number;
      readonly balloons?: number;
    };

/**
 * Mistakes that only the art itself shows: files that are not there, panels beyond the page's, crops
 * and views outside the picture. `art` has what was found for each id of `film.art`.
 */
export function checkFilm(film: Film, art: ReadonlyMap<string, FoundArt>): Problem[] {
  const found: Problem[] = timingProblems(film);
  film.art.forEach((entry, i) => {
    const known = art.get(entry.id);
    const { file } = entry.reference;
    if (known?.kind === 'missing') {
      const meant = nearestName(file, known.nearby ?? []);
      const remedy = meant
        ? `Did you mean "${meant}"?`
        : 'Put the file there, or write its path relative to film.json.';
      found.push(problem(['art', i, 'file'], `is "${file}", which is not there.`, remedy));
    } else if (known?.kind === 'refused') {
      found.push(problem(['art', i, 'file'], `is "${file}", which cannot be used.`, known.why));
    } else if (known?.kind === 'found') {
      entry.panels?.forEach((panel, n) => {
        if (inside(panel.box, known.size)) return;
        found.push(outside(['art', i, 'panels', n, 'box'], known.size));
      });
      entry.balloons?.forEach((balloon, n) => {
        if (areaOf(intersect(balloon.box, boxOf(known.size))) > 0) return;
        found.push(outside(['art', i, 'balloons', n], known.size));
      });
      entry.figures?.forEach((figure, n) => {
        if (inside(figure.box, known.size)) return;
        found.push(outside(['art', i, 'figures', n, 'box'], known.size));
      });
    }
  });
  film.scenes.forEach((scene, s) => {
    scene.shots.forEach((shot, n) => {
      if (shot.source.kind !== 'picture') return;
      const { picture } = shot.source;
      const known = art.get(picture.art);
      if (known?.kind !== 'found') return;
      const shown = picture.crop ?? boxOf(known.size);
      const faces = [
        ...(shot.mouths ?? []).map(({ box }, i) => ({ box, path: ['mouths', i] })),
        ...(shot.life?.eyes ?? []).map((box, i) => ({ box, path: ['eyes', i] })),
      ];
      for (const { box, path } of faces) {
        if (!inside(box, known.size)) {
          found.push(outside(['scenes', s, 'shots', n, ...path], known.size));
        }
      }
      viewsOutside(shot.camera, shown).forEach((view) => {
        const fact = `lies outside the picture, ${round(shown.width)} by ${round(shown.height)} pixels.`;
        const path = ['scenes', s, 'shots', n, 'camera', ...view];
        found.push(problem(path, fact, 'Write [x, y, width, height] over it.'));
      });
      shot.lines.forEach(({ balloon }, i) => {
        if (balloon === undefined || known.balloons === undefined) return;
        if (balloon <= known.balloons) return;
        const path = ['scenes', s, 'shots', n, 'lines', i, 'balloon'];
        found.push(balloonProblem(path, balloon, picture.art, known.balloons));
      });
      const at = ['scenes', s, 'shots', n, 'picture'];
      if (picture.panel !== undefined && picture.crop === undefined) {
        const count = known.panels ?? 0;
        if (picture.panel > count) {
          found.push(panelProblem([...at, 'panel'], picture.panel, picture.art, count));
        }
      } else if (picture.panel === undefined && picture.crop && !inside(picture.crop, known.size)) {
        found.push(outside([...at, 'crop'], known.size));
      }
    });
  });
  return found;
}

/** Where a written view shows nothing of the picture. Its edges may be passed: there is ground beyond. */
function viewsOutside(
  { from, to, stops }: CameraMove,
  shown: Size,
): readonly (readonly PathPart[])[] {
  const views: readonly (readonly [readonly PathPart[], Box | undefined])[] = [
    [['from'], from],
    [['to'], to],
    ...(stops ?? []).map((stop, i) => [['stops', i], stop] as const),
  ];
  const picture = { x: 0, y: 0, width: shown.width, height: shown.height };
  return views.flatMap(([path, view]) =>
    view && areaOf(intersect(view, picture)) === 0 ? [path] : [],
  );
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;

function inside(box: { x: number; y: number; width: number; height: number }, size: Size): boolean {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  // Half a pixel of rounding is nobody's mistake.
  return box.x >= -0.5 && box.y >= -0.5 && right <= size.width + 0.5 && bottom <= size.height + 0.5;
}

function outside(path: readonly PropertyKey[], size: Size): Problem {
  const fact = `reaches outside the picture, ${size.width} by ${size.height} pixels.`;
  return problem(path, fact, 'Write [x, y, width, height] inside it.');
}
