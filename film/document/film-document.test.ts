import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFilm } from './check-film.ts';
import { cueBalloons } from './cue-balloons.ts';
import type { Film } from './film-document.ts';
import { filmJsonSchema } from './film-file.ts';
import { countUnread, filmNotes } from './film-notes.ts';
import { parseFilm, requireFilm } from './parse-film.ts';
import { printFilm } from './print-film.ts';
import { problemText } from './problem.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/documents/${name}`, import.meta.url), 'utf8');

function filmFrom(source: unknown): Film {
  const parsed = parseFilm(source);
  if (!parsed.ok) throw new Error(parsed.problems.map((found) => problemText(found)).join('\n'));
  return parsed.film;
}

function mistakes(source: unknown): string[] {
  const parsed = parseFilm(source);
  return parsed.ok ? [] : parsed.problems.map((found) => problemText(found));
}

const withShot = (shot: object, film: object = {}) => ({
  art: ['hill.jpg'],
  ...film,
  scenes: [{ shots: [{ picture: 'hill', ...shot }] }],
});

describe('a film.json', () => {
  it('needs no more than its art', () => {
    const film = filmFrom('{ "title": "Ink", "art": ["pages/01.png"] }');
    expect(film.art).toEqual([{ id: '01', reference: { file: 'pages/01.png' } }]);
    expect(film.scenes).toEqual([]);
    expect(film.preset).toEqual({
      aspect: '16:9',
      resolution: 720,
      rate: 24,
      codec: 'h264',
      quality: 'standard',
    });
  });

  it('fills in what a short one leaves out', () => {
    const film = filmFrom(fixture('film-2.json'));
    const [first, second] = film.scenes[0]!.shots;
    expect(first).toMatchObject({ id: 'scene-1-shot-1', camera: { move: 'push-in' } });
    expect(first!.length).toEqual({ value: 84, rate: 24 });
    expect(second!.length).toEqual({ value: 84, rate: 24 });
    expect(second!.transition).toEqual({ kind: 'crossfade', frames: 12 });
    expect(first!.lines[0]).toMatchObject({ text: 'Who spilled the night?', delivery: 'speech' });
  });

  it('is the same film again when it is printed and read', () => {
    for (const name of ['film-1.json', 'film-2.json', 'film-3.json', 'film-4.json']) {
      const film = filmFrom(fixture(name));
      const printed = printFilm(film);
      expect(filmFrom(printed)).toEqual(film);
      expect(printFilm(filmFrom(printed))).toBe(printed);
    }
  });

  it('is printed for hands: boxes and cameras on one line', () => {
    const printed = printFilm(filmFrom(fixture('film-1.json')));
    expect(printed).toContain('"box": [20, 20, 400, 300]');
    expect(printed).toContain('"camera": { "move": "pan", "towards": "left" }');
    expect(printed).toContain('"picture": { "art": "page", "panel": 2 }');
    expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('keeps every length to the frame', () => {
    for (const rate of [24, 25, 30]) {
      for (let frames = 1; frames < 200; frames++) {
        const film = filmFrom(withShot({ length: `${frames}f` }, { delivery: { rate } }));
        expect(filmFrom(printFilm(film)).scenes[0]!.shots[0]!.length.value).toBe(frames);
      }
    }
  });

  it('of version 1 is upgraded', () => {
    const film = filmFrom(fixture('film-1.json'));
    expect(film.preset).toMatchObject({ aspect: '9:16', resolution: 1080, rate: 25, codec: 'vp9' });
    const [a, b, c] = film.scenes[0]!.shots;
    expect(a!.length).toEqual({ value: 75, rate: 25 });
    expect(a!.source).toMatchObject({
      kind: 'picture',
      picture: { art: 'page', panel: 2, crop: { x: 440, y: 20, width: 380, height: 300 } },
    });
    expect(b!.transition).toEqual({ kind: 'crossfade', frames: 10 });
    expect(c!.source.kind).toBe('card');
    expect(JSON.parse(printFilm(film)).version).toBe(4);
  });
});

describe('lettering in a film.json', () => {
  const film = filmFrom(fixture('film-3.json'));
  const [first, second, third] = film.scenes[0]!.shots;

  it('is read with its place, its voice and its doubts', () => {
    const [speech, caption, clap] = film.art[0]!.balloons!;
    expect(speech).toMatchObject({
      kind: 'speech',
      box: { x: 40, y: 40, width: 180, height: 120 },
      panel: 0,
      speaker: { kind: 'figure', figure: 0, box: { x: 230, y: 90, width: 90, height: 200 } },
      letters: 22,
      tail: { x: 150, y: 160 },
      confidence: 1,
    });
    expect(caption).toMatchObject({ kind: 'caption', speaker: { kind: 'narrator' }, panel: 1 });
    expect(clap).toMatchObject({ kind: 'sfx', text: 'CLAP' });
    expect(first!.lines[0]).toMatchObject({ balloon: 1, confidence: 0.62 });
    expect(second!.lines[0]!.at).toEqual({ value: 24, rate: 24 });
    expect(second!.effects).toEqual(['clap']);
  });

  it('stays as drawn where a shot asks for it, and lives as the film does', () => {
    expect([film.lettering, first!.lettering, third!.lettering]).toEqual([
      'pop',
      undefined,
      'keep',
    ]);
    expect(film.life).toBe(0.5);
    expect([first, second, third].map((shot) => shot!.life)).toEqual([
      undefined,
      { strength: 0.5, weather: { kind: 'rain', amount: 2, wind: -0.4 } },
      { strength: 0, eyes: [{ x: 60, y: 70, width: 14, height: 9 }] },
    ]);
  });

  it('stays as drawn where nothing is said about it, and in a film of version 2', () => {
    expect(filmFrom({ art: ['a.png'] })).toMatchObject({ lettering: 'keep', life: 1 });
    expect(filmFrom(fixture('film-2.json'))).toMatchObject({ lettering: 'keep', life: 0 });
    expect(filmFrom(fixture('film-1.json'))).toMatchObject({ lettering: 'keep', life: 0 });
  });
});

describe('a mistake is named by path and remedy', () => {
  const cases: readonly [string, unknown, RegExp][] = [
    [
      'a move',
      withShot({ camera: 'zoom' }),
      /^scenes\[0\]\.shots\[0\]\.camera is "zoom"\. Use one of static, push-in, /,
    ],
    [
      'a move in an object',
      withShot({ camera: { move: 'zoom' } }),
      /camera\.move is "zoom"\. Use one of static/,
    ],
    ['a near move', withShot({ camera: 'pushin' }), /Did you mean "push-in"\?/],
    [
      'an unknown key',
      withShot({ lenght: 3 }),
      /shots\[0\]\.lenght is not known\. Did you mean "length"\?/,
    ],
    ['a key of the film', { titel: 'x' }, /^titel is not known\. Did you mean "title"\?/],
    ['a length of zero', withShot({ length: 0 }), /length is 0\. Write a number of more than 0\./],
    ['a number in quotes', { delivery: { rate: '24' } }, /rate is "24", a text\. Write 24 without/],
    ['a length of years', withShot({ length: '99999999999999999999f' }), /longer than an hour/],
    ['lists in lists', '['.repeat(100_000), /^The document is no JSON from line 1, column/],
    ['a length below a frame', withShot({ length: 0.001 }), /length is shorter than one frame/],
    [
      'a length in words',
      withShot({ length: '3 sec' }),
      /length is "3 sec"\. Write seconds \(3\.5/,
    ],
    [
      'a length of no kind',
      withShot({ length: [3] }),
      /length is a list\. Write a number or a text/,
    ],
    [
      'a short box',
      withShot({ picture: { art: 'hill', crop: [1, 2, 3] } }),
      /crop has 3 numbers\. Write 4: \[x, y, width, height\]/,
    ],
    [
      'an empty box',
      withShot({ picture: { art: 'hill', crop: [0, 0, 0, 9] } }),
      /crop\[2\] is 0\. Write a number of more than 0/,
    ],
    [
      'unknown art',
      withShot({ picture: 'hil' }),
      /picture names "hil", no art of this film\. Did you mean "hill"\?/,
    ],
    [
      'unknown cast',
      withShot({ cast: ['mara'] }),
      /cast\[0\] names "mara", nobody in the cast\. Add/,
    ],
    [
      'an unknown speaker',
      withShot({ lines: [{ text: 'Oh', speaker: 'maar' }] }, { cast: [{ id: 'mara' }] }),
      /lines\[0\]\.speaker names "maar".*Did you mean "mara"\?/,
    ],
    [
      'an unknown location',
      { scenes: [{ location: 'well', shots: [{ card: { title: 'x' } }] }] },
      /scenes\[0\]\.location names "well"/,
    ],
    [
      'a shot of nothing',
      { scenes: [{ shots: [{ length: 2 }] }] },
      /shots\[0\] shows nothing\. Add "picture"/,
    ],
    [
      'a scene without shots',
      { scenes: [{ shots: [] }] },
      /shots is empty\. Add a shot or remove the scene/,
    ],
    ['a rate', { delivery: { rate: 23 } }, /delivery\.rate is 23\. Use one of 24, 25, 30/],
    ['doubled art', { art: ['a/x.png', 'b/x.png'] }, /art\[1\]\.id is "x", as is art\[0\]/],
    [
      'doubled shots',
      {
        scenes: [
          {
            shots: [
              { id: 's', card: { title: 'x' } },
              { id: 's', card: { title: 'y' } },
            ],
          },
        ],
      },
      /shots\[1\]\.id is "s", which scenes\[0\]\.shots\[0\] is called already/,
    ],
    [
      'a panel too many',
      withShot(
        { picture: { art: 'p', panel: 3 } },
        { art: [{ id: 'p', file: 'p.png', panels: [{ box: [0, 0, 9, 9] }] }] },
      ),
      /picture\.panel is 3, but "p" has 1 panel\. Use 1\./,
    ],
    [
      'a balloon of nowhere',
      { art: [{ file: 'p.png', balloons: [{ text: 'Oh' }] }] },
      /art\[0\]\.balloons\[0\] does not say where it is\. Add "box"/,
    ],
    [
      'a balloon of no panel',
      {
        art: [
          {
            file: 'p.png',
            panels: [{ box: [0, 0, 9, 9] }],
            balloons: [{ box: [0, 0, 5, 5], panel: 2 }],
          },
        ],
      },
      /balloons\[0\]\.panel is 2, but "p" has 1 panel\. Use 1\./,
    ],
    [
      'a balloon too many',
      withShot(
        { picture: 'p', lines: [{ text: 'Oh', balloon: 2 }] },
        { art: [{ file: 'p.png', balloons: [{ box: [0, 0, 5, 5] }] }] },
      ),
      /lines\[0\]\.balloon is 2, but "p" has 1 balloon\. Use a number from 1 to 1/,
    ],
    [
      'a line after the end',
      withShot({ length: 2, lines: [{ text: 'Oh', at: '48f' }] }),
      /lines\[0\]\.at is after the end of the shot/,
    ],
    [
      'a kind of balloon',
      { art: [{ file: 'p.png', balloons: [{ box: [0, 0, 5, 5], kind: 'shot' }] }] },
      /balloons\[0\]\.kind is "shot"\. Did you mean "shout"\?/,
    ],
    ['a weather', withShot({ weather: 'hail' }), /weather is "hail"\. Use one of rain, snow/],
    ['too much life', withShot({ life: 9 }), /life is 9\. Write a number of at most 3/],
    ['what lettering does', { lettering: 'pops' }, /lettering is "pops"\. Did you mean "pop"\?/],
    ['a newer version', { version: 9 }, /version is 9; this Inkreel reads up to 4/],
    ['another schema', { schema: 'otio' }, /schema is "otio", no film/],
    ['no object', [], /The document is not an object/],
  ];
  it.each(cases)('%s', (_, source, expected) => {
    const found = mistakes(source);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it('and all of them at once', () => {
    const found = mistakes({
      titel: 'x',
      art: ['hill.jpg'],
      scenes: [{ shots: [{ picture: 'hil', camera: 'zoom', length: -1 }] }],
    });
    expect(found).toHaveLength(4);
  });

  it('a transition longer than half of a shot', () => {
    const shots = [
      { card: { title: 'a' }, length: '20f' },
      { card: { title: 'b' }, length: '30f', transition: { kind: 'crossfade', length: '10f' } },
      { card: { title: 'c' }, length: '60f', transition: { kind: 'crossfade', length: '16f' } },
    ];
    expect(mistakes({ scenes: [{ shots }] })).toEqual([
      'scenes[0].shots[2].transition lasts 16 frames, more than half of the shot before, "scene-1-shot-2", of 30. Use "15f" or less, or lengthen the shot.',
    ]);
  });

  it('by line and column where it is no JSON', () => {
    expect(mistakes('{\n  "title": "x",\n  "art": ["a.png",]\n}')).toEqual([
      'The document is no JSON from line 3, column 19 on: there is a comma before ]. Remove the comma.',
    ]);
    expect(mistakes('{ "title": "x" "art": [] }')[0]).toMatch(/line 1, column 16 .*Put a comma/);
    expect(mistakes('')[0]).toMatch(/empty/);
    expect(mistakes('{ "title": "x"')[0]).toMatch(/ends too early/);
  });

  it('in an error for the terminal', () => {
    expect(() => requireFilm('{ "titel": "x" }', 'film.json')).toThrow(
      /^film\.json: there is a mistake\.\n {2}titel \(line 1\) is not known/,
    );
  });
});

describe('checked against its art', () => {
  const film = filmFrom({
    art: ['hill.jpg', 'p.png'],
    scenes: [
      {
        shots: [
          { picture: { art: 'hill', crop: [0, 0, 700, 100] } },
          { picture: { art: 'p', panel: 4 } },
        ],
      },
    ],
  });

  it('names what the art does not have', () => {
    const size = { width: 640, height: 480 };
    const found = checkFilm(
      film,
      new Map([
        ['hill', { kind: 'found', size }],
        ['p', { kind: 'found', size, panels: 3 }],
      ]),
    ).map((one) => problemText(one));
    expect(found).toEqual([
      'scenes[0].shots[0].picture.crop reaches outside the picture, 640 by 480 pixels. Write [x, y, width, height] inside it.',
      'scenes[0].shots[1].picture.panel is 4, but "p" has 3 panels. Use a number from 1 to 3.',
    ]);
  });

  it('names views that show nothing of the part that is shown, and lets others pass its edges', () => {
    const camera = { move: 'pan', from: [-20, -20, 90, 90], to: [120, 0, 80, 80] };
    const panned = filmFrom({
      art: ['hill.jpg'],
      scenes: [{ shots: [{ picture: { art: 'hill', crop: [300, 300, 100, 100] }, camera }] }],
    });
    const size = { width: 640, height: 480 };
    const found = checkFilm(panned, new Map([['hill', { kind: 'found', size }]]));
    expect(found.map((one) => problemText(one))).toEqual([
      'scenes[0].shots[0].camera.to lies outside the picture, 100 by 100 pixels. Write [x, y, width, height] over it.',
    ]);
  });

  it('keep what their drawings are called', () => {
    const mouths = [
      { box: [4, 5, 6, 7], layers: 'Mara/mouth', speaker: 'mara' },
      [1, 2, 3, 4],
    ] as const;
    const parsed = parseFilm({
      art: ['a.psd'],
      cast: [{ id: 'mara' }],
      scenes: [{ shots: [{ picture: 'a', mouths }] }],
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.film.scenes[0]!.shots[0]!.mouths).toEqual([
      { box: { x: 4, y: 5, width: 6, height: 7 }, layers: 'Mara/mouth', speaker: 'mara' },
      { box: { x: 1, y: 2, width: 3, height: 4 } },
    ]);
    const printed = JSON.parse(printFilm(parsed.film));
    expect(printed.scenes[0].shots[0].mouths).toEqual(mouths);
  });

  it('names mouths and eyes that are not in the picture', () => {
    const shot = {
      picture: 'p',
      mouths: [
        [10, 10, 20, 4],
        [90, 90, 40, 4],
      ],
      eyes: [[-5, 0, 9, 4]],
    };
    const drawn = requireFilm({ art: ['p.png'], scenes: [{ shots: [shot] }] }, 'film.json');
    const size = { width: 100, height: 100 };
    const found = checkFilm(drawn, new Map([['p', { kind: 'found', size }]]));
    expect(found.map(({ path }) => path)).toEqual([
      'scenes[0].shots[0].mouths[1]',
      'scenes[0].shots[0].eyes[0]',
    ]);
  });

  it('names files that are not there', () => {
    const found = checkFilm(film, new Map([['hill', { kind: 'missing', nearby: ['hill.jpeg'] }]]));
    expect(found.map((one) => problemText(one))).toEqual([
      'art[0].file is "hill.jpg", which is not there. Did you mean "hill.jpeg"?',
    ]);
  });
});

it('film.schema.json is current (else: node cli/write-schema.ts)', () => {
  const written = readFileSync(new URL('film.schema.json', import.meta.url), 'utf8');
  expect(written).toBe(`${JSON.stringify(filmJsonSchema(), null, 2)}\n`);
});

describe('notes for the eye', () => {
  it('name texts that were hard to read, balloons that were not, and shots too short to read', () => {
    const notes = filmNotes(
      filmFrom({
        art: [
          {
            file: 'p.png',
            balloons: [
              { box: [0, 0, 9, 9], text: 'Who spilt the nigth?' },
              { box: [0, 0, 9, 9], kind: 'thought' },
              { box: [0, 0, 9, 9], kind: 'sfx' },
            ],
          },
        ],
        scenes: [
          {
            shots: [
              {
                picture: 'p',
                length: 6,
                lines: [{ text: 'Who spilt the nigth?', confidence: 0.5 }],
              },
              {
                picture: 'p',
                length: 1.5,
                lines: ['Nobody but the sea was ever there to answer.'],
              },
              { picture: 'p', length: 1 },
            ],
          },
        ],
      }),
    );
    expect(notes.map((note) => problemText(note))).toEqual([
      expect.stringMatching(
        /^art\[0\]\.balloons\[1\] is number 2 of its page and could not be read/,
      ),
      expect.stringMatching(/^scenes\[0\]\.shots\[0\]\.lines\[0\] was hard to read \(0\.5\)/),
      expect.stringMatching(
        /^scenes\[0\]\.shots\[1\]\.length is 1\.5 s; reading its lines takes 3\.\d s/,
      ),
    ]);
  });
});

describe('balloons on cue', () => {
  it('are those of the art, in shots that do not lose them', () => {
    const film = filmFrom({
      lettering: 'pop',
      art: [{ file: 'p.png', balloons: [{ box: [0, 0, 90, 90], text: 'Who is there?' }] }],
      scenes: [
        {
          shots: [
            { picture: 'p', lines: [{ text: 'Who is there?', balloon: 1 }] },
            { picture: 'p', lettering: 'keep' },
            { picture: 'p', lettering: 'none' },
            { card: { title: 'The end' } },
          ],
        },
      ],
    });
    const cues = cueBalloons(film).scenes[0]!.shots.map(({ balloons }) => balloons?.length);
    expect(cues).toEqual([1, 1, undefined, undefined]);
    // What is worked out is not written.
    expect(printFilm(cueBalloons(film))).toBe(printFilm(film));
  });

  it('count the balloons that could not be read, each once, but for those that have a line', () => {
    const balloon = { box: [0, 0, 9, 9] };
    const shots = [
      { picture: 'p', length: 6, lines: [{ text: 'I wrote this.', balloon: 2 }] },
      { picture: 'p', length: 2 },
    ];
    const balloons = [balloon, balloon, { ...balloon, kind: 'sfx' }, { ...balloon, text: 'Read.' }];
    const of = (all: readonly object[]) =>
      countUnread(
        filmFrom({
          art: [
            { file: 'p.png', balloons: all },
            { file: 'unseen.png', balloons: [balloon] },
          ],
          scenes: [{ shots }],
        }),
      );
    expect(of(balloons)).toBe(1);
    expect(of(balloons.slice(1))).toBe(1);
    expect(of(balloons.slice(2))).toBe(0);
  });
});
