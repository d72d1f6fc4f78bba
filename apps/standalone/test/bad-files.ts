import { type TensorArray, writeNpy, writeNpz } from '@flotilla/evaluation';
import { quantize } from '@flotilla/quantizer';
import { readModel, writeModel } from '@flotilla/tflite';

/** Deterministic noise. */
export function noise(byteCount: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: byteCount }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

export const firstHalf = (bytes: Uint8Array): Uint8Array =>
  bytes.subarray(0, Math.floor(bytes.length / 2));

/** A float model as its user would have quantized it before. */
export async function quantized(file: Uint8Array): Promise<Uint8Array> {
  return writeModel((await quantize(readModel(file), { scheme: 'dynamic' })).model);
}

/** A float model whose images are 30,000 pixels wide and high: no longer a file, and gigabytes in the runtime. */
export function enlarged(file: Uint8Array): Uint8Array {
  const model = readModel(file);
  for (const input of model.subgraphs[0]?.inputs ?? []) {
    input.shape = [1, 30_000, 30_000, 1];
    delete input.shapeSignature;
  }
  return writeModel(model);
}

/** A `.npy` of zeros. */
export const zeros = (...shape: number[]): Uint8Array => writeNpy(zeroArray(shape));

/** A `.npy` of class indexes, one a sample. */
export const classes = (count: number): Uint8Array =>
  writeNpy({ type: 'UINT8', shape: [count], bytes: new Uint8Array(count) });

/** A `.npy` of zeros whose last number is NaN. */
export function withNotANumber(...shape: number[]): Uint8Array {
  const array = zeroArray(shape);
  new DataView(array.bytes.buffer).setFloat32(array.bytes.byteLength - 4, NaN, true);
  return writeNpy(array);
}

/** An archive of a few bytes whose directory claims 4 GB. */
export function bomb(): Uint8Array {
  const bytes = Buffer.from(writeNpz(new Map([['image', zeroArray([2])]])));
  bytes.writeUInt32LE(4_000_000_000, bytes.indexOf('PK\x01\x02') + 24);
  return bytes;
}

function zeroArray(shape: number[]): TensorArray {
  const count = shape.reduce((product, size) => product * size, 1);
  return { type: 'FLOAT32', shape, bytes: new Uint8Array(4 * count) };
}
