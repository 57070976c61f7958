import { builtInVoice } from '@inkreel/film/voice/built-in-voices.ts';
import { foreignLanguage } from '@inkreel/film/voice/language.ts';
import type { SpokenLine, Voice } from '@inkreel/film/voice/voice.ts';

/** Voices a line is spoken in to be compared with: one of each speaker there is. */
const REFERENCES = ['clara', 'callum', 'narrator', 'amos'];

/**
 * The same line in voices that tell what is heard when. None for a text in another language: no built-in
 * voice could say it.
 */
export async function speakReferences(text: string, voice: Voice): Promise<readonly SpokenLine[]> {
  const references: SpokenLine[] = [];
  if (foreignLanguage(text) !== undefined) return references;
  for (const each of REFERENCES) {
    const { settings } = builtInVoice(each)!;
    references.push(await voice.speak({ text, settings, delivery: 'speech' }));
  }
  return references;
}
