import { type CaptionCue, captionText } from '@inkreel/film/cut/caption-cue.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';

/** What all our typefaces have: not worth opening one for. */
const PLAIN = /^[\x20-\x7e\u00a0-\u00ff\u2018-\u201d\u2026\n]*$/;

/**
 * Signs of captions and cards that no font of ours has, each once: they are left out of the picture.
 *
 * @param drawn the captions that are drawn into it
 */
export async function unsetSigns(
  { scenes, captions }: Film,
  drawn: readonly CaptionCue[],
): Promise<readonly string[]> {
  const cards = scenes.flatMap(({ shots }) =>
    shots.flatMap(({ source }) => (source.kind === 'card' ? [source.card] : [])),
  );
  const said = drawn.flatMap(({ lines }) => lines.map(captionText));
  const strange = (text: string) => !PLAIN.test(text);
  const found = new Set<string>();
  const { style } = captions;
  if (style !== 'none' && said.some(strange)) {
    const { missingSigns } = await import('./set-caption.ts');
    for (const sign of missingSigns(said.filter(strange), style)) found.add(sign);
  }
  if (cards.some(({ title, subtitle = '' }) => strange(title + subtitle))) {
    const { missingLetters } = await import('./draw-card.ts');
    for (const sign of cards.flatMap(missingLetters)) found.add(sign);
  }
  return [...found];
}
