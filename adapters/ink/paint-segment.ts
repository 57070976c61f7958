import { blendProgress } from '@inkreel/film/cut/segment.ts';
import type { DisplayList, DrawnParticles } from '@inkreel/film/motion/display-list.ts';
import type { Painter, PainterFrame, Yuv420 } from '@inkreel/film/motion/painter.ts';
import type { SegmentRecipe } from '@inkreel/film/production/plan-production.ts';
import type { LookRun } from '@inkreel/film/production/shot-look.ts';
import { type CaptionLayers, openCaptions } from './caption-layers.ts';
import type { LookShelf } from './look-shelf.ts';

/** Paints the frames of one segment, first to last. */
export interface SegmentPainter {
  /** Two frames of the painter's to paint into in turn. */
  readonly frames: readonly [PainterFrame, PainterFrame];
  /**
   * @param index from 0 to the segment's count, in order or not.
   * @returns 'as-before' where the frame is the one painted last; `out` is left alone then.
   */
  paint(index: number, out: Yuv420): 'painted' | 'as-before';
  close(): void;
}

export async function openSegmentPainter(
  painter: Painter,
  input: SegmentRecipe,
  looks: LookShelf,
): Promise<SegmentPainter> {
  const { picture } = input;
  const frames = [painter.openFrame(), painter.openFrame()] as const;
  const captions =
    input.captions && (await openCaptions(painter, input.frame, input.captions, looks));
  if (picture.kind === 'body') {
    const run = await openRun(looks, picture.of, captions);
    return { ...withFrames(frames, captions ? [run, captions] : [run]), paint: run.paint };
  }
  const { from, to, blend } = picture;
  // Both sides of a blend have the captions, so that they stand still in it.
  const fromRun = from && (await openRun(looks, from, captions));
  const toRun = to && (await openRun(looks, to, captions));
  const fromFrame = painter.openFrame();
  const toFrame = painter.openFrame();
  const paint: SegmentPainter['paint'] = (index, out) => {
    // Painting may move the painter's memory, and `out` with it: it is asked for anew afterwards.
    const own = frames.find(({ bytes }) => bytes === out);
    fromRun?.paint(index, fromFrame.bytes);
    toRun?.paint(index, toFrame.bytes);
    const progress = blendProgress({ count: input.count, from, to }, index);
    painter.blend(blend, fromFrame.bytes, toFrame.bytes, progress, own?.bytes ?? out);
    return 'painted';
  };
  const all = [fromRun, toRun, fromFrame, toFrame, captions];
  const opened = all.filter((each) => each !== undefined);
  return { ...withFrames(frames, opened), paint };
}

function withFrames(
  frames: SegmentPainter['frames'],
  opened: readonly { close(): void }[],
): Omit<SegmentPainter, 'paint'> {
  return {
    frames,
    close() {
      for (const each of [...opened, ...frames]) each.close();
    },
  };
}

/** Frames of one shot. While its camera rests nothing is painted. */
async function openRun(
  looks: LookShelf,
  { look, start }: LookRun,
  captions: CaptionLayers | undefined,
): Promise<Omit<SegmentPainter, 'frames'>> {
  const painting = await looks.take(look);
  let before: DisplayList | undefined;
  return {
    paint(index, out) {
      const picture = painting.listAt(start + index);
      const list = captions
        ? { ...picture, layers: [...picture.layers, ...captions.layersAt(index)] }
        : picture;
      if (before !== undefined && isSame(before, list)) return 'as-before';
      painting.paint(list, out);
      before = list;
      return 'painted';
    },
    close: () => painting.close(),
  };
}

function isSame(a: DisplayList, b: DisplayList): boolean {
  return (
    a.layers.length === b.layers.length &&
    a.layers.every((layer, index) => {
      const other = b.layers[index]!;
      return (
        layer.picture === other.picture &&
        layer.opacity === other.opacity &&
        isEqual(layer.grid.corners, other.grid.corners)
      );
    }) &&
    isSameAir(a.particles ?? [], b.particles ?? [])
  );
}

function isSameAir(a: readonly DrawnParticles[], b: readonly DrawnParticles[]): boolean {
  return (
    a.length === b.length &&
    a.every((drawn, index) => {
      const other = b[index]!;
      return (
        drawn.over === other.over &&
        drawn.soft === other.soft &&
        drawn.taper === other.taper &&
        isEqual(drawn.particles, other.particles)
      );
    })
  );
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
