/** The parts of yazl that are used: https://github.com/thejoshwolfe/yazl */
declare module 'yazl' {
  import type { Readable } from 'node:stream';

  export class ZipFile {
    readonly outputStream: Readable;
    addBuffer(
      buffer: Buffer,
      metadataPath: string,
      options?: { mtime?: Date; forceDosTimestamp?: boolean; mode?: number; compress?: boolean },
    ): void;
    end(): void;
  }
}
