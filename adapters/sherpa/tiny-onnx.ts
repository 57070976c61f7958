// Writes networks in ONNX's own format (onnx.proto): fields of numbers, and parts with their length.

/** Types of numbers. */
export const FLOAT = 1;
export const INT64 = 7;
export const BOOL = 9;

function message(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}

function varint(whole: number): Buffer {
  const bytes: number[] = [];
  let left = whole;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  bytes.push(left);
  return Buffer.from(bytes);
}

function number(field: number, whole: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(whole)]);
}

function part(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

function text(field: number, content: string): Buffer {
  return part(field, Buffer.from(content));
}

/** A step of a network, as the part of its graph. */
export function node(
  type: string,
  inputs: readonly string[],
  output: string,
  ...attributes: Buffer[]
) {
  const named = inputs.map((input) => text(1, input));
  return [part(1, message(...named, text(2, output), text(4, type), ...attributes))];
}

/** What a step is told beside its inputs. */
export function attribute(name: string, told: number | string): Buffer {
  const [field, kind] = typeof told === 'number' ? [number(3, told), 2] : [text(4, told), 3];
  return part(5, message(text(1, name), field, number(20, kind)));
}

/** Numbers that are part of a network. */
export function tensor(name: string, sides: readonly number[], type: number, raw: Buffer) {
  return [
    part(
      5,
      message(
        ...sides.map((side) => number(1, side)),
        number(2, type),
        text(8, name),
        part(9, raw),
      ),
    ),
  ];
}

/** What goes into a network or comes out; sides that are not known have names. */
export function value(
  kind: 'input' | 'output',
  name: string,
  type: number,
  sides: readonly (number | string)[],
) {
  const shape = sides.map((side) =>
    part(1, typeof side === 'number' ? number(1, side) : text(2, side)),
  );
  const typed = message(number(1, type), part(2, message(...shape)));
  const field = kind === 'input' ? 11 : 12;
  return [part(field, message(text(1, name), part(2, part(1, typed))))];
}

/** The bytes of whole numbers of 64 bits. */
export function longs(...all: readonly number[]): Buffer {
  return Buffer.from(new BigInt64Array(all.map(BigInt)).buffer);
}

/** The bytes of floating-point numbers of 32 bits. */
export function floats(...all: readonly number[]): Buffer {
  return Buffer.from(new Float32Array(all).buffer);
}

/**
 * A whole network.
 *
 * @param graph its nodes, tensors and values
 * @param about what is written in it
 */
export function networkOf(
  graph: readonly Buffer[],
  about: Readonly<Record<string, string>>,
): Buffer {
  const pairs = Object.entries(about).map(([key, told]) =>
    part(14, message(text(1, key), text(2, told))),
  );
  const opset = part(8, message(text(1, ''), number(2, 17)));
  return message(number(1, 8), opset, part(7, message(...graph, text(2, 'graph'))), ...pairs);
}
