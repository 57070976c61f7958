import type { WasmMemory } from './wasm-runtime.ts';

const ALIGN = 64;
const PAGE = 65536;

interface Block {
  readonly at: number;
  readonly length: number;
}

/**
 * Hands out pieces of a WebAssembly memory. What is given back is joined with its free neighbours and
 * handed out again, tightest fit first, so loading and unloading pictures for ever needs no more
 * memory than the most that was held at once. Growing detaches older views of the memory.
 */
export class Arena {
  readonly #memory: WasmMemory;
  /** Sorted by address, no two touching. */
  #free: Block[] = [];
  readonly #held = new Map<number, number>();
  /** First byte never handed out. */
  #top: number;

  constructor(memory: WasmMemory, from: number) {
    this.#memory = memory;
    this.#top = aligned(from);
  }

  /** Grows the memory so far that it need not grow again for `length` bytes; what is not written costs nothing. */
  reserve(length: number): void {
    const missing = this.#top + length - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
  }

  /** Address of `length` bytes, aligned to 64. Throws a RangeError when the memory cannot grow. */
  take(length: number): number {
    const wanted = aligned(Math.max(length, 1));
    let best = -1;
    for (const [i, block] of this.#free.entries()) {
      if (block.length < wanted) continue;
      if (best < 0 || block.length < this.#free[best]!.length) best = i;
    }
    if (best >= 0) {
      const block = this.#free[best]!;
      const rest = { at: block.at + wanted, length: block.length - wanted };
      this.#free.splice(best, 1, ...(rest.length > 0 ? [rest] : []));
      this.#held.set(block.at, wanted);
      return block.at;
    }
    const at = this.#top;
    const missing = at + wanted - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    this.#top = at + wanted;
    this.#held.set(at, wanted);
    return at;
  }

  /** Throws a RangeError for an address that is not held. */
  giveBack(at: number): void {
    const length = this.#held.get(at);
    if (length === undefined) throw new RangeError(`Address ${at} is not held.`);
    this.#held.delete(at);
    let next = this.#free.findIndex((block) => block.at > at);
    if (next < 0) next = this.#free.length;
    const before = this.#free[next - 1];
    const after = this.#free[next];
    const joinsBefore = before !== undefined && before.at + before.length === at;
    const joinsAfter = after !== undefined && after.at === at + length;
    const start = joinsBefore ? before.at : at;
    const end = joinsAfter ? after.at + after.length : at + length;
    const first = joinsBefore ? next - 1 : next;
    const replaced = (joinsBefore ? 1 : 0) + (joinsAfter ? 1 : 0);
    if (end === this.#top) {
      this.#top = start;
      this.#free.splice(first, replaced);
    } else {
      this.#free.splice(first, replaced, { at: start, length: end - start });
    }
  }
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}
