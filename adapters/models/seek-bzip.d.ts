/** As much of seek-bzip as is used; the package has no types of its own. */
declare module 'seek-bzip' {
  interface Bytes {
    /** The next one; it is not asked for where `eof` is true. */
    readByte(): number;
    read(into: Uint8Array, from: number, length: number): number;
    eof(): boolean;
  }
  const bunzip: {
    /** @param many whether another stream may follow the first. Throws for what is damaged. */
    decode(input: Bytes, output: { writeByte(byte: number): void }, many: boolean): void;
  };
  export default bunzip;
}
