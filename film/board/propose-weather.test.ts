import { describe, expect, test } from 'vitest';
import { toneOf } from '../media/shot-tone.ts';
import { proposeWeather } from './propose-weather.ts';

const NOTHING = { effects: [], told: [], said: [] };
const flat = (r: number, g: number, b: number) => {
  const data = new Uint8Array(40 * 30 * 4);
  for (let i = 0; i < data.length; i += 4) data.set([r, g, b, 255], i);
  return { width: 40, height: 30, data };
};

describe('weather is proposed', () => {
  test.each([
    ['Rain fell on the roofs of the old town.', 'rain'],
    ['That winter the snow never ended? The snow lay deep.', 'snow'],
    ['A thick fog came up from the river.', 'fog'],
    ['Shafts of light fell through the leaves.', 'light-rays'],
  ])('from a caption that names it: %s', (caption, kind) => {
    expect(proposeWeather({ ...NOTHING, told: [caption] })).toEqual({ kind });
  });

  test('from lettering that sounds like it', () => {
    expect(proposeWeather({ ...NOTHING, effects: ['ザーザー'] })?.kind).toBe('rain');
    expect(proposeWeather({ ...NOTHING, effects: ['FWOOOSH!'] })?.kind).toBe('speed-lines');
    expect(proposeWeather({ ...NOTHING, effects: ['CRACKLE'] })?.kind).toBe('embers');
  });

  test('from somebody who plainly speaks of it', () => {
    expect(proposeWeather({ ...NOTHING, said: ["It's raining again"] })?.kind).toBe('rain');
  });
});

describe('no weather is proposed', () => {
  test.each([
    'There was no rain for weeks.',
    'After the snow the roads were open.',
    'It was like rain on a tin roof.',
    'They took the train to Spain.',
    'He left the brain in a jar.',
  ])('where words only look like it: %s', (caption) => {
    expect(proposeWeather({ ...NOTHING, told: [caption] })).toBeUndefined();
  });

  test('from what is merely mentioned, nor from nothing', () => {
    expect(proposeWeather({ ...NOTHING, said: ['I love the snow in the hills'] })).toBeUndefined();
    expect(proposeWeather(NOTHING)).toBeUndefined();
    expect(proposeWeather({ ...NOTHING, effects: ['BOOM', 'CRASH'] })).toBeUndefined();
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
