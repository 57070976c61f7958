import { counted } from '../grammar/counted.ts';
import { BUILT_IN_VOICES, builtInVoice, NARRATOR } from '../voice/built-in-voices.ts';
import { isModelVoice } from '../voice/model-voice.ts';
import { nameRemedy } from './nearest-name.ts';
import { type Problem, problem } from './problem.ts';

/**
 * Mistakes between the parts of a document: ids given twice, and names of things that are not there.
 * It reads the document loosely, so that it can also look at one whose shapes are wrong elsewhere and
 * name all mistakes at once. Lengths and transitions are looked at in `check-film.ts`.
 */
export function referenceProblems(document: unknown): Problem[] {
  const found: Problem[] = [];
  const film = objectOf(document);
  const art = listOf(film.art);
  const artIds = art.map((entry) => idOfArt(entry));
  const cast = listOf(film.cast).map((member) => textOf(objectOf(member).id));
  const locations = listOf(film.locations).map((place) => textOf(objectOf(place).id));
  doubles(found, 'art', artIds, 'shots could not say which one they show');
  doubles(found, 'cast', cast, 'lines could not say who speaks');
  doubles(found, 'locations', locations, 'scenes could not say where they are');
  listOf(film.cast).forEach((member, i) => {
    const { voice } = objectOf(member);
    const isName = typeof voice === 'string';
    const named = isName ? voice : textOf(objectOf(voice).like);
    if (named === undefined || builtInVoice(named)) return;
    if (isModelVoice(named)) {
      for (const setting of ['pitch', 'range']) {
        if (objectOf(voice)[setting] === undefined) continue;
        const fact = `is given for "${named}", whose tune is its model's own.`;
        const remedy = 'Remove it; "formants" and "pace" change such a voice.';
        found.push(problem(['cast', i, 'voice', setting], fact, remedy));
      }
      return;
    }
    const names = [...BUILT_IN_VOICES, NARRATOR].map(({ name }) => name);
    const path = ['cast', i, 'voice', ...(isName ? [] : ['like'])];
    found.push(problem(path, `names "${named}", no voice.`, nameRemedy(named, names, '')));
  });
  const castIds = cast.filter((id) => id !== undefined);
  const locationIds = locations.filter((id) => id !== undefined);
  const knownArt = artIds.filter((id) => id !== undefined);

  art.forEach((entry, i) => {
    balloonProblems(found, i, objectOf(entry), artIds[i] ?? '');
    const { figures, panels } = objectOf(entry);
    listOf(figures).forEach((drawn, k) => {
      const { who, panel } = objectOf(drawn);
      const at = ['art', i, 'figures', k];
      castProblem(found, [...at, 'who'], textOf(who), castIds);
      if (Array.isArray(panels) && typeof panel === 'number' && panel > panels.length) {
        found.push(panelProblem([...at, 'panel'], panel, artIds[i] ?? '', panels.length));
      }
    });
  });
  const sceneIds: (string | undefined)[] = [];
  const shotIds = new Map<string, string>();
  listOf(film.scenes).forEach((entry, s) => {
    const scene = objectOf(entry);
    sceneIds.push(textOf(scene.id));
    const location = textOf(scene.location);
    if (location !== undefined && !locationIds.includes(location)) {
      const remedy = nameRemedy(location, locationIds, 'Add it to locations, or remove this.');
      found.push(problem(['scenes', s, 'location'], `names "${location}", no location.`, remedy));
    }
    listOf(scene.shots).forEach((shotEntry, n) => {
      const shot = objectOf(shotEntry);
      const at = ['scenes', s, 'shots', n];
      const shotId = textOf(shot.id);
      if (shotId !== undefined) {
        const first = shotIds.get(shotId);
        if (first !== undefined) {
          const fact = `is "${shotId}", which ${first} is called already.`;
          found.push(problem([...at, 'id'], fact, 'Give each shot its own id.'));
        } else shotIds.set(shotId, `scenes[${s}].shots[${n}]`);
      }
      if (isObject(shotEntry)) pictureProblems(found, at, shot, art, knownArt);
      listOf(shot.cast).forEach((member, i) => {
        castProblem(found, [...at, 'cast', i], textOf(member), castIds);
      });
      listOf(shot.accepted).forEach((entry, i) => {
        const { member } = objectOf(entry);
        castProblem(found, [...at, 'accepted', i, 'member'], textOf(member), castIds);
      });
      listOf(shot.lines).forEach((line, i) => {
        const { speaker, balloon } = objectOf(line);
        castProblem(found, [...at, 'lines', i, 'speaker'], textOf(speaker), castIds);
        const artId = artIdOf(shot);
        const known = objectOf(art.find((each) => idOfArt(each) === artId)).balloons;
        if (Array.isArray(known) && typeof balloon === 'number' && balloon > known.length) {
          const path = [...at, 'lines', i, 'balloon'];
          found.push(balloonProblem(path, balloon, artId ?? '', known.length));
        }
      });
    });
  });
  doubles(found, 'scenes', sceneIds, 'they could not be told apart');
  return found;
}

function pictureProblems(
  found: Problem[],
  at: readonly (string | number)[],
  shot: Record<string, unknown>,
  art: readonly unknown[],
  artIds: readonly string[],
): void {
  if (shot.picture === undefined && shot.card === undefined) {
    const close = nameRemedy('picture', Object.keys(shot), '');
    const remedy = close.startsWith('Did')
      ? 'Write "picture" or "card".'
      : 'Add "picture": the id of some art, or "card": { "title": ... }.';
    found.push(problem(at, 'shows nothing.', remedy));
    return;
  }
  if (shot.picture !== undefined && shot.card !== undefined) {
    found.push(problem(at, 'has both a picture and a card.', 'Keep one; make two shots of it.'));
  }
  const picture = objectOf(shot.picture);
  const short = textOf(shot.picture);
  const artId = artIdOf(shot);
  if (artId === undefined) return;
  const where = [...at, 'picture', ...(short === undefined ? ['art'] : [])];
  const index = art.findIndex((entry) => idOfArt(entry) === artId);
  if (index < 0) {
    const remedy = nameRemedy(artId, artIds, 'Add it to art.');
    found.push(problem(where, `names "${artId}", no art of this film.`, remedy));
    return;
  }
  if (picture.panel !== undefined && picture.crop !== undefined) {
    const remedy = 'Keep "panel" to follow the page, or "crop" to choose the part yourself.';
    found.push(problem([...at, 'picture'], 'has both a panel and a crop.', remedy));
  }
  const panels = objectOf(art[index]).panels;
  const number = picture.panel;
  if (Array.isArray(panels) && typeof number === 'number' && number > panels.length) {
    found.push(panelProblem([...at, 'picture', 'panel'], number, artId, panels.length));
  }
}

/** The id of the art that a shot shows. */
function artIdOf({ picture }: Record<string, unknown>): string | undefined {
  return textOf(picture) ?? textOf(objectOf(picture).art);
}

function balloonProblems(
  found: Problem[],
  index: number,
  { panels, balloons }: Record<string, unknown>,
  artId: string,
): void {
  listOf(balloons).forEach((entry, i) => {
    const balloon = objectOf(entry);
    const at = ['art', index, 'balloons', i];
    if (isObject(entry) && balloon.box === undefined && balloon.outline === undefined) {
      const remedy = 'Add "box": [x, y, width, height], or its "outline".';
      found.push(problem(at, 'does not say where it is.', remedy));
    }
    const { panel } = balloon;
    if (Array.isArray(panels) && typeof panel === 'number' && panel > panels.length) {
      found.push(panelProblem([...at, 'panel'], panel, artId, panels.length));
    }
  });
}

/** A balloon's number beyond those of the art. */
export function balloonProblem(
  path: readonly PropertyKey[],
  number: number,
  artId: string,
  count: number,
): Problem {
  const has = counted(count, 'balloon');
  const remedy =
    count === 0
      ? 'Remove this; the line needs no balloon.'
      : `Use a number from 1 to ${count}, or remove this.`;
  return problem(path, `is ${number}, but "${artId}" has ${has}.`, remedy);
}

/** A panel's number beyond the page's panels. */
export function panelProblem(
  path: readonly PropertyKey[],
  number: number,
  artId: string,
  count: number,
): Problem {
  const fact = `is ${number}, but "${artId}" has ${counted(count, 'panel')}.`;
  const remedy =
    count === 0
      ? 'Leave "panel" away to show the whole page, or write a "crop".'
      : count === 1
        ? 'Use 1.'
        : `Use a number from 1 to ${count}.`;
  return problem(path, fact, remedy);
}

function castProblem(
  found: Problem[],
  path: readonly (string | number)[],
  name: string | undefined,
  cast: readonly string[],
): void {
  if (name === undefined || cast.includes(name)) return;
  const remedy = nameRemedy(name, cast, 'Add { "id": ... } to cast, or remove this.');
  found.push(problem(path, `names "${name}", nobody in the cast.`, remedy));
}

function doubles(
  found: Problem[],
  list: string,
  ids: readonly (string | undefined)[],
  why: string,
): void {
  ids.forEach((name, i) => {
    const first = name === undefined ? i : ids.indexOf(name);
    if (first >= i) return;
    const fact = `is "${name}", as is ${list}[${first}]: ${why}.`;
    found.push(problem([list, i, 'id'], fact, 'Give each its own id.'));
  });
}

/** The id of an entry of `art`: the one written, or the name of its file without folder and ending. */
export function idOfArt(entry: unknown): string | undefined {
  if (typeof entry === 'string') return stem(entry);
  const { id, file, part } = objectOf(entry);
  if (typeof id === 'string') return id;
  if (typeof file !== 'string') return undefined;
  return typeof part === 'string' ? `${stem(file)}/${stem(part)}` : stem(file);
}

function stem(file: string): string {
  const last = file.split('/').at(-1) ?? file;
  return last.replace(/(?<=.)\.[A-Za-z0-9]+$/, '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
