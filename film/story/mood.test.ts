import { describe, expect, it } from 'vitest';
import type { ShotTone } from '../media/shot-tone.ts';
import { type Mood, moodOf } from './mood.ts';

const NIGHT: ShotTone = { light: 0.12, colour: 0.3, warmth: -0.3 };
const MEADOW: ShotTone = { light: 0.7, colour: 0.45, warmth: 0.1 };
const MIST: ShotTone = { light: 0.75, colour: 0.12, warmth: 0.1 };
const INK: ShotTone = { light: 0.3, colour: 0.01, warmth: 0 };

const scenes: readonly [Mood | undefined, readonly string[], readonly ShotTone[]][] = [
  ['joyful', ['Hooray! We won!', 'Thank you all!'], [MEADOW]],
  ['tense', ['Look out, behind you!', 'Run! It is a trap!'], []],
  ['eerie', ['The ghost of this house has a cold hand...', 'I heard a scream.'], [NIGHT]],
  ['sad', ['I am so sorry.', 'I shall miss you. Goodbye...'], [MIST]],
  ['heroic', ['To arms!', 'Be brave, and victory is ours!'], []],
  ['mysterious', ['What is this?', 'A secret door... how strange.'], [NIGHT]],
  ['comic', ['Oops.', 'Ha ha! Do not be silly!'], [MEADOW]],
  ['calm', ['Good night.', 'Sleep gently, the stars are out.'], [MIST]],
  // The night alone could be anything, and so could a page of ink.
  [undefined, [], [NIGHT]],
  [undefined, [], [INK, INK]],
  [undefined, ['The train leaves at nine.'], [MEADOW]],
  // Two moods that pull alike: nobody decides.
  [undefined, ['He is dead.'], []],
];

describe('the mood of a scene', () => {
  it.each(scenes)('%s: %j', (mood, texts, tones) => {
    expect(moodOf({ texts, tones })).toBe(mood);
  });

  it('is not changed by saying a word many times', () => {
    const texts = [...Array.from({ length: 20 }, () => 'Run!'), 'The ghost! A corpse! A skeleton!'];
    expect(moodOf({ texts, tones: [NIGHT] })).toBe('eerie');
  });

  it('does not take the black of ink for night', () => {
    const texts = ['It was a curse.'];
    expect(moodOf({ texts, tones: [INK] })).toBe(moodOf({ texts, tones: [] }));
  });
});
