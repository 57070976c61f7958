import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { synthesise } from '@inkreel/film/mix/effects/synthesise.ts';
import type { EffectRecipe } from '@inkreel/film/production/plan-effects.ts';
import { rational } from '@inkreel/film/time/rational.ts';
import { answerOrders } from '../crew/crew-member.ts';

/** A thread that makes effects. */
answerOrders(async ({ kind, length, seed }: EffectRecipe) =>
  synthesise(kind, rational(length, SOUND_RATE), seed),
);
