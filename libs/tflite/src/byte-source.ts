/** A file that is read by range, so that one of many gigabytes need not stand in memory as one array. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly `lengthBytes` bytes from `offsetBytes` on; the range lies inside the file. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>;
}
