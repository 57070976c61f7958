import { edgeDistance } from '../media/edge-distance.ts';
import { boxOf } from '../space/box.ts';
import { polygonOf } from '../space/polygon.ts';
import type { BuiltStage } from './built-stage.ts';
import { EDGE_WIDTH } from './extend-plate.ts';
import type { StageLayer } from './stage.ts';

/**
 * A stage whose mount lies once more over all but balloons, so that what hangs in the air of a panel
 * ends where the panel does. At rest, in clear air, it changes nothing. A stage without a mount is given
 * back as it is.
 */
export function withMount(built: BuiltStage): BuiltStage {
  const { stage, rasters } = built;
  const [under] = stage.layers;
  const plate = under && rasters.get(under.name);
  if (!stage.mounted || !plate) return built;
  const outline = stage.outline ?? polygonOf(boxOf(stage.size));
  const away = edgeDistance({ ...under.box, ...boxSize(plate) }, outline, EDGE_WIDTH + 1);
  // A copy, whatever kind of bytes they are.
  const data = new Uint8Array(plate.data);
  for (let i = 0; i < away.length; i++) {
    const t = Math.max(0, Math.min(1, away[i]! / EDGE_WIDTH));
    data[i * 4 + 3] = Math.round(255 * t * t * (3 - 2 * t));
  }
  const mount: StageLayer = { name: 'mount', role: 'mount', box: under.box, depth: 0 };
  const first = stage.layers.findIndex(({ role }) => role === 'balloon');
  const at = first < 0 ? stage.layers.length : first;
  const layers = [...stage.layers.slice(0, at), mount, ...stage.layers.slice(at)];
  return {
    ...built,
    stage: { ...stage, layers },
    rasters: new Map([...rasters, [mount.name, { ...boxSize(plate), data }]]),
  };
}

function boxSize({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}
