import { type Box, unite } from '../space/box.ts';
import { MOUTHS, type Mouth } from './viseme.ts';

/** A layer of a layered picture, as its artist named it. */
export interface NamedLayer {
  readonly name: string;
  /** Names of the groups it lies in, outermost first. */
  readonly groups: readonly string[];
  readonly visible: boolean;
  readonly box: Box;
}

/** The drawings that one figure's mouth has in a layered picture. */
export interface MouthDrawings {
  /** The group they are in, from the outermost: `Mara/mouth`; or what their names have in common. */
  readonly name: string;
  /** Whose they are, where the names around say so. */
  readonly owner?: string;
  /** Around all of them, pixels of the picture. */
  readonly box: Box;
  /** Which layers draw each shape, by their place among the layers; shapes that are not drawn are missing. */
  readonly shapes: ReadonlyMap<Mouth, readonly number[]>;
  /** All layers that are a mouth of it. */
  readonly layers: readonly number[];
}

/** What drawings of mouths are called, the fittest first: by sound, and as animators' programs have them. */
const LABELS: Readonly<Record<Mouth, string>> = {
  rest: 'rest neutral idle default normal sil silence none base x',
  closed: 'closed close shut mbp m bmp pbm mpb pp b p ん',
  teeth: 'fv f v ff vf teeth',
  narrow: 'ee e i narrow slit small etc consonants cdgknrsthyz s d t th l ih iy ss dd ch nn い',
  half: 'half uh eh mid medium halfopen ah k kk g h er え',
  wide: 'a ai aa ah open wide ay aah big あ',
  round: 'o oh round wq woo oo u w ou rr r uu q ow お う',
};
/** Rhubarb's letters: the same ones mean other mouths there. */
const RHUBARB: Readonly<Record<Mouth, string>> = {
  rest: 'x',
  closed: 'a',
  teeth: 'g',
  narrow: 'b h',
  half: 'c',
  wide: 'd',
  round: 'e f',
};

/** What stands in for a shape that is not drawn, the likest first. */
const STAND_INS: Readonly<Record<Mouth, readonly Mouth[]>> = {
  rest: ['closed'],
  closed: ['rest'],
  teeth: ['narrow', 'closed', 'rest'],
  narrow: ['half', 'teeth', 'closed', 'rest'],
  half: ['wide', 'narrow', 'round'],
  wide: ['half', 'round'],
  round: ['half', 'wide'],
};

const MOUTH = /^(.*?)[\s_\-.:/|]*\b(?:lip[ _-]?sync|mouths?|lips?)\b[\s_\-.:/|]*(.*)$/iu;

/**
 * Mouths that a layered picture has several drawings of: groups called mouth, lips or lip sync, or layers
 * whose names begin so (`mouth_AI`, `Mara mouth/closed`). A mouth with no drawing of open lips is none.
 *
 * @param layers bottom to top, groups flattened
 */
export function mouthDrawings(layers: readonly NamedLayer[]): readonly MouthDrawings[] {
  const sets = new Map<string, { owner: string | undefined; drawn: Map<string, number[]> }>();
  layers.forEach(({ name, groups }, index) => {
    const path = [...groups, name].map((part) => part.replace(/_/g, ' ').trim());
    const at = path.findIndex((part) => MOUTH.test(part));
    if (at < 0) return;
    const [, before = '', after = ''] = MOUTH.exec(path[at]!)!;
    const isGroup = at < path.length - 1;
    const label = isGroup && after === '' ? path[at + 1]! : after;
    const shared = isGroup
      ? groups[at]!
      : [before, 'mouth'].filter((part) => part !== '').join(' ');
    const key = [...groups.slice(0, at), shared].join('/');
    const owner = before !== '' ? before : groups[at - 1];
    const set = sets.get(key) ?? { owner, drawn: new Map<string, number[]>() };
    const called = plain(label);
    set.drawn.set(called, [...(set.drawn.get(called) ?? []), index]);
    sets.set(key, set);
  });
  return [...sets].flatMap(([name, { owner, drawn }]): MouthDrawings[] => {
    const shapes = shapesOf(drawn);
    if (!(['narrow', 'half', 'wide', 'round'] as const).some((mouth) => shapes.has(mouth)))
      return [];
    const own = [...drawn.values()].flat();
    if (drawn.size < 2) return [];
    const box = own.map((index) => layers[index]!.box).reduce(unite);
    return [{ name, ...(owner && { owner }), box, shapes, layers: own }];
  });
}

/** The layers that draw a shape, or the one that comes nearest to it; undefined where none does. */
export function drawingOf({ shapes }: MouthDrawings, mouth: Mouth): readonly number[] | undefined {
  for (const shape of [mouth, ...STAND_INS[mouth]]) {
    const drawn = shapes.get(shape);
    if (drawn) return drawn;
  }
  return undefined;
}

function shapesOf(
  drawn: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<Mouth, readonly number[]> {
  const isRhubarb = ['b', 'c', 'd'].every((letter) => drawn.has(letter));
  const labels = isRhubarb ? RHUBARB : LABELS;
  const shapes = new Map<Mouth, readonly number[]>();
  for (const mouth of MOUTHS) {
    const named = labels[mouth].split(' ').find((label) => drawn.has(label));
    if (named !== undefined) shapes.set(mouth, drawn.get(named)!);
  }
  const unnamed = drawn.get('');
  if (unnamed && !shapes.has('rest')) shapes.set('rest', unnamed);
  return shapes;
}

/** `A, I` and `A-I` are `ai`. */
function plain(label: string): string {
  return label.toLowerCase().replace(/[^\p{L}]/gu, '');
}
