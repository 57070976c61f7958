import type { Life } from '@inkreel/film/board/life.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { airRasters } from '@inkreel/film/motion/air-layers.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { CameraPlan } from '@inkreel/film/motion/camera-plan.ts';
import type { DisplayList } from '@inkreel/film/motion/display-list.ts';
import { frameAt, prescaleOf, type StagedShot } from '@inkreel/film/motion/frame-at.ts';
import { type LifePlan, planLife } from '@inkreel/film/motion/life-plan.ts';
import { withMount } from '@inkreel/film/motion/mount-layer.ts';
import type { Painter, Yuv420 } from '@inkreel/film/motion/painter.ts';
import { type SeenBoxes, seenBoxes } from '@inkreel/film/motion/seen-boxes.ts';
import { plannedLook } from '@inkreel/film/production/planned-look.ts';
import type { ShotLook } from '@inkreel/film/production/shot-look.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { type Rational, rational } from '@inkreel/film/time/rational.ts';
import { resize } from '../codecs/resize.ts';

/** A shot that is ready to be painted, any frame in any order. */
export interface LookPainter {
  /** What is seen in a frame. @param index the frame, counted from the shot's first. */
  listAt(index: number): DisplayList;
  paint(list: DisplayList, out: Yuv420): void;
  /** Where faces, mouths and lettering are in a frame, pixels of the frame. */
  seenAt(index: number): SeenBoxes;
  /** Lets the painter forget the shot's pictures. */
  close(): void;
}

let opened = 0;

/** Prescales a shot's layers to the closest view it reaches and hands them to the painter. */
export async function openLookPainter(
  painter: Painter,
  look: ShotLook,
  built: BuiltStage,
  frame: Size,
  rate: number,
): Promise<LookPainter> {
  // Weather ends where its panel does.
  const staged = look.life?.weather ? withMount(built) : built;
  // The same stage may be open twice at once, at two scales: every opening has names of its own.
  const prefix = `look-${opened++}/`;
  const length = rational(look.length, rate);
  const unscaled = plannedLook(look, staged.stage, frame, rate);
  const { plan } = unscaled;
  const scales = prescaleOf(unscaled);
  const life = look.life && lifeOf(look.life, staged, plan, length, look.seed);
  const air = life?.air ? airRasters(life.air) : new Map<string, Raster>();
  for (const [name, raster] of air) painter.load(prefix + name, raster);
  const names = [...staged.rasters.keys()];
  await Promise.all(
    names.map(async (name) => {
      painter.load(
        prefix + name,
        await prescaled(staged.rasters.get(name)!, scales.get(name) ?? 1),
      );
    }),
  );
  const cues = look.pops && look.reads?.map(({ at }) => rational(at, rate));
  const shot: StagedShot = {
    ...unscaled,
    scales,
    ...(life && { life }),
    ...(cues && { cues }),
    ...(look.mouths && { mouths: look.mouths }),
  };

  return {
    listAt(index) {
      const list = frameAt(shot, rational(index, rate));
      const layers = list.layers.map((layer) => ({ ...layer, picture: prefix + layer.picture }));
      return { ...list, layers };
    },
    paint: (list, out) => painter.paint(list, out),
    seenAt: (index) => seenBoxes(unscaled, rational(index, rate)),
    close() {
      for (const name of [...names, ...air.keys()]) painter.unload(prefix + name);
    },
  };
}

function lifeOf(
  life: Life,
  { stage }: BuiltStage,
  plan: CameraPlan,
  length: Rational,
  seed: number,
): LifePlan {
  const views = [plan.from, plan.to, ...plan.stops];
  const closest = views.reduce((least, view) => (view.width < least.width ? view : least));
  return planLife({ life, stage, length, seed, closest });
}

function prescaled(raster: Raster, scale: number): Promise<Raster> | Raster {
  if (scale === 1) return raster;
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  return resize(raster, { width, height });
}
