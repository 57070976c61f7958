import type { Piece } from '../piece.ts';
import { CALM } from './calm.ts';

/** Every piece there is, mood by mood. */
export const LIBRARY: readonly Piece[] = [...CALM];
