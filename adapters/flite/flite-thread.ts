import type { SpeechRequest, SpokenLine } from '@inkreel/film/voice/voice.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { englishLexicon } from '../lexicon/english-lexicon.ts';
import { speakLine } from './speak-line.ts';

/** The thread that flite speaks in: it holds its own for as long as a line takes. */
answerOrders(
  async (request: SpeechRequest): Promise<SpokenLine> => speakLine(request, englishLexicon()),
);
