import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import type { Aspect } from '@inkreel/film/delivery/preset.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import type { ShotTone } from '@inkreel/film/media/shot-tone.ts';
import { aspectOf } from '@inkreel/film/space/size.ts';
import type { FrameRate } from '@inkreel/film/time/rational.ts';
import { pinsOf, type ReadMouth } from './read-mouths.ts';

/** Proposes the storyboard for art that was looked at. */
export async function proposeBoard(
  gathered: readonly {
    readonly art: FilmArt;
    readonly opened: OpenedPicture;
    readonly tones?: readonly ShotTone[] | undefined;
    readonly mouths?: readonly ReadMouth[] | undefined;
  }[],
  options: {
    readonly rate: FrameRate;
    readonly aspect: Aspect;
    readonly title?: string | undefined;
    readonly maxShots?: number | undefined;
    readonly life?: number | undefined;
  },
): Promise<readonly Scene[]> {
  const { proposeScenes } = await import('@inkreel/film/board/propose-scenes.ts');
  const scenes = proposeScenes({
    art: gathered.map(({ art, opened, tones, mouths }) => ({
      art: {
        id: art.id,
        reference: art.reference,
        hash: opened.hash,
        size: opened.size,
        hasAlpha: opened.hasAlpha,
      },
      kind: art.kind ?? 'picture',
      ...(art.panels
        ? { page: { size: opened.size, direction: art.direction ?? 'ltr', panels: art.panels } }
        : {}),
      ...(art.balloons ? { balloons: art.balloons } : {}),
      ...(tones ? { tones } : {}),
      ...(mouths ? { mouths: pinsOf(mouths) } : {}),
    })),
    rate: options.rate,
    aspect: aspectOf(frameSizeOf({ aspect: options.aspect, resolution: 720 })),
    ...(options.life === undefined ? {} : { life: options.life }),
    ...(options.title === undefined ? {} : { title: options.title }),
  });
  let left = options.maxShots ?? Number.POSITIVE_INFINITY;
  return scenes.flatMap((scene: Scene) => {
    const shots = scene.shots.slice(0, left);
    left -= shots.length;
    return shots.length === 0 ? [] : [{ ...scene, shots }];
  });
}
