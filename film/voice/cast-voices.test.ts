import { describe, expect, it } from 'vitest';
import type { CastMember } from '../cast/character.ts';
import { id } from '../grammar/id.ts';
import { builtInVoice } from './built-in-voices.ts';
import { castVoices, voiceOfLine } from './cast-voices.ts';

const member = (name: string, description = '', more: Partial<CastMember> = {}): CastMember => ({
  id: id<'cast'>(name.toLowerCase()),
  kind: 'character',
  name,
  description,
  references: [],
  ...more,
});

const traitsOfVoice = (who: CastMember) => {
  const { name } = castVoices([who]).get(who.id)!;
  return builtInVoice(name)!.traits;
};

describe('who gets which voice', () => {
  it.each([
    [member('Mara', 'A girl of nine, curious and bold'), { age: 'child' }],
    [member('Keeper', 'Her grandfather, an old man with a lamp'), { age: 'old', gender: 'male' }],
    [
      member('Anna', 'A 34 years old detective. She never smiles.'),
      { age: 'grown', gender: 'female' },
    ],
    [
      member('Tom', 'Her son is a boy; he is a huge, gruff sailor'),
      { gender: 'male', size: 'large' },
    ],
    [member('Unit 7', 'A robot'), { gender: 'neither', temper: 'cold' }],
    [member('Nell', 'a kind old woman'), { age: 'old', gender: 'female' }],
    [member('Ed', 'an old man'), { age: 'old', gender: 'male' }],
    [member('Jack', 'a teenage student, 17 years old'), { age: 'young', gender: 'male' }],
    [
      member('Gruk', 'a troll, enormous and cruel, who eats his prisoners'),
      { size: 'large', gender: 'male' },
    ],
  ])('%o', (who, traits) => {
    expect(traitsOfVoice(who)).toMatchObject(traits);
  });

  it('changes nobody when somebody is added', () => {
    const cast: CastMember[] = [];
    let before = castVoices(cast);
    for (let n = 0; n < 30; n++) {
      cast.push(member(`Somebody ${n}`, n % 2 ? 'a man' : 'a woman'));
      const after = castVoices(cast);
      for (const [who, voice] of before) expect(after.get(who)).toEqual(voice);
      before = after;
    }
  });

  it('gives no two of a large cast the same voice', () => {
    const women = ['Ann', 'Beth', 'Cora', 'Dora', 'Edith', 'Fay'].map((name) =>
      member(name, 'a woman'),
    );
    const settings = [...castVoices(women).values()].map((voice) => JSON.stringify(voice.settings));
    expect(new Set(settings).size).toBe(women.length);
  });

  it('obeys the cast: a name, and settings upon a name or upon what was chosen', () => {
    const cast = [
      member('A', 'a woman', { voice: 'boris' }),
      member('B', 'a woman', { voice: { like: 'clara', pitch: 150 } }),
      member('C', 'a man', { voice: { pace: 1.3 } }),
    ];
    const chosen = castVoices(cast);
    expect(chosen.get('a')).toEqual({ name: 'boris', settings: builtInVoice('boris')!.settings });
    expect(chosen.get('b')!.settings).toEqual({ ...builtInVoice('clara')!.settings, pitch: 150 });
    expect(chosen.get('c')!.settings.pace).toBe(1.3);
    expect(builtInVoice(chosen.get('c')!.name)!.traits.gender).toBe('male');
  });

  it('gives a voice of a model to who names one, and nobody else is heard otherwise', () => {
    const plain = [member('A', 'a woman'), member('B', 'a woman'), member('C', 'a woman')];
    const before = castVoices(plain);
    for (const voice of ['kokoro/af_heart', { like: 'kokoro/af_heart', pace: 0.9 }]) {
      const after = castVoices([member('A', 'a woman', { voice }), ...plain.slice(1)]);
      expect(after.get('a')).toEqual({
        name: 'kokoro/af_heart',
        settings: {
          base: 'kokoro/af_heart',
          ...{ pitch: 0, formants: 1, range: 1, breath: 0 },
          pace: typeof voice === 'string' ? 1 : 0.9,
        },
      });
      expect(after.get('b')).toEqual(before.get('b'));
      expect(after.get('c')).toEqual(before.get('c'));
    }
  });

  it('narrates with the narrator, and lets nobody known speak evenly', () => {
    const chosen = castVoices([member('Mara', 'a girl')]);
    const mara = chosen.get('mara')!;
    expect(voiceOfLine({ speaker: 'mara', delivery: 'whisper' }, chosen)).toEqual(mara);
    expect(voiceOfLine({ delivery: 'narration' }, chosen).name).toBe('narrator');
    const unknown = voiceOfLine({ delivery: 'speech' }, chosen).name;
    expect(unknown).not.toBe('narrator');
    expect(voiceOfLine({ delivery: 'shout' }, chosen).name).toBe(unknown);
  });
});
