import { describe, expect, it } from 'vitest';
import { FilmError } from '../grammar/film-error.ts';
import { canSay, foreignLanguage, requireEnglish, unfitVoice } from './language.ts';

describe('a line in a language the voices lack', () => {
  it.each([
    ['¿Dónde está la lámpara de papel? No lo sé, pero tú sí.', 'Spanish'],
    ["Je ne sais pas où c'est, mais vous êtes là.", 'French'],
    ['Ich weiß nicht, wo die Lampe ist, aber du bist hier.', 'German'],
    ['Non so dove sia, ma tu sei qui con questo cane e io sono felice.', 'Italian'],
    ['Onde está a lanterna? Não sei, mas você está aqui.', 'Portuguese'],
    ['Ik weet niet waar het is, maar jij bent hier.', 'Dutch'],
    ['これは何ですか', 'Japanese'],
    ['你好，世界', 'Chinese or Japanese'],
    ['안녕하세요', 'Korean'],
  ])('%s', (text, language) => {
    expect(foreignLanguage(text)).toBe(language);
    expect(() => requireEnglish(text)).toThrowError(FilmError);
    expect(() => requireEnglish(text)).toThrowError(language);
  });

  it('names Cyrillic letters', () => {
    expect(foreignLanguage('Где моя лампа?')).toMatch(/Cyrillic/);
  });

  it.each([
    'Where is the lamp?',
    'Monsieur Le Blanc and Frau Das went to El Paso.',
    'She said "je ne sais pas" and left for the station.',
    'No. No, no, no!',
    'Hola, amigo!',
    'I am in. So is Die Hard, on the man.',
    'Zut!',
    '...',
    '42',
    'Привет, said the captain, and we all laughed at him there.',
  ])('lets English pass: %s', (text) => {
    expect(foreignLanguage(text)).toBeUndefined();
    expect(() => requireEnglish(text)).not.toThrow();
  });

  it.each([
    ['Je ne sais pas où vous êtes.', ['French'], true],
    ['Je ne sais pas où vous êtes.', ['English', 'Spanish'], false],
    ['Где моя лампа?', ['Ukrainian'], true],
    ['Где моя лампа?', ['Greek'], false],
    ['电话在哪里？', ['Chinese'], true],
    ['電話はどこですか。', ['Chinese'], false],
    ['Where is the lamp, and who are you?', ['German'], false],
    ['Where is the lamp, and who are you?', ['English', 'German'], true],
    // Too short to tell, and a language nobody knows: who speaks may say it.
    ['Monsieur Le Blanc!', ['German'], true],
    ['Je ne sais pas où vous êtes.', [], true],
    ['...', ['German'], true],
  ] as const)('lets a voice say %s in %s: %s', (text, languages, may) => {
    expect(canSay(text, languages)).toBe(may);
  });

  it('offers who could say it, before a recording', () => {
    const { message } = unfitVoice('Je ne sais pas.', 'x speaks Greek only', 'Ask y.');
    expect(message).toMatch(/, and x speaks Greek only\. Ask y\. Or give the line a recording/);
    expect(() => requireEnglish('Je ne sais pas où vous êtes.', 'Ask z.')).toThrow(
      /Ask z\. Or give/,
    );
  });
});
