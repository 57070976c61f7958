import { blendProgress } from '@inkreel/film/cut/segment.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { Painter, Yuv420 } from '@inkreel/film/motion/painter.ts';
import type { LookRun, SegmentRecipe } from '@inkreel/film/production/plan-production.ts';
import { type LookPainter, openLookPainter } from './look-painter.ts';

/** Paints the frames of one segment, first to last. */
export interface SegmentPainter {
  /** @param index from 0 to the segment's count, in order or not. */
  paint(index: number, out: Yuv420): void;
  close(): void;
}

/** @param stageOf reads the stage of a look; called once for each look of the segment. */
export async function openSegmentPainter(
  painter: Painter,
  input: SegmentRecipe,
  stageOf: (run: LookRun) => Promise<BuiltStage>,
): Promise<SegmentPainter> {
  const { picture, frame, preset } = input;
  const open = async (run: LookRun): Promise<LookPainter> =>
    openLookPainter(painter, run.look, await stageOf(run), frame, preset.rate);

  if (picture.kind === 'body') {
    const look = await open(picture.of);
    return {
      paint: (index, out) => look.paint(picture.of.start + index, out),
      close: () => look.close(),
    };
  }

  const { from, to, blend } = picture;
  const fromLook = from && (await open(from));
  const toLook = to && (await open(to));
  const fromFrame = blackFrame(painter);
  const toFrame = blackFrame(painter);
  return {
    paint(index, out) {
      if (from) fromLook!.paint(from.start + index, fromFrame);
      if (to) toLook!.paint(to.start + index, toFrame);
      const progress = blendProgress({ count: input.count, from, to }, index);
      painter.blend(blend, fromFrame, toFrame, progress, out);
    },
    close() {
      fromLook?.close();
      toLook?.close();
    },
  };
}

/** Black in limited-range YUV 4:2:0: luma 16, chroma 128. */
function blackFrame({ size }: Painter): Yuv420 {
  const luma = size.width * size.height;
  const frame = new Uint8Array((luma * 3) / 2).fill(128);
  frame.fill(16, 0, luma);
  return frame;
}
