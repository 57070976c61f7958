import { mkdir, mkdtemp, rm, symlink, truncate, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHummingModel, writeModelOfWords } from '../sherpa/tiny-models.ts';
import { addedModels, readModel } from './added-model.ts';
import { findModelVoice, modelVoices, offerVoice } from './model-voices.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-models-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const WORDS = [[{ word: 'yes', samples: new Float32Array(100).fill(0.1) }]];
const place = (name: string) => join(folder, name);
const speller = (name: string) => mkdir(join(folder, name, 'espeak-ng-data'), { recursive: true });

async function complaint(work: () => unknown): Promise<FilmError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FilmError) return error;
    throw error;
  }
  throw new Error('It did not complain.');
}

describe('models put by hand', () => {
  it('are known by their files and by what is written in their networks', async () => {
    const names = { speaker_names: 'af_heart,bm_george,ef_dora,jf_alpha,zm_yunxi' };
    await writeHummingModel(place('kokoro'), 'kokoro', [100, 100, 100, 100, 100], names);
    await speller('kokoro');
    const { kind, speakers } = await readModel(place('kokoro'));
    expect(kind).toBe('kokoro');
    // Japanese is left out: this model reads no kanji.
    expect(speakers.map(({ name, id, languages }) => [name, id, ...languages])).toEqual([
      ['af_heart', 0, 'English'],
      ['bm_george', 1, 'English'],
      ['ef_dora', 2, 'Spanish'],
      ['zm_yunxi', 4, 'Chinese'],
    ]);
    await writeModelOfWords(place('piper'), WORDS, 16_000, { language: 'de' });
    const [german] = (await readModel(place('piper'))).speakers;
    expect(german).toMatchObject({ name: 'piper', languages: ['German'] });
    await writeModelOfWords(place('both'), WORDS, 16_000, { language: 'Chinese + English' });
    expect((await readModel(place('both'))).speakers[0]!.languages).toEqual(['Chinese', 'English']);
    // A number that no model has is no number of speakers.
    await writeModelOfWords(place('many'), WORDS, 16_000, { n_speakers: '4000000000' });
    expect((await readModel(place('many'))).speakers.length).toBe(10_000);
    await rm(place('many'), { recursive: true });
    await writeHummingModel(place('matcha'), 'matcha', [100]);
    await speller('matcha');
    expect(await readModel(place('matcha'))).toMatchObject({
      kind: 'matcha',
      files: { model: join(place('matcha'), 'model-steps-3.onnx') },
    });
  });

  it('clone the voices of recordings that lie beside them', async () => {
    const parts = 'lm_flow.int8 lm_main.int8 encoder decoder.int8 text_conditioner'.split(' ');
    await mkdir(join(place('pocket'), 'voices'), { recursive: true });
    for (const part of parts) await writeFile(join(place('pocket'), `${part}.onnx`), 'x');
    await writeFile(join(place('pocket'), 'vocab.json'), '{}');
    const lacking = await complaint(() => readModel(place('pocket')));
    expect(lacking.message).toMatch(
      /pocket lacks token_scores\.json, which a pocket model has\. Put it there/,
    );
    await writeFile(join(place('pocket'), 'token_scores.json'), '{}');
    await writeFile(join(place('pocket'), 'voices', 'mara.wav'), 'x');
    const { kind, speakers, stamp } = await readModel(place('pocket'));
    expect(kind).toBe('pocket');
    // Nobody is spoken anew because somebody else is there now.
    const other = join(place('pocket'), 'voices', 'bram.wav');
    await writeFile(other, 'y');
    await utimes(join(place('pocket'), 'voices'), 1, 1);
    expect((await readModel(place('pocket'))).stamp).toBe(stamp);
    await unlink(other);
    expect(speakers).toMatchObject([
      { name: 'mara', sample: join(place('pocket'), 'voices', 'mara.wav') },
    ]);
  });

  it('are told by name where they lack a part, and spoil no other', async () => {
    for (const [name, gone, said] of [
      ['no-tokens', 'tokens.txt', 'lacks tokens.txt, which a kokoro model has'],
      ['no-voices', 'voices.bin', 'lacks voices.bin, which a kokoro model has'],
      ['no-network', 'model.onnx', 'there is no .onnx file in it'],
    ] as const) {
      await writeHummingModel(place(name), 'kokoro', [100]);
      await speller(name);
      await unlink(join(place(name), gone));
      expect((await complaint(() => readModel(place(name)))).message).toContain(said);
    }
    await writeHummingModel(place('no-speller'), 'kitten', [100]);
    const unspelt = await complaint(() => readModel(place('no-speller')));
    expect(unspelt.message).toContain('lacks the folder espeak-ng-data');
    await writeModelOfWords(place('half'), WORDS, 16_000);
    await truncate(join(place('half'), 'model.onnx'), 300);
    expect((await complaint(() => readModel(place('half')))).message).toMatch(
      /model\.onnx is no whole ONNX file\. It may have been copied/,
    );
    await writeModelOfWords(place('eyes'), WORDS, 16_000, { model_type: 'yolo' });
    expect((await complaint(() => readModel(place('eyes')))).message).toContain(
      'does not say that it speaks',
    );
    await symlink(place('nowhere'), place('gone'), 'junction');
    await writeModelOfWords(place('linked'), WORDS, 16_000);
    await symlink(place('nowhere'), join(place('linked'), 'rule.fst'));
    await mkdir(place('reader'), { recursive: true });
    await mkdir(place('.adding'), { recursive: true });
    const { models, faults } = await addedModels(folder);
    expect(models.map(({ name }) => name)).toEqual(['both', 'kokoro', 'matcha', 'piper', 'pocket']);
    expect(faults.map(({ name }) => name)).toEqual([
      ...['eyes', 'gone', 'half', 'linked', 'no-network', 'no-speller', 'no-tokens', 'no-voices'],
    ]);
    const [gone] = faults.filter(({ name }) => name === 'gone');
    expect(gone!.error.message).toMatch(/gone cannot be read \(ENOENT\)\. Put it there/);
  });

  it('give their voices by name and by number, and say which there are', async () => {
    const added = await addedModels(folder);
    expect(findModelVoice('kokoro/ef_dora', added).speaker.id).toBe(2);
    expect(findModelVoice('kokoro/AF_Heart', added).speaker.id).toBe(0);
    expect(findModelVoice('kokoro/1', added).speaker.name).toBe('bm_george');
    const misspelt = await complaint(() => findModelVoice('kokoro/af_hart', added));
    expect(misspelt.message).toContain('Did you mean "kokoro/af_heart"?');
    const absent = await complaint(() => findModelVoice('kitten/leo', added));
    expect(absent.code).toBe('weights-missing');
    expect(absent.message).toContain('inkreel models add kitten');
    const faulty = await complaint(() => findModelVoice('half/0', added));
    expect(faulty.message).toContain('no whole ONNX file');
    expect(modelVoices(added)).toContainEqual({
      name: 'kokoro/bm_george',
      description: 'a man, British',
      languages: ['English'],
    });
    expect(offerVoice('Spanish', added)).toContain('"kokoro/ef_dora"');
    expect(offerVoice('French', added)).toContain('inkreel models add piper-siwis');
    expect(offerVoice('Thai', added)).toBe('');
  });

  it('are none where their folder is not there', async () => {
    expect(await addedModels(place('nowhere'))).toEqual({ models: [], faults: [] });
  });
});
