import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import type { Shot } from '@inkreel/film/board/shot.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import type { FrameRate } from '@inkreel/film/time/rational.ts';

/** Proposes the storyboard for art that was looked at; shots of panels name them by number. */
export async function proposeBoard(
  gathered: readonly { readonly art: FilmArt; readonly opened: OpenedPicture }[],
  options: {
    readonly rate: FrameRate;
    readonly title?: string | undefined;
    readonly maxShots?: number | undefined;
  },
): Promise<readonly Scene[]> {
  const { proposeScenes } = await import('@inkreel/film/board/propose-scenes.ts');
  const scenes = proposeScenes({
    art: gathered.map(({ art, opened }) => ({
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
    })),
    rate: options.rate,
    ...(options.title === undefined ? {} : { title: options.title }),
  });
  const artById = new Map(gathered.map(({ art }) => [art.id, art]));
  let left = options.maxShots ?? Number.POSITIVE_INFINITY;
  return scenes.flatMap((scene: Scene) => {
    const shots = scene.shots.slice(0, left).map((shot) => numbered(shot, artById));
    left -= shots.length;
    return shots.length === 0 ? [] : [{ ...scene, shots }];
  });
}

/** A shot that shows exactly one panel of a page says so, and follows it when the page is corrected. */
function numbered(shot: Shot, artById: ReadonlyMap<string, FilmArt>): Shot {
  if (shot.source.kind !== 'picture' || shot.source.picture.panel !== undefined) return shot;
  const { picture } = shot.source;
  const { crop } = picture;
  if (crop === undefined) return shot;
  const at = artById
    .get(picture.art)
    ?.panels?.findIndex(
      ({ box }) =>
        box.x === crop.x &&
        box.y === crop.y &&
        box.width === crop.width &&
        box.height === crop.height,
    );
  if (at === undefined || at < 0) return shot;
  return { ...shot, source: { kind: 'picture', picture: { ...picture, panel: at + 1 } } };
}
