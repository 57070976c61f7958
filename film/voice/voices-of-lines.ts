import type { Scene } from '../board/scene.ts';
import type { CastMember } from '../cast/character.ts';
import type { LineId } from '../story/line.ts';
import { builtInVoice, NARRATOR } from './built-in-voices.ts';
import type { VoiceSettings } from './voice.ts';

/** The voice of each line. */
export function voicesOfLines(
  cast: readonly CastMember[],
  scenes: readonly Scene[],
): ReadonlyMap<LineId, VoiceSettings> {
  const named = new Map(cast.map(({ id, voice }) => [id as string, voice && builtInVoice(voice)]));
  return new Map(
    scenes.flatMap(({ shots }) =>
      shots.flatMap(({ lines }) =>
        lines.map(({ id, speaker, delivery }) => {
          const own = speaker ? named.get(speaker) : undefined;
          const usual = delivery === 'narration' ? NARRATOR : builtInVoice('clara')!;
          return [id, (own || usual).settings] as const;
        }),
      ),
    ),
  );
}
