import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { resampleSound } from '@inkreel/film/media/resample-sound.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { toSeconds } from '@inkreel/film/time/rational.ts';
import { builtInVoice } from '@inkreel/film/voice/built-in-voices.ts';
import { modelSettings } from '@inkreel/film/voice/model-voice.ts';
import type { SpeechRequest, Voice } from '@inkreel/film/voice/voice.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFliteVoice } from '../flite/flite-voice.ts';
import { type AddedModel, addedModels } from '../models/added-model.ts';
import { type ModelWord, writeModelOfWords } from '../sherpa/tiny-models.ts';
import { knowModels } from './known-models.ts';
import { openVoices } from './open-voices.ts';

const RATE = 22_050;
const WORDS = 'the lamp is out who there little paper on window again carry me home'.split(' ');
const TEXT = 'The little lamp is out again. Who is there?';

let folder: string;
let voices: Voice;
/** What the two speakers of the model say each word as: a giant and an old woman. */
let said: readonly (readonly ModelWord[])[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-voices-'));
  const flite = openFliteVoice(1);
  said = await Promise.all(
    ['boris', 'maud'].map(async (name) => {
      const { settings } = builtInVoice(name)!;
      const words: ModelWord[] = [];
      for (const word of WORDS) {
        const { sound } = await flite.speak({ text: word, settings, delivery: 'speech' });
        words.push({ word, samples: resampleSound(sound.channels[0]!, SOUND_RATE, RATE) });
      }
      return words;
    }),
  );
  await flite.close();
  await writeModelOfWords(join(folder, 'words'), said, RATE);
  const [only] = said;
  await writeModelOfWords(join(folder, 'german'), [only!], RATE, { language: 'German' });
  await writeModelOfWords(
    join(folder, 'mute'),
    [[{ word: 'the', samples: new Float32Array(9000) }]],
    RATE,
  );
  voices = openVoices({ threads: 1, added: await addedModels(folder) });
});
afterAll(async () => {
  await voices.close();
  await rm(folder, { recursive: true, force: true });
});

const request = (base: string, text: string, more: Partial<SpeechRequest> = {}): SpeechRequest => ({
  text,
  settings: modelSettings(base),
  delivery: 'speech',
  ...more,
});

async function complaint(work: Promise<unknown>): Promise<FilmError> {
  const error = await work.then(
    () => new Error('It did not complain.'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof FilmError) return error;
  throw error;
}

/** Where each word of a text begins in what a speaker says, in seconds: they follow each other. */
function truth(speaker: number, text: string): readonly number[] {
  let at = 0;
  return text.split(' ').map((written) => {
    const word = written.toLowerCase().replace(/[^a-z]/g, '');
    const begins = at;
    at += said[speaker]!.find((each) => each.word === word)!.samples.length / RATE;
    return begins;
  });
}

describe('voices of models', () => {
  it('tell where each word is heard, though the model does not', async () => {
    const errors: number[] = [];
    for (const speaker of [0, 1]) {
      for (const text of [
        TEXT,
        'Carry me home on the paper window.',
        'There is the window, again.',
      ]) {
        const { take, sound } = await voices.speak(request(`words/${speaker}`, text));
        expect(take.source).toBe('voice');
        expect(take.missing).toEqual([]);
        expect(take.words.map((word) => word.text)).toEqual(text.split(' '));
        expect(sound.rate).toBe(SOUND_RATE);
        expect(sound.channels[0]!.length).toBe(take.length.value);
        const heard = take.words.map(({ range }) => toSeconds(range.start));
        const meant = truth(speaker, text);
        // Silence at the ends is cut off: from the first word on they are compared.
        const shift = heard[0]! - meant[0]!;
        errors.push(...meant.slice(1).map((at, n) => Math.abs(heard[n + 1]! - at - shift)));
        take.words.slice(1).forEach(({ range }, n) => {
          const before = take.words[n]!.range;
          const ended = before.start.value + before.duration.value;
          expect(range.start.value).toBeGreaterThanOrEqual(ended);
        });
        expect(take.phones.length).toBeGreaterThan(text.length / 3);
      }
    }
    errors.sort((a, b) => a - b);
    expect(errors[errors.length >> 1]).toBeLessThan(0.04);
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.15);
  });

  it('follow their manner in pace, level, breath and room', async () => {
    const plain = await voices.speak(request('words/0', TEXT));
    const sad = await voices.speak(request('words/0', TEXT, { mood: 'sad' }));
    const shout = await voices.speak(request('words/0', TEXT, { delivery: 'shout' }));
    const thought = await voices.speak(request('words/0', TEXT, { delivery: 'thought' }));
    const whisper = await voices.speak(request('words/0', TEXT, { delivery: 'whisper' }));
    // What has a pitch is like itself a period later: nothing of a whisper is.
    const pitched = ({ sound }: typeof plain) => {
      const low = resampleSound(sound.channels[0]!, SOUND_RATE, 4000);
      let most = 0;
      for (let lag = 20; lag < 66; lag++) {
        let sum = 0;
        let power = 0;
        for (let n = lag; n < low.length; n++) {
          sum += low[n]! * low[n - lag]!;
          power += low[n]! ** 2;
        }
        most = Math.max(most, sum / power);
      }
      return most;
    };
    expect(pitched(plain)).toBeGreaterThan(0.5);
    expect(pitched(whisper)).toBeLessThan(0.3);
    const level = ({ sound }: typeof plain) => {
      const [samples] = sound.channels;
      return Math.sqrt(samples!.reduce((sum, each) => sum + each * each, 0) / samples!.length);
    };
    expect(sad.take.length.value).toBeGreaterThan(plain.take.length.value * 1.1);
    expect(level(shout)).toBeGreaterThan(level(plain) * 1.3);
    expect(level(thought)).toBeLessThan(level(plain));
    // What the room answers comes behind the last word.
    const last = thought.take.words.at(-1)!.range;
    const ended = last.start.value + last.duration.value;
    expect(thought.take.length.value - ended).toBeGreaterThan(0.25 * SOUND_RATE);
    const small = await voices.speak({
      ...request('words/0', TEXT),
      settings: { ...modelSettings('words/0'), formants: 1.2 },
    });
    const ratio = small.take.length.value / plain.take.length.value;
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.07);
  });

  it('say nothing that is in none of their languages, and offer who could', async () => {
    const spanish = 'No sé dónde está mi lámpara, pero ahora tengo que irme.';
    const unfit = await complaint(voices.speak(request('words/0', spanish)));
    expect(unfit.code).toBe('voice-unfit');
    expect(unfit.message).toMatch(/is Spanish, and the voice "words\/0" speaks English only/);
    expect(unfit.message).toContain('inkreel models add piper-davefx');
    const clara = builtInVoice('clara')!.settings;
    const german = 'Ich weiß nicht, wo die Lampe ist, und wer bist du?';
    const builtIn = await complaint(
      voices.speak({ text: german, settings: clara, delivery: 'speech' }),
    );
    expect(builtIn.message).toContain('The voice "german/german" speaks it');
    const english = await complaint(
      voices.speak(request('german/german', 'What is this, and who are you?')),
    );
    expect(english.message).toMatch(
      /is English, and the voice "german\/german" speaks German only/,
    );
    expect(english.message).toContain('such as "clara"');
  });

  it('say in their own language what no built-in voice could', async () => {
    // These words are German to whoever counts little words; the model knows two of them.
    const text = 'Das ist die lamp, und du bist nicht home.';
    const { take } = await voices.speak(request('german/german', text));
    expect(take.words.map((word) => word.text)).toEqual(text.split(' '));
    expect(take.phones).toEqual([]);
  });

  it('are silent where there is nothing to say, and told where they say nothing', async () => {
    const { take, sound } = await voices.speak(request('words/0', '...'));
    expect(take.words).toEqual([]);
    expect(sound.channels[0]!.every((sample) => sample === 0)).toBe(true);
    const mute = await complaint(voices.speak(request('mute/mute', 'The the.')));
    expect(mute.code).toBe('weights-missing');
    expect(mute.message).toContain('says nothing for "The the."');
    const none = await complaint(voices.speak(request('kokoro/af_heart', 'Hello.')));
    expect(none.message).toContain('inkreel models add kokoro');
  });

  it('are known by what their model is made of', async () => {
    const know = async (bases: readonly string[]) =>
      knowModels(bases.map(modelSettings), () => addedModels(folder));
    const before = await know(['words/0', 'words/1', 'german/german', 'words/0']);
    expect(new Set(before.values()).size).toBe(3);
    const clara = await knowModels([builtInVoice('clara')!.settings], () => {
      throw new Error('nobody needs to look');
    });
    expect(clara.size).toBe(0);
    // Nor is it the same where it is opened with other files, or told another language.
    const { models, faults } = await addedModels(folder);
    const otherwise = async (change: (model: AddedModel) => AddedModel) =>
      (
        await knowModels([modelSettings('words/0')], async () => ({
          faults,
          models: models.map((model) => (model.name === 'words' ? change(model) : model)),
        }))
      ).get('words/0');
    expect(await otherwise((model) => model)).toBe(before.get('words/0'));
    expect(await otherwise((model) => ({ ...model, lexicons: [] }))).not.toBe(
      before.get('words/0'),
    );
    const french = (model: AddedModel): AddedModel => ({
      ...model,
      speakers: model.speakers.map((speaker) => ({ ...speaker, code: 'fr' })),
    });
    expect(await otherwise(french)).not.toBe(before.get('words/0'));
    // Another model beside it changes nothing.
    await writeModelOfWords(join(folder, 'new'), [said[1]!], RATE);
    expect(await know(['words/0'])).toEqual(new Map([['words/0', before.get('words/0')]]));
    await writeFile(join(folder, 'words', 'lexicon.txt'), 'the the\n');
    await utimes(join(folder, 'words', 'lexicon.txt'), 1, 1);
    expect((await know(['words/0'])).get('words/0')).not.toBe(before.get('words/0'));
  });
});
