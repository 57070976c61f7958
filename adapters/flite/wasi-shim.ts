/** A file system of one folder in memory: what a program was given and what it wrote, by name. */
export type MemoryFiles = Map<string, Uint8Array>;

/** What a program left behind. */
export interface ProgramRun {
  readonly exitCode: number;
  /** Bytes of its standard output and standard error. */
  readonly out: Uint8Array;
  readonly err: Uint8Array;
}

/** As much of the platform's WebAssembly as programs need; the compiler's Node types have none. */
interface WasmRuntime {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { readonly wasi_snapshot_preview1: object },
  ) => WasmInstance;
}
declare const compiled: unique symbol;
interface WasmModule {
  readonly [compiled]: true;
}
interface WasmInstance {
  readonly exports: {
    readonly memory: { readonly buffer: ArrayBuffer };
    readonly _start: () => void;
  };
}
const { Module, Instance } = (globalThis as unknown as { WebAssembly: WasmRuntime }).WebAssembly;

/** A program in memory that can be run again and again. */
export interface Program {
  /**
   * Runs it once: it sees its arguments (its own name first), the given files in one folder, an empty
   * standard input and a clock that stands still, so that the same arguments give the same bytes. Files
   * it writes are put into `files`.
   */
  run(args: readonly string[], files: MemoryFiles): ProgramRun;
}

/**
 * Compiles a WebAssembly program of the WASI kind (preview 1), to be run in memory. Such programs run
 * once and do not clean up behind themselves: before each run the memory is put back to what it was
 * before the first.
 *
 * Our own rather than `node:wasi`, which needs real folders and crashed when it was used again and again.
 */
export function compileProgram(bytes: Uint8Array): Program {
  const module = new Module(bytes);
  let ready: { readonly instance: WasmInstance; readonly desk: WasiDesk } | undefined;
  let untouched: Uint8Array | undefined;
  return {
    run(args, files) {
      if (ready === undefined) {
        const desk = new WasiDesk();
        const instance = new Instance(module, { wasi_snapshot_preview1: callsOf(desk) });
        ready = { instance, desk };
        untouched ??= new Uint8Array(instance.exports.memory.buffer).slice();
      } else {
        const memory = new Uint8Array(ready.instance.exports.memory.buffer);
        memory.set(untouched!);
        memory.fill(0, untouched!.length);
      }
      const { instance, desk } = ready;
      desk.begin(instance.exports.memory, args, files);
      let exitCode = 0;
      try {
        instance.exports._start();
      } catch (thrown) {
        // It stopped in the middle: its stack is where it was, and nobody can put that back.
        ready = undefined;
        if (!(thrown instanceof Exit)) throw thrown;
        exitCode = thrown.code;
      }
      return desk.end(exitCode);
    },
  };
}

/** Bytes that grow as a program writes them. */
class GrowingFile {
  #bytes: Uint8Array;
  #length: number;
  at = 0;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  get length(): number {
    return this.#length;
  }

  get content(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  write(bytes: Uint8Array): void {
    const end = this.at + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2, 4096));
      larger.set(this.content);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.at);
    this.at = end;
    this.#length = Math.max(this.#length, end);
  }

  read(target: Uint8Array): number {
    const count = Math.max(0, Math.min(target.length, this.#length - this.at));
    target.set(this.#bytes.subarray(this.at, this.at + count));
    this.at += count;
    return count;
  }
}

/** Thrown through the program to end it, as WASI's `proc_exit` asks. */
class Exit {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

const OK = 0;
const BAD_DESCRIPTOR = 8;
const INVALID = 28;
const NOT_FOUND = 44;
/** Kinds of files, as `fd_fdstat_get` tells them. */
const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;
const CREATE = 1;
const TRUNCATE = 8;
const FOLDER = 3;

/** What a program that runs sees: its arguments, its files, its memory. */
class WasiDesk {
  readonly opened = new Map<number, GrowingFile>();
  readonly names = new Map<number, string>();
  args: readonly Uint8Array[] = [];
  files: MemoryFiles = new Map();
  next = 0;
  #memory: WasmInstance['exports']['memory'] | undefined;

  begin(
    memory: WasmInstance['exports']['memory'],
    args: readonly string[],
    files: MemoryFiles,
  ): void {
    this.#memory = memory;
    this.args = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
    this.files = files;
    this.next = FOLDER + 1;
    this.names.clear();
    this.opened.clear();
    for (const standard of [0, 1, 2]) this.opened.set(standard, new GrowingFile());
  }

  /** What was left behind; files it did not close are kept as they are. */
  end(exitCode: number): ProgramRun {
    for (const [descriptor, name] of this.names) {
      const file = this.opened.get(descriptor);
      if (file !== undefined) this.files.set(name, file.content);
    }
    return { exitCode, out: this.opened.get(1)!.content, err: this.opened.get(2)!.content };
  }

  // The memory moves when it grows: views are made anew for each call.
  view(): DataView {
    return new DataView(this.#memory!.buffer);
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory!.buffer, at, length);
  }

  text(at: number, length: number): string {
    return new TextDecoder().decode(this.bytes(at, length));
  }

  /** The parts of memory that a list of `count` pointer and length pairs names. */
  vectors(list: number, count: number): Uint8Array[] {
    return Array.from({ length: count }, (_, n) => {
      const at = list + n * 8;
      return this.bytes(this.view().getUint32(at, true), this.view().getUint32(at + 4, true));
    });
  }
}

/** The calls of WASI that such a program makes. */
function callsOf(desk: WasiDesk) {
  return {
    args_sizes_get(count: number, size: number): number {
      desk.view().setUint32(count, desk.args.length, true);
      desk.view().setUint32(
        size,
        desk.args.reduce((sum, arg) => sum + arg.length, 0),
        true,
      );
      return OK;
    },
    args_get(pointers: number, buffer: number): number {
      let at = buffer;
      desk.args.forEach((arg, n) => {
        desk.view().setUint32(pointers + n * 4, at, true);
        desk.bytes(at, arg.length).set(arg);
        at += arg.length;
      });
      return OK;
    },
    clock_time_get(_clock: number, _precision: bigint, target: number): number {
      desk.view().setBigUint64(target, 0n, true);
      return OK;
    },
    fd_prestat_get(descriptor: number, target: number): number {
      if (descriptor !== FOLDER) return BAD_DESCRIPTOR;
      desk.view().setUint32(target, 0, true);
      desk.view().setUint32(target + 4, 1, true);
      return OK;
    },
    fd_prestat_dir_name(descriptor: number, target: number, length: number): number {
      if (descriptor !== FOLDER || length < 1) return INVALID;
      desk.bytes(target, 1)[0] = '.'.charCodeAt(0);
      return OK;
    },
    fd_fdstat_get(descriptor: number, target: number): number {
      const kind =
        descriptor === FOLDER ? DIRECTORY : descriptor < FOLDER ? CHARACTER_DEVICE : REGULAR_FILE;
      if (descriptor !== FOLDER && !desk.opened.has(descriptor)) return BAD_DESCRIPTOR;
      desk.bytes(target, 24).fill(0);
      desk.view().setUint8(target, kind);
      desk.view().setBigUint64(target + 8, ~0n & 0xffffffffffffffffn, true);
      desk.view().setBigUint64(target + 16, ~0n & 0xffffffffffffffffn, true);
      return OK;
    },
    fd_fdstat_set_flags(): number {
      return OK;
    },
    path_open(
      _folder: number,
      _lookup: number,
      path: number,
      length: number,
      how: number,
      _rights: bigint,
      _inherited: bigint,
      _flags: number,
      target: number,
    ): number {
      const name = desk.text(path, length).replace(/^\.?\//, '');
      const there = desk.files.get(name);
      if (there === undefined && (how & CREATE) === 0) return NOT_FOUND;
      const kept = (how & TRUNCATE) === 0 ? there : undefined;
      const descriptor = desk.next++;
      desk.opened.set(descriptor, new GrowingFile(kept?.slice()));
      desk.names.set(descriptor, name);
      desk.view().setUint32(target, descriptor, true);
      return OK;
    },
    fd_read(descriptor: number, list: number, count: number, target: number): number {
      const file = desk.opened.get(descriptor);
      if (file === undefined) return BAD_DESCRIPTOR;
      const read = desk.vectors(list, count).reduce((sum, part) => sum + file.read(part), 0);
      desk.view().setUint32(target, read, true);
      return OK;
    },
    fd_write(descriptor: number, list: number, count: number, target: number): number {
      const file = desk.opened.get(descriptor);
      if (file === undefined) return BAD_DESCRIPTOR;
      let written = 0;
      for (const part of desk.vectors(list, count)) {
        file.write(part);
        written += part.length;
      }
      desk.view().setUint32(target, written, true);
      return OK;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, target: number): number {
      const file = desk.opened.get(descriptor);
      if (file === undefined) return BAD_DESCRIPTOR;
      const origin = whence === 0 ? 0 : whence === 1 ? file.at : file.length;
      const at = origin + Number(offset);
      if (at < 0) return INVALID;
      file.at = at;
      desk.view().setBigUint64(target, BigInt(at), true);
      return OK;
    },
    fd_close(descriptor: number): number {
      const file = desk.opened.get(descriptor);
      if (file === undefined) return BAD_DESCRIPTOR;
      const name = desk.names.get(descriptor);
      if (name !== undefined) {
        desk.files.set(name, file.content);
        desk.opened.delete(descriptor);
      }
      return OK;
    },
    proc_exit(code: number): never {
      throw new Exit(code);
    },
  };
}
