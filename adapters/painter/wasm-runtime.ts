/** The bytes of a module, as a file or a response gives them. */
export type WasmBytes = ArrayBuffer | Uint8Array;

/** The memory of an instance; growing it makes a new `buffer` and empties the old one. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KiB. */
  grow(pages: number): number;
}

/** As much of the platform's WebAssembly as the painter uses; the compiler's Node types have none. */
interface WasmRuntime {
  validate(bytes: WasmBytes): boolean;
  instantiate(
    bytes: WasmBytes,
    imports: Record<string, never>,
  ): Promise<{ readonly instance: { readonly exports: unknown } }>;
}

export const wasmRuntime: WasmRuntime = (globalThis as unknown as { WebAssembly: WasmRuntime })
  .WebAssembly;
