import { elementCount, type Model, type Tensor } from '@flotilla/tflite';

/** Pixels of a fixed pattern in [0, 1), as bytes of each float input. */
export function pattern(model: Model): Uint8Array[] {
  const inputs: readonly Tensor[] = model.subgraphs[0]?.inputs ?? [];
  return inputs.map(({ shape }) => {
    const values = new Float32Array(elementCount(shape)).map(
      (_, i) => (Math.imul(i, 0x9e3779b1) >>> 8) / 2 ** 24,
    );
    return new Uint8Array(values.buffer);
  });
}

export function differ(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return (
    left.length !== right.length ||
    left.some((bytes, index) => Buffer.compare(bytes, right[index] ?? Buffer.alloc(0)) !== 0)
  );
}
