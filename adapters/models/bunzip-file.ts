import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import bunzip from 'seek-bzip';

/** Bytes that are read and written at a time. */
const PIECE = 1 << 18;

export interface BunzipHow {
  /** Bytes: a file that holds more is given up. */
  readonly most: number;
  /** How many of the packed bytes were read. */
  readonly onBytes?: ((done: number) => void) | undefined;
}

/**
 * Unpacks a `.bz2` file into another. It holds its thread until it is done: that is several times faster
 * than in pieces, and a minute for the largest of voices.
 *
 * @throws what the disk throws, and `Error` for a file that is damaged, cut off or holds more than `most`
 */
export function bunzipFile(from: string, to: string, { most, onBytes }: BunzipHow): void {
  const input = openSync(from, 'r');
  try {
    const output = openSync(to, 'w');
    try {
      const out = pieceWriter(output, most);
      bunzip.decode(pieceReader(input, onBytes), out, true);
      out.flush();
    } finally {
      closeSync(output);
    }
  } finally {
    closeSync(input);
  }
}

function pieceReader(file: number, onBytes?: (done: number) => void) {
  const { size } = fstatSync(file);
  const piece = Buffer.alloc(PIECE);
  let length = 0;
  let at = 0;
  let done = 0;
  const readByte = (): number => {
    if (at === length) {
      length = readSync(file, piece, 0, PIECE, null);
      if (length === 0) throw new Error('it ends too early');
      at = 0;
      done += length;
      onBytes?.(done);
    }
    return piece[at++]!;
  };
  return {
    readByte,
    read(into: Uint8Array, from: number, count: number): number {
      for (let n = 0; n < count; n++) into[from + n] = readByte();
      return count;
    },
    eof: () => at === length && done >= size,
  };
}

function pieceWriter(file: number, most: number) {
  const piece = Buffer.alloc(PIECE);
  let at = 0;
  let done = 0;
  const flush = () => {
    done += at;
    if (done > most) throw new Error('it holds far more than a voice');
    for (let from = 0; from < at; ) from += writeSync(file, piece, from, at - from);
    at = 0;
  };
  return {
    writeByte(byte: number): void {
      piece[at++] = byte;
      if (at === PIECE) flush();
    },
    flush,
  };
}
