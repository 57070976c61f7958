import type { Scene } from '../board/scene.ts';
import type { CastMember } from '../cast/character.ts';
import type { LineId } from '../story/line.ts';
import { castVoices, voiceOfLine } from './cast-voices.ts';
import type { VoiceSettings } from './voice.ts';

/** Whose voice each line of a film is heard in. */
export function voicesOfLines(
  cast: readonly CastMember[],
  scenes: readonly Scene[],
): ReadonlyMap<LineId, VoiceSettings> {
  const chosen = castVoices(cast);
  const lines = scenes.flatMap(({ shots }) => shots.flatMap((shot) => shot.lines));
  return new Map(lines.map((line) => [line.id, voiceOfLine(line, chosen).settings]));
}
