import type { ByteSource } from './byte-source';
import type { Model } from './model';
import { readSteps, type StoredModel } from './reader/read-steps';

/** Holds the tables of any usual model whose constants stand behind them, and most models whole. */
const FIRST_READ_BYTES = 16 * 1024 ** 2;

/**
 * Reads an untrusted `.tflite` file. Buffers are views into `bytes`, which must stay unchanged while the model is used.
 * Not kept are debug metadata indexes, the deprecated list of metadata buffers, where in the file data stood, and bytes
 * that nothing in the file names.
 * @throws ModelError
 */
export function readModel(bytes: Uint8Array): Model {
  return readStoredModel(bytes).model;
}

/**
 * Reads a model, and tells how its file keeps it.
 * @throws ModelError
 */
export function readStoredModel(bytes: Uint8Array): StoredModel {
  const steps = readSteps(bytes.byteLength, bytes.byteLength);
  // A plain view, as a Node Buffer's type would spread to every view of it.
  const file = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let step = steps.next();
  while (!step.done) {
    const { offsetBytes, lengthBytes } = step.value;
    step = steps.next(file.subarray(offsetBytes, offsetBytes + lengthBytes));
  }
  return step.value;
}

/**
 * Like `readModel`, for a file of any size: what stands outside its FlatBuffer is read range by range.
 * @throws ModelError, and whatever the source throws
 */
export async function readModelFrom(source: ByteSource): Promise<Model> {
  return (await readStoredModelFrom(source)).model;
}

/**
 * Like `readModelFrom`, and tells how the file keeps the model.
 * @throws ModelError, and whatever the source throws
 */
export async function readStoredModelFrom(source: ByteSource): Promise<StoredModel> {
  const steps = readSteps(source.sizeBytes, FIRST_READ_BYTES);
  let step = steps.next();
  while (!step.done) {
    const { offsetBytes, lengthBytes } = step.value;
    step = steps.next(await source.read(offsetBytes, lengthBytes));
  }
  return step.value;
}
