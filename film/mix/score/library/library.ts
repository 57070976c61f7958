import { assertNever } from '../../../grammar/assert-never.ts';
import { MOODS, type Mood } from '../../../story/mood.ts';
import type { Piece } from '../piece.ts';
import { CALM } from './calm.ts';
import { COMIC } from './comic.ts';
import { EERIE } from './eerie.ts';
import { HEROIC } from './heroic.ts';
import { JOYFUL } from './joyful.ts';
import { MYSTERIOUS } from './mysterious.ts';
import { SAD } from './sad.ts';
import { TENSE } from './tense.ts';

/** The pieces of a mood. */
export function piecesOf(mood: Mood): readonly Piece[] {
  switch (mood) {
    case 'calm':
      return CALM;
    case 'joyful':
      return JOYFUL;
    case 'tense':
      return TENSE;
    case 'sad':
      return SAD;
    case 'mysterious':
      return MYSTERIOUS;
    case 'heroic':
      return HEROIC;
    case 'comic':
      return COMIC;
    case 'eerie':
      return EERIE;
    default:
      return assertNever(mood);
  }
}

/** Every piece there is, mood by mood. */
export const LIBRARY: readonly Piece[] = MOODS.flatMap(piecesOf);
