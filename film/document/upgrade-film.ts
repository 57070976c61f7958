import { FILM_SCHEMA, FILM_VERSION } from './film-file.ts';
import { nearestName } from './nearest-name.ts';
import { type Problem, problem } from './problem.ts';

type Loose = Record<string, unknown>;

/**
 * One entry for each version there ever was: how a document of that version becomes one of the next.
 * Old documents are kept in `fixtures/documents` and go through all of this in the tests. An upgrade
 * moves and renames; it reads loosely and leaves what it does not know where it is, so that the checks
 * that follow can name it.
 */
const UPGRADES: readonly ((document: Loose) => Loose)[] = [
  fromVersion1,
  fromVersion2,
  fromVersion3,
];

/** Brings a document to the present version, or says why it cannot. */
export function upgradeFilm(document: unknown): { document: unknown } | { problems: Problem[] } {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    const fact = 'is not an object.';
    return { problems: [problem([], fact, 'A film.json begins with { and "title".')] };
  }
  let film = document as Loose;
  if (film.schema !== undefined && film.schema !== FILM_SCHEMA) {
    const meant = typeof film.schema === 'string' && nearestName(film.schema, [FILM_SCHEMA]);
    const remedy = meant ? `Write "${FILM_SCHEMA}".` : 'Give the film.json of a film.';
    return {
      problems: [problem(['schema'], `is ${JSON.stringify(film.schema)}, no film.`, remedy)],
    };
  }
  const written = film.version ?? FILM_VERSION;
  if (typeof written !== 'number' || !Number.isInteger(written) || written < 1) {
    const fact = `is ${JSON.stringify(written)}.`;
    return { problems: [problem(['version'], fact, `Write ${FILM_VERSION}.`)] };
  }
  if (written > FILM_VERSION) {
    const fact = `is ${written}; this Inkreel reads up to ${FILM_VERSION}.`;
    return { problems: [problem(['version'], fact, 'Install a newer Inkreel.')] };
  }
  for (let version = written; version < FILM_VERSION; version++) {
    film = { ...UPGRADES[version - 1]!(film), version: version + 1 };
  }
  return { document: film };
}

/**
 * Version 1 named the delivery `preset`, counted lengths in frames (`frames`), kept the picture's parts
 * (`art`, `panel`, `crop`) on the shot itself and called a shot's first transition `enters`.
 */
function fromVersion1(film: Loose): Loose {
  const { preset, scenes, ...rest } = film;
  return {
    ...rest,
    ...(preset === undefined ? {} : { delivery: preset }),
    ...(scenes === undefined ? {} : { scenes: mapObjects(scenes, sceneFromVersion1) }),
  };
}

/**
 * A film of version 2 left all lettering where it was drawn, nothing moved by itself, nothing was heard
 * and no captions were drawn. It stays the film that it was; who wants the new ways changes or removes
 * these words.
 */
function fromVersion2(film: Loose): Loose {
  return {
    lettering: 'keep',
    life: 0,
    ...film,
    captions: { style: 'none' },
    sound: { voices: false, effects: false },
    music: { kind: 'none' },
  };
}

/** Version 3 knew nobody who is drawn in the art, and references that are whole pictures: nothing moves. */
function fromVersion3(film: Loose): Loose {
  return film;
}

function sceneFromVersion1(scene: Loose): Loose {
  return { ...scene, shots: mapObjects(scene.shots, shotFromVersion1) };
}

function shotFromVersion1(shot: Loose): Loose {
  const { art, panel, crop, frames, enters, ...rest } = shot;
  const parts = Object.entries({ art, panel, crop }).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    ...(parts.length > 0 ? { picture: Object.fromEntries(parts) } : {}),
    ...(frames === undefined ? {} : { length: typeof frames === 'number' ? `${frames}f` : frames }),
    ...(enters === undefined ? {} : { transition: enters }),
  };
}

function mapObjects(list: unknown, change: (entry: Loose) => Loose): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((entry) =>
    typeof entry === 'object' && entry !== null ? change(entry as Loose) : entry,
  );
}
