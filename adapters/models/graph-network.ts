/** A network in memory that looks at square pictures, on the CPU. */
export interface GraphNetwork {
  /**
   * What the network answers, by the names of its outputs in their order.
   *
   * @param planes red, green and blue, each `side` by `side`
   */
  look(planes: Float32Array, side: number): Promise<ReadonlyMap<string, Float32Array>>;
  close(): Promise<void>;
}

/**
 * Opens a network of these bytes in the ONNX format, one thread to itself: several workers look at once.
 *
 * @throws Error where the runtime is not there, or cannot read it
 */
export async function openGraphNetwork(network: Uint8Array): Promise<GraphNetwork> {
  const ort = await import('onnxruntime-node');
  const session = await ort.InferenceSession.create(network, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return {
    async look(planes, side) {
      const input = new ort.Tensor('float32', planes, [1, 3, side, side]);
      const answer = await session.run({ [session.inputNames[0]!]: input });
      return new Map(
        Object.entries(answer).map(([name, { data }]) => [name, data as Float32Array] as const),
      );
    },
    close: () => session.release(),
  };
}
