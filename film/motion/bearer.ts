import type { Box } from '../space/box.ts';
import type { BuiltStage } from './built-stage.ts';
import type { StageLayer } from './stage.ts';

/** The nearest layer that is solid in the middle of a box on the stage: whose face an eye or a mouth is in. */
export function bearerOf({ stage, rasters }: BuiltStage, feature: Box): StageLayer {
  const x = feature.x + feature.width / 2;
  const y = feature.y + feature.height / 2;
  const found = stage.layers.findLast(({ name, role, box }) => {
    if (role !== 'cut-out') return false;
    const raster = rasters.get(name);
    const [px, py] = [Math.round(x - box.x), Math.round(y - box.y)];
    if (!raster || px < 0 || py < 0 || px >= raster.width || py >= raster.height) return false;
    return raster.data[(py * raster.width + px) * 4 + 3]! > 127;
  });
  return found ?? stage.layers[0]!;
}
