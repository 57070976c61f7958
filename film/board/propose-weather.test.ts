import { describe, expect, test } from 'vitest';
import type { Balloon } from '../comic/balloon.ts';
import { id } from '../grammar/id.ts';
import { contentHash } from '../media/content-hash.ts';
import { type ShotTone, toneOf } from '../media/shot-tone.ts';
import { polygonOf } from '../space/polygon.ts';
import { proposeScenes } from './propose-scenes.ts';
import { proposeWeather } from './propose-weather.ts';
import type { WeatherKind } from './weather.ts';

const NOTHING = { effects: [], told: [], said: [] };
const flat = (r: number, g: number, b: number) => {
  const data = new Uint8Array(40 * 30 * 4);
  for (let i = 0; i < data.length; i += 4) data.set([r, g, b, 255], i);
  return { width: 40, height: 30, data };
};

type Row = readonly [text: string, kind: WeatherKind | undefined];

const NARRATED: readonly Row[] = [
  ['Rain fell on the roofs of the old town.', 'rain'],
  ['It rained all day.', 'rain'],
  ['RAIN POURED DOWN ON THE HARBOUR.', 'rain'],
  ['Rain.', 'rain'],
  ['A cold rain. Nobody was about.', 'rain'],
  ['The rain would not let up.', 'rain'],
  ['It never stopped raining that week.', 'rain'],
  ['A rainy night in the harbour.', 'rain'],
  ['There was no wind, but the rain beat on the deck.', 'rain'],
  ['Inspector Rain walked through the rain.', 'rain'],
  ['夜になって雨が降り出した。', 'rain'],
  ['That winter the snow never ended? The snow fell and fell.', 'snow'],
  ['Snow was still falling.', 'snow'],
  ['A blizzard swept over the pass.', 'snow'],
  ['Flurries of snow, and a grey sky.', 'snow'],
  ['外は吹雪だった。', 'snow'],
  ['A thick fog came up from the river.', 'fog'],
  ['Fog rolled in from the sea.', 'fog'],
  ['The moor lay shrouded in mist.', 'fog'],
  ['One foggy morning...', 'fog'],
  ['Shafts of light fell through the leaves.', 'light-rays'],
  ['Sunlight streamed in through the dome.', 'light-rays'],
  ['Motes of dust danced.', 'dust'],
  ['They rode the dusty road to Abilene.', 'dust'],
  ['The village was in flames.', 'embers'],
  ['Embers drifted on the wind.', 'embers'],

  ['There was no rain for weeks.', undefined],
  ['No rain today!', undefined],
  ['After the snow the roads were open.', undefined],
  ['It was like rain on a tin roof.', undefined],
  ['They took the train to Spain.', undefined],
  ['He left the brain in a jar.', undefined],
  ['Snow White woke up.', undefined],
  ['SNOW WHITE WOKE UP.', undefined],
  ['Then Snow White fell asleep.', undefined],
  ['The Snow Queen came down the stairs.', undefined],
  ['Inspector Rain fell silent.', undefined],
  ['INSPECTOR RAIN FELL SILENT.', undefined],
  ['Mr. Rain came down.', undefined],
  ['At last Rain fell asleep.', undefined],
  ['Rain smiled.', undefined],
  ['Meanwhile, on Rain Street...', undefined],
  ['Fog Lane, 1888.', undefined],
  ['Misty was late again.', undefined],
  ['Dusty lit the lamp.', undefined],
  ['She put on her raincoat.', undefined],
  ['She put on a rain coat.', undefined],
  ['We crossed the rain forest.', undefined],
  ['Blows rained down on him.', undefined],
  ['A rain of arrows met them.', undefined],
  ['It was raining bullets.', undefined],
  ['He saved it for a rainy day.', undefined],
  ['If it rains we stay.', undefined],
  ['It rained yesterday.', undefined],
  ['Last night the rain fell in streams.', undefined],
  ['Tomorrow it snows.', undefined],
  ['It had rained all night.', undefined],
  ['The rain stopped at dawn.', undefined],
  ['Outside, the rain fell.', undefined],
  ['Rain beat against the window panes.', undefined],
  ['They came in from the rain.', undefined],
  ['The snow lay deep.', undefined],
  ['Her skin was white as snow.', undefined],
  ['He was snowed in.', undefined],
  ['A snow globe stood on the desk.', undefined],
  ['The fog of war.', undefined],
  ['The mists of time...', undefined],
  ['His eyes were misty.', undefined],
  ['In the fog of sleep he heard a bell.', undefined],
  ['The fog lifted.', undefined],
  ['The embers of hope.', undefined],
  ['His heart was in flames.', undefined],
  ['The hall was ablaze with lights.', undefined],
  ['There was a ray of hope.', undefined],
  ['雨が止んだ。', undefined],
  ['雨が降ったら行かない。', undefined],
];

const SPOKEN: readonly Row[] = [
  ["It's raining again", 'rain'],
  ['This rain is killing me!', 'rain'],
  ['What are you doing out in the rain?', 'rain'],
  ["IT'S SNOWING!", 'snow'],
  ['Look, snow!', 'snow'],
  ["I can't see a thing in this fog.", 'fog'],
  ['We are lost in the fog.', 'fog'],

  ['I love the snow in the hills', undefined],
  ['I love walking in the rain.', undefined],
  ["It's not raining.", undefined],
  ["It's raining outside.", undefined],
  ["It's pouring tea for itself!", undefined],
  ['Is Snow White here?', undefined],
  ['Take this rain coat.', undefined],
  ['Rain check?', undefined],
  ['You have not the foggiest idea.', undefined],
  ['She said it would rain.', undefined],
];

const LETTERED: readonly Row[] = [
  ['ザーザー', 'rain'],
  ['PITTER PATTER', 'rain'],
  ['FWOOOSH!', 'speed-lines'],
  ['WHOOSH', 'speed-lines'],
  ['Zip! Zip!', 'speed-lines'],
  ['VROOOM', 'speed-lines'],
  ['ビュンッ', 'speed-lines'],
  ['CRACKLE', 'embers'],

  ['ZIPPER', undefined],
  ['ZOMBIE', undefined],
  ['DRIZZLER', undefined],
  ['PATTERN', undefined],
  ['PLOP', undefined],
  ['BOOM', undefined],
  ['CRASH', undefined],
  ['CRACK!', undefined],
  ['パチパチ', undefined],
];

describe('weather is proposed where it is meant, and only there', () => {
  test.each(NARRATED)('in a caption: %s -> %s', (text, kind) => {
    expect(proposeWeather({ ...NOTHING, told: [text] })?.kind).toBe(kind);
  });

  test.each(SPOKEN)('in what is said: %s -> %s', (text, kind) => {
    expect(proposeWeather({ ...NOTHING, said: [text] })?.kind).toBe(kind);
  });

  test.each(LETTERED)('in the lettering of a sound: %s -> %s', (text, kind) => {
    expect(proposeWeather({ ...NOTHING, effects: [text.toLowerCase()] })?.kind).toBe(kind);
    expect(proposeWeather({ ...NOTHING, effects: [text] })?.kind).toBe(kind);
  });

  test('nothing comes of nothing', () => {
    expect(proposeWeather(NOTHING)).toBeUndefined();
  });

  test('where colours speak against it', () => {
    const told = ['Rain fell.'];
    expect(proposeWeather({ ...NOTHING, told, tone: toneOf(flat(250, 210, 90)) })).toBeUndefined();
    expect(proposeWeather({ ...NOTHING, told, tone: toneOf(flat(60, 80, 120)) })?.kind).toBe(
      'rain',
    );
    expect(proposeWeather({ ...NOTHING, told, tone: toneOf(flat(128, 128, 128)) })?.kind).toBe(
      'rain',
    );
  });
});

test('tone tells light, colour and warmth', () => {
  expect(toneOf(flat(255, 255, 255))).toEqual({ light: 1, colour: 0, warmth: 0 });
  expect(toneOf(flat(255, 120, 0)).warmth).toBe(1);
  expect(toneOf(flat(20, 40, 200)).warmth).toBe(-1);
});

describe('lettering of a page, read', () => {
  const NIGHT: ShotTone = { light: 0.12, colour: 0.3, warmth: -0.4 };
  const lettered = (kind: Balloon['kind'], text: string, confidence = 0.9): Balloon => {
    const box = { x: 10, y: 10, width: 80, height: 40 };
    return { kind, text, confidence, box, outline: polygonOf(box), lines: [] };
  };
  const shotWith = (balloons: readonly Balloon[], tone = NIGHT) => {
    const art = {
      ...{ id: id<'art'>('night'), reference: { file: 'night.png' }, hasAlpha: false },
      ...{ hash: contentHash('5'.repeat(64)), size: { width: 900, height: 600 } },
    };
    const [scene] = proposeScenes({
      art: [{ art, kind: 'picture', balloons, tones: [tone] }],
      rate: 24,
    });
    return scene!.shots[0]!;
  };

  test('a noise is a hint for the sound of its shot, and is not said', () => {
    const shot = shotWith([lettered('sfx', 'BOOM!'), lettered('sfx', 'boom!')]);
    expect(shot.effects).toEqual(['boom!']);
    expect(shot.lines).toEqual([]);
    expect(shot.life).toBeUndefined();
  });

  test('a noise of speed, rain or fire moves the air too', () => {
    const rush = shotWith([lettered('sfx', 'WHOOSH')]);
    expect(rush.effects).toEqual(['whoosh']);
    expect(rush.life?.weather).toEqual({ kind: 'speed-lines' });
    expect(shotWith([lettered('sfx', 'Pitter patter')]).life?.weather?.kind).toBe('rain');
    // A fire would light the night.
    expect(shotWith([lettered('sfx', 'CRACKLE')]).life).toBeUndefined();
    const fire = { light: 0.3, colour: 0.4, warmth: 0.5 };
    expect(shotWith([lettered('sfx', 'CRACKLE')], fire).life?.weather?.kind).toBe('embers');
  });

  test('what was hardly read, or is a sign, or is said, is no noise', () => {
    const shot = shotWith([
      lettered('sfx', 'WHOOSH', 0.3),
      lettered('sign', 'ZOOM'),
      lettered('speech', 'Whoosh'),
    ]);
    expect(shot.effects).toBeUndefined();
    expect(shot.life).toBeUndefined();
    expect(shot.lines.map(({ text }) => text)).toEqual(['Whoosh']);
  });
});
