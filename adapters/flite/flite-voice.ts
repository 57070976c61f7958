import type { SpeechRequest, SpokenLine, Voice } from '@inkreel/film/voice/voice.ts';
import { openCrew } from '../crew/crew.ts';

/**
 * The voices that come along: flite, compiled to WebAssembly, in threads of its own, opened when the
 * first line is spoken.
 */
export function openFliteVoice(threads?: number): Voice {
  const crew = openCrew<SpeechRequest, SpokenLine>(
    new URL('./flite-thread.ts', import.meta.url),
    'a line was spoken',
    threads,
  );
  return { speak: (request) => crew.make(request), close: () => crew.close() };
}
