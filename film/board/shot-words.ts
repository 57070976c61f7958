import type { Balloon, BalloonKind } from '../comic/balloon.ts';
import type { Panel } from '../comic/page.ts';
import { assertNever } from '../grammar/assert-never.ts';
import { id } from '../grammar/id.ts';
import type { Delivery, Line } from '../story/line.ts';
import { panelOfBalloon } from './panel-of-balloon.ts';
import type { ShotPicture } from './shot.ts';

/** Below this a text that was read is to be looked at. */
const SURE = 0.8;
/** Below this it is no hint at all. */
const HARDLY_READ = 0.5;

/** A balloon and its number on its page, from 1: what the lines of a film name it by. */
export interface NumberedBalloon {
  readonly number: number;
  readonly balloon: Balloon;
}

/**
 * The balloons that stand in what a shot shows, in reading order: all of them, or those of its panel.
 *
 * @param panels of the page, in reading order: what stands in none is shown with the nearest.
 */
export function balloonsShown(
  picture: ShotPicture,
  balloons: readonly Balloon[],
  panels: readonly Panel[],
): readonly NumberedBalloon[] {
  const numbered = balloons.map((balloon, i) => ({ number: i + 1, balloon }));
  const { panel, crop } = picture;
  if (panel !== undefined) {
    return numbered.filter(({ balloon }) => panelOfBalloon(balloon, panels) === panel - 1);
  }
  if (crop === undefined) return numbered;
  return numbered.filter(({ balloon: { box } }) => {
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    return x >= crop.x && x < crop.x + crop.width && y >= crop.y && y < crop.y + crop.height;
  });
}

/** Whether the words in it are said or told; a noise and a sign belong to the art. */
export function isVoiced(kind: BalloonKind): boolean {
  return kind !== 'sfx' && kind !== 'sign';
}

/** What is said in a shot, in order. A balloon that could not be read has no line. */
export function linesFrom(balloons: readonly NumberedBalloon[], shotId: string): readonly Line[] {
  const said = balloons.filter(({ balloon }) => isVoiced(balloon.kind) && balloon.text !== '');
  return said.map(({ number, balloon }, i): Line => {
    const { text, confidence } = balloon;
    return {
      id: id<'line'>(`${shotId}-line-${i + 1}`),
      text,
      delivery: deliveryOf(balloon),
      balloon: number,
      ...(confidence < SURE ? { confidence: Math.round(confidence * 100) / 100 } : {}),
    };
  });
}

/** What is heard in a shot besides voices, as it is lettered: `clap`, `whoosh`. */
export function effectsFrom(balloons: readonly NumberedBalloon[]): readonly string[] {
  const heard = balloons.flatMap(({ balloon: { kind, text, confidence } }) =>
    kind === 'sfx' && text !== '' && confidence >= HARDLY_READ ? [text.toLowerCase()] : [],
  );
  return [...new Set(heard)];
}

function deliveryOf({ kind, speaker }: Balloon): Delivery {
  switch (kind) {
    case 'speech':
      return speaker?.kind === 'off-panel' ? 'off-panel' : 'speech';
    case 'thought':
    case 'shout':
    case 'whisper':
      return kind;
    case 'caption':
      return 'narration';
    case 'sfx':
    case 'sign':
      throw new TypeError(`A ${kind} is not said.`);
    default:
      return assertNever(kind);
  }
}
