import { areaOf, type Box, boxOf, centreOf } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Rational } from '../time/rational.ts';
import { layerView, poseAt } from './camera-pose.ts';
import type { StagedShot } from './frame-at.ts';
import type { StageLayer } from './stage.ts';

/** What of a shot words are not to be laid over, as one frame shows it: pixels of the frame. */
export interface SeenBoxes {
  /** Heads, as far as they are known, and what is about each mouth that is in none of them. */
  readonly faces: readonly Box[];
  /** Figures that were cut out, whole. */
  readonly figures: readonly Box[];
  /** Eyes and mouths that were set. */
  readonly features: readonly Box[];
  /** Where the middle of each of the shot's mouths is, by its number from 0. */
  readonly mouths: ReadonlyMap<number, Point>;
  /** What is lettered in the picture. */
  readonly lettering: readonly Box[];
}

/** A shot as far as it decides where its parts are seen. */
export type SeenShot = Pick<StagedShot, 'stage' | 'plan' | 'frame' | 'length' | 'seed'>;

/** Where faces, mouths and lettering of a shot are in a frame of it. What is out of the frame is there too. */
export function seenBoxes(shot: SeenShot, time: Rational): SeenBoxes {
  const { stage } = shot;
  const seenOn = lookThrough(shot, time);
  const bearerOf = ({ rides }: StageLayer): StageLayer =>
    stage.layers.find(({ name }) => name === rides) ?? stage.layers[0]!;
  const features: Box[] = [];
  const mouths = new Map<number, Point>();
  const faces = (stage.faces ?? []).map((face) => seenOn(under(stage.layers, face), face));
  for (const layer of stage.layers) {
    if (layer.role !== 'lid' && layer.role !== 'mouth') continue;
    // The shapes of one mouth lie in one place.
    if (layer.says && mouths.has(layer.says.pin)) continue;
    const box = seenOn(bearerOf(layer), layer.box);
    features.push(box);
    if (!layer.says) continue;
    const mouth = centreOf(box);
    mouths.set(layer.says.pin, mouth);
    if (!faces.some((face) => isIn(face, mouth))) faces.push(faceAround(box));
  }
  return {
    faces,
    figures: stage.layers
      .filter(
        ({ role, box }) => role === 'cut-out' && areaOf(box) < 0.6 * areaOf(boxOf(stage.size)),
      )
      .map((layer) => seenOn(layer, layer.box)),
    features,
    mouths,
    lettering: (stage.lettering ?? []).map((box) => seenOn(stage.layers[0]!, box)),
  };
}

/** Where a part of the picture is in a frame: it goes with the nearest cut-out that its middle lies on. */
export function boxSeenAt(shot: SeenShot, time: Rational, box: Box): Box {
  return lookThrough(shot, time)(under(shot.stage.layers, box), box);
}

/** From a layer and a box on it, pixels of the picture, to pixels of the frame at a moment. */
function lookThrough(shot: SeenShot, time: Rational): (layer: StageLayer, box: Box) => Box {
  const { stage, plan, frame, length, seed } = shot;
  const pose = poseAt(plan, length, seed, time);
  return (layer, box) => {
    const index = stage.layers.indexOf(layer);
    const view = layerView(plan, pose, layer.depth, plan.give[index]);
    const scale = frame.width / view.width;
    return {
      x: (box.x - view.x) * scale,
      y: (box.y - view.y) * scale,
      width: box.width * scale,
      height: box.height * scale,
    };
  };
}

/** About where the face is that a mouth is in: two mouths up to the brow, one down to the chin. */
function faceAround(mouth: Box): Box {
  const { x, y } = centreOf(mouth);
  const { width } = mouth;
  return { x: x - 1.4 * width, y: y - 2 * width, width: 2.8 * width, height: 2.9 * width };
}

function isIn(box: Box, { x, y }: Point): boolean {
  return x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
}

/** The nearest cut-out that a face lies on; the plate where none does. */
function under(layers: readonly StageLayer[], face: Box): StageLayer {
  const middle = centreOf(face);
  return layers.findLast(({ role, box }) => role === 'cut-out' && isIn(box, middle)) ?? layers[0]!;
}
