import { isWord } from '@inkreel/film/comic/lexicon.ts';
import { describe, expect, it } from 'vitest';
import { englishLexicon } from './english-lexicon.ts';

describe('englishLexicon', () => {
  const lexicon = englishLexicon();

  it('knows the words of both sides of the ocean, with and without their accents', () => {
    for (const word of ['before', 'godmothers', 'colour', 'color', 'fiancé', 'fiance', 'i', 'ok']) {
      expect(lexicon.has(word), word).toBe(true);
    }
    expect(lexicon.isCommon('before')).toBe(true);
    expect(lexicon.isCommon('ornithological')).toBe(false);
  });

  it('knows no names, no single letters and no nonsense', () => {
    for (const word of ['komona', 'jackson', 'b', 'hapening']) {
      expect(lexicon.has(word), word).toBe(false);
    }
  });

  it('tells shortened words and compounds', () => {
    for (const word of ["don't", "CAN'T", "we've", 'goin', 'blood-mad', 'mi-ra-cu-lous', '4th']) {
      expect(isWord(word, lexicon), word).toBe(true);
    }
    expect(isWord("xqz't", lexicon)).toBe(false);
  });
});
