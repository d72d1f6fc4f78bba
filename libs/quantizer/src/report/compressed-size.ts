/** Of larger files it takes minutes. */
const MOST_BYTES = 256 * 1024 ** 2;

/** Bytes of a file as gzip makes them at its usual level, as downloads travel; `null` for very large files. */
export async function compressedBytes(file: Uint8Array): Promise<number | null> {
  if (file.byteLength > MOST_BYTES) return null;
  const given = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(file);
      controller.close();
    },
  });
  const compressed: ReadableStream<Uint8Array> = given.pipeThrough(new CompressionStream('gzip'));
  let bytes = 0;
  for await (const chunk of compressed) bytes += chunk.byteLength;
  return bytes;
}
