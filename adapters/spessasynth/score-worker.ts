import type { Score } from '@inkreel/film/mix/score/score.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { playScore } from './synthesiser.ts';

/** A thread that plays scores; its instruments are loaded once. */
answerOrders((score: Score) => playScore(score));
