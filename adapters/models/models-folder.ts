import { homedir } from 'node:os';
import { join } from 'node:path';

/** Names the folder of the user's models: what reads lies in `reader` in it, voices beside that. */
const MODELS_VARIABLE = 'INKREEL_MODELS';

/** The folder of the user's models, whether it is there or not: of `INKREEL_MODELS`, or in the home folder. */
export function modelsFolder(named = process.env[MODELS_VARIABLE]): string {
  return named ? named : join(homedir(), '.inkreel', 'models');
}
