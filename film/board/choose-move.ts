import type { CameraMove } from './camera-move.ts';
import type { Framing } from './shot.ts';

/** What is known of a shot when its move is chosen. */
export interface MoveQuestion {
  /** Names the picture by its content; the same key asks for the same taste. */
  readonly key: string;
  /** Aspect of the picture over that of the frame: below 1 is taller, above 1 wider. */
  readonly shape: number;
  readonly splash: boolean;
  readonly framing: Framing;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Character art before a drawn ground: nothing to travel over. */
  readonly upright: boolean;
  /** Whether a wide picture is read from right to left. */
  readonly leftwards?: boolean;
  /** Whether what is said in it is lettered too small to be read while it is seen whole. */
  readonly smallWords?: boolean;
  /** Whether anything is said in it: then its camera goes as that is read. */
  readonly said?: boolean;
}

export interface MoveChoice {
  readonly camera: CameraMove;
  /** What the move asks to be seen, where it is not what was asked for. */
  readonly framing: Framing;
  /** How many frames long the picture is along its travel; 1 where there is no travel. */
  readonly length: number;
}

/** Below and above these a picture is travelled over ... */
const TALL = 0.5;
const WIDE = 1.75;
/** ... but one tall picture after another, above this, is also seen whole for a change of size ... */
const TALL_YET_WHOLE = 0.34;
/** ... and below and above these it may be, as one move among others. */
const TALLISH = 0.68;
const WIDISH = 1.35;

/** A picture this many frames long is never shown whole: it would be a ribbon. */
const TOO_LONG = 3;

/** What suits a framing, the most fitting first; the hash chooses among them. */
const SUITING: Record<Framing, readonly CameraMove['move'][]> = {
  wide: ['truck', 'pull-out', 'push-in', 'orbit'],
  medium: ['push-in', 'orbit', 'truck', 'pull-out'],
  'close-up': ['push-in', 'handheld', 'orbit', 'push-in', 'static'],
};
const MIRRORED = ['right', 'left'] as const;

/** Chooses moves shot after shot, remembering the last ones: never the same three times running. */
export function openMoveChooser(): { choose(question: MoveQuestion): MoveChoice } {
  const before: CameraMove['move'][] = [];
  let turns = 0;
  const remembered = (camera: CameraMove, framing: Framing, length = 1): MoveChoice => {
    before.push(camera.move);
    return { camera, framing, length };
  };
  const isWorn = (move: CameraMove['move']): boolean =>
    before.at(-1) === move && before.at(-2) === move;

  return {
    choose({
      key,
      shape,
      splash,
      framing,
      isFirst,
      isLast,
      upright,
      leftwards = false,
      smallWords,
      said = false,
    }) {
      const taste = tasteOf(key);
      const long = Math.max(shape, 1 / shape);
      const isLong = shape < TALL || shape > WIDE;
      if (smallWords && !upright && !isLong) return remembered({ move: 'guided' }, framing);
      const worn = (shape < TALL && isWorn('tilt')) || (shape > WIDE && isWorn('pan'));
      const rests =
        (worn && long < TOO_LONG) ||
        (shape < TALL && shape >= TALL_YET_WHOLE && before.at(-1) === 'tilt');
      if (!upright && shape < TALL && !isWorn('tilt') && !rests) {
        // Two running go against each other, where no balloon says which comes first.
        const again = before.at(-1) === 'tilt' && !said;
        const camera: CameraMove = again ? { move: 'tilt', towards: 'up' } : { move: 'tilt' };
        return remembered(camera, framing, 1 / shape);
      }
      if (!upright && shape > WIDE && !worn) {
        return remembered(panOf(leftwards), framing, shape);
      }
      // Too long to be seen whole: travelled over all the same, from stop to stop.
      if (!upright && worn && !rests) {
        const towards = leftwards && shape > 1 ? ({ towards: 'left' } as const) : {};
        return remembered({ move: 'guided', ...towards }, framing, long);
      }
      const seen: Framing = rests ? 'wide' : framing;
      const fitting: CameraMove['move'][] = [];
      if (isLast) fitting.push('pull-out', 'static');
      else if (isFirst) fitting.push('push-in', 'truck');
      else if (splash) fitting.push('pull-out', 'truck', 'push-in');
      if (!upright && !isLast && !rests && taste % 2 === 0) {
        if (shape < TALLISH) fitting.push('tilt');
        if (shape > WIDISH) fitting.push('pan');
      }
      const list = SUITING[seen];
      for (let k = 0; k < list.length; k++) fitting.push(list[(taste + k) % list.length]!);
      // What was seen in the last shot is passed over where anything else will do.
      const move =
        fitting.find((m) => m !== before.at(-1) && !(m === before.at(-2) && taste % 3 > 0)) ??
        fitting.find((m) => m !== before.at(-1))!;
      if (move === 'tilt' || move === 'pan') {
        return move === 'pan'
          ? remembered(panOf(leftwards), framing, shape)
          : remembered({ move }, framing, 1 / shape);
      }
      if (move !== 'truck' && move !== 'orbit') return remembered({ move }, seen);
      return remembered({ move, towards: MIRRORED[turns++ % 2]! }, seen);
    },
  };
}

/** A pan goes as one reads. */
function panOf(leftwards: boolean): CameraMove {
  return leftwards ? { move: 'pan', towards: 'left' } : { move: 'pan' };
}

/** A small number from a text, the same for the same text (FNV-1a). */
function tasteOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < key.length; k++) hash = Math.imul(hash ^ key.charCodeAt(k), 0x01000193);
  return (hash >>> 8) % 997;
}
