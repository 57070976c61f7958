/**
 * Writes the few messages of ONNX that a small network is made of, as protocol buffers:
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto has the numbers of the fields.
 */

/** The bytes of a field: its number, then what it holds. */
export function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return joined(varint(number << 3), varint(value));
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return joined(varint((number << 3) | 2), varint(bytes.length), bytes);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left % 128) | (left >= 128 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Uint8Array.from(bytes);
}

/** A tensor that comes with the network: floats, or whole numbers where `whole` is set. */
export function tensorMessage(
  name: string,
  shape: readonly number[],
  values: Float32Array | readonly number[],
): Uint8Array {
  const isFloat = values instanceof Float32Array;
  const raw = isFloat ? values : BigInt64Array.from(values, (value) => BigInt(value));
  const bytes = new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength);
  return joined(
    ...shape.map((side) => field(1, side)),
    field(2, isFloat ? 1 : 7),
    field(8, name),
    field(9, bytes),
  );
}

/** One step of the network. Attributes are whole numbers, rows of them, or words. */
export function nodeMessage(
  kind: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | string | readonly number[]>> = {},
): Uint8Array {
  return joined(
    ...inputs.map((input) => field(1, input)),
    field(2, output),
    field(4, kind),
    ...Object.entries(attributes).map(([name, value]) => {
      const held =
        typeof value === 'number'
          ? [field(3, value), field(20, 2)]
          : typeof value === 'string'
            ? [field(4, value), field(20, 3)]
            : [...value.map((each) => field(8, each)), field(20, 7)];
      return field(5, joined(field(1, name), ...held));
    }),
  );
}

/** The whole network, its tensors of floats. */
export function modelMessage(network: {
  readonly nodes: readonly Uint8Array[];
  readonly tensors: readonly Uint8Array[];
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly outputs: readonly string[];
}): Uint8Array {
  const { nodes, tensors, input, outputs } = network;
  const dimensions = input.shape.map((side) => field(1, field(1, side)));
  const typed = joined(field(1, 1), field(2, joined(...dimensions)));
  const graph = joined(
    ...nodes.map((node) => field(1, node)),
    field(2, 'network'),
    ...tensors.map((tensor) => field(5, tensor)),
    field(11, joined(field(1, input.name), field(2, field(1, typed)))),
    ...outputs.map((name) => field(12, joined(field(1, name), field(2, field(1, field(1, 1)))))),
  );
  return joined(field(1, 8), field(7, graph), field(8, joined(field(1, ''), field(2, 13))));
}
