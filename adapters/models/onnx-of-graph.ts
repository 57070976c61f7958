import { modelMessage, nodeMessage, tensorMessage } from './onnx-message.ts';

/** A network as TensorFlow.js writes it: `model.json` and its weights. Only what is used of it. */
export interface GraphModel {
  readonly modelTopology: { readonly node: readonly GraphNode[] };
  readonly weightsManifest: readonly [{ readonly weights: readonly GraphWeight[] }];
}

interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, GraphAttribute>>;
}

interface GraphAttribute {
  readonly s?: string;
  readonly list?: { readonly i?: readonly string[]; readonly s?: readonly string[] };
  readonly shape?: { readonly dim: readonly { readonly size: string }[] };
}

interface GraphWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: {
    readonly dtype: string;
    readonly min?: number;
    readonly scale?: number;
  };
}

/**
 * The same network for the ONNX runtime, which has it faster and without another runtime beside it.
 * Convolutions, sums, pools and what lies between them are known: what face finders and MobileNet are made of.
 * Pictures go in as planes; what comes out is in the order that the graph has it.
 *
 * @param until the name of the last step that is wanted, or how it ends; what comes after it is left out
 * @throws TypeError for a graph with another kind of step, or without the one named
 */
export function onnxOfGraph(graph: GraphModel, weights: Uint8Array, until?: string): Uint8Array {
  const held = heldIn(graph, weights);
  const nodes: Uint8Array[] = [];
  const tensors: Uint8Array[] = [];
  const outputs: string[] = [];
  let input: { name: string; shape: readonly number[] } | undefined;

  const tensor = (name: string, shape: readonly number[], values: Float32Array | number[]) => {
    tensors.push(tensorMessage(name, shape, values));
    return name;
  };
  for (const { name, op, input: given = [], attr = {} } of graph.modelTopology.node) {
    const inputs = given.filter((each) => !each.startsWith('^')).map((each) => each.split(':')[0]!);
    const [first = '', second = ''] = inputs;
    const pads = text(attr.padding?.s) === 'SAME' ? 'SAME_UPPER' : 'VALID';
    const strides = attr.strides?.list?.i?.slice(1, 3).map(Number) ?? [1, 1];
    switch (op) {
      case 'Const':
        break;
      case 'Placeholder': {
        const [count = 1, height = 1, width = 1, channels = 1] =
          attr.shape?.shape?.dim.map(({ size }) => Number(size)) ?? [];
        input = { name, shape: [Math.max(1, count), channels, height, width] };
        break;
      }
      case 'DepthwiseConv2dNative':
      case 'FusedDepthwiseConv2dNative':
      case '_FusedConv2D':
      case 'Conv2D': {
        const kernel = held.get(second)!;
        const [rows, columns, from, to] = kernel.shape as [number, number, number, number];
        const isOwn = op.includes('Depthwise');
        const shape = isOwn ? [from * to, 1, rows, columns] : [to, from, rows, columns];
        const bias = inputs[2] === undefined ? [] : [floats(inputs[2])];
        const fused = attr.fused_ops?.list?.s?.map((each) => text(each)) ?? [];
        const after = fused.find((each) => each !== 'BiasAdd');
        if (after !== undefined && after !== 'Relu' && after !== 'Relu6') {
          throw unknown(`${op} with ${after}`);
        }
        const made = after === undefined ? name : `${name}/plain`;
        const how = { auto_pad: pads, strides, ...(isOwn && { group: from }) };
        const turned = tensor(`${name}/kernel`, shape, turnedKernel(kernel, isOwn));
        nodes.push(nodeMessage('Conv', [first, turned, ...bias], made, how));
        if (after === 'Relu') nodes.push(nodeMessage('Relu', [made], name));
        if (after === 'Relu6') {
          nodes.push(nodeMessage('Clip', [made, ...toSix(name)], name));
        }
        break;
      }
      case 'Add':
      case 'AddV2':
      case 'Mul':
      case 'Sub': {
        const sides = inputs.map((each) => (held.has(each) ? floats(each) : each));
        nodes.push(nodeMessage(op === 'AddV2' ? 'Add' : op, sides, name));
        break;
      }
      case 'Relu':
      case 'Sigmoid':
        nodes.push(nodeMessage(op, [first], name));
        break;
      case 'Relu6':
        nodes.push(nodeMessage('Clip', [first, ...toSix(name)], name));
        break;
      case 'Mean':
        // Over rows and columns, which the runtime has behind the channels.
        nodes.push(nodeMessage('GlobalAveragePool', [first], name));
        break;
      case 'ConcatV2':
        nodes.push(nodeMessage('Concat', inputs.slice(0, -1), name, { axis: 1 }));
        break;
      case 'ResizeBilinear': {
        const how = { mode: 'linear', coordinate_transformation_mode: 'asymmetric' };
        const scales = tensor(`${name}/scales`, [4], Float32Array.of(1, 1, 2, 2));
        nodes.push(nodeMessage('Resize', [first, '', scales], name, how));
        break;
      }
      case 'AvgPool':
      case 'MaxPool': {
        const kind = op === 'AvgPool' ? 'AveragePool' : 'MaxPool';
        const size = attr.ksize?.list?.i?.slice(1, 3).map(Number) ?? [1, 1];
        const how = { auto_pad: pads, strides, kernel_shape: size };
        nodes.push(nodeMessage(kind, [first], name, how));
        break;
      }
      case 'Pad': {
        const [n0, n1, y0, y1, x0, x1, c0, c1] = [...held.get(second)!.values];
        const around = [n0!, c0!, y0!, x0!, n1!, c1!, y1!, x1!];
        nodes.push(nodeMessage('Pad', [first, tensor(`${name}/around`, [8], around)], name));
        break;
      }
      case 'Reshape': {
        const shape = [...held.get(second)!.values];
        nodes.push(nodeMessage('Transpose', [first], `${name}/rows`, { perm: [0, 2, 3, 1] }));
        const to = tensor(`${name}/shape`, [shape.length], shape);
        nodes.push(nodeMessage('Reshape', [`${name}/rows`, to], name));
        break;
      }
      case 'Squeeze':
        // Rows and columns, which the runtime has behind the channels.
        nodes.push(nodeMessage('Squeeze', [first, tensor(`${name}/axes`, [2], [2, 3])], name));
        break;
      case 'Identity':
        nodes.push(nodeMessage('Identity', [first], name));
        outputs.push(name);
        break;
      default:
        throw unknown(op);
    }
    if (until !== undefined && name.endsWith(until)) {
      outputs.push(name);
      break;
    }
  }
  if (until !== undefined && !outputs.at(-1)?.endsWith(until)) throw unknown(`no step ${until}`);
  if (!input) throw unknown('no input');
  return modelMessage({ nodes, tensors, input, outputs });

  function toSix(name: string): readonly string[] {
    return [0, 6].map((end) => tensor(`${name}/${end}`, [], Float32Array.of(end)));
  }

  function floats(name: string): string {
    const { shape, values } = held.get(name)!;
    return tensor(`${name}/held`, shape, values);
  }
}

interface Held {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function heldIn({ weightsManifest }: GraphModel, bytes: Uint8Array): ReadonlyMap<string, Held> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return new Map(
    weightsManifest[0].weights.map(({ name, shape, dtype, quantization }): [string, Held] => {
      const count = shape.reduce((product, side) => product * side, 1);
      const kind = quantization?.dtype ?? dtype;
      const size = kind === 'uint8' ? 1 : kind === 'float16' ? 2 : 4;
      if (!['float16', 'float32', 'int32', 'uint8'].includes(kind))
        throw unknown(`weights of ${kind}`);
      const values = Float32Array.from({ length: count }, (_, k) => {
        const place = at + k * size;
        if (kind === 'uint8') {
          return view.getUint8(place) * (quantization?.scale ?? 1) + (quantization?.min ?? 0);
        }
        if (kind === 'float16') return halfFloat(view.getUint16(place, true));
        return kind === 'int32' ? view.getInt32(place, true) : view.getFloat32(place, true);
      });
      at += count * size;
      return [name, { shape, values }];
    }),
  );
}

/** Rows, columns, from, to: the graph has them in this order, the runtime `to` first. */
function turnedKernel({ shape, values }: Held, isOwn: boolean): Float32Array {
  const [rows, columns, from, to] = shape as [number, number, number, number];
  const turned = new Float32Array(values.length);
  for (let place = 0; place < rows * columns; place++) {
    for (let a = 0; a < from; a++) {
      for (let b = 0; b < to; b++) {
        const plane = isOwn ? a * to + b : b * from + a;
        turned[plane * rows * columns + place] = values[(place * from + a) * to + b]!;
      }
    }
  }
  return turned;
}

/** IEEE 754, 16 bits. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const part = bits & 1023;
  if (exponent === 0) return sign * part * 2 ** -24;
  if (exponent === 31) return part === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + part / 1024) * 2 ** (exponent - 15);
}

function text(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
}

function unknown(what: string): TypeError {
  return new TypeError(`The network has ${what}, which is not known.`);
}
