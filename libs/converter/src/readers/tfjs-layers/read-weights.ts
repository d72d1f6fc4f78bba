import { elementCount } from '@flotilla/tflite';
import { ConverterError } from '../../errors';
import type { Weight } from '../../graph';
import type { ManifestGroup } from './manifest';

/** @param path as the manifest writes it, relative to `model.json`; never leads out of its folder */
export type ReadShard = (path: string) => Promise<Uint8Array>;

/**
 * All weights by name.
 * @throws ConverterError `MALFORMED_WEIGHTS` when the shards are not as long as the manifest says
 */
export async function readWeights(
  groups: readonly ManifestGroup[],
  readShard: ReadShard,
): Promise<ReadonlyMap<string, Weight>> {
  const weights = new Map<string, Weight>();
  for (const group of groups) {
    const bytes = await joinShards(group, readShard);
    let offset = 0;
    for (const { name, shape } of group.weights) {
      const sizeBytes = 4 * elementCount(shape);
      weights.set(name, { shape, values: floatsOf(bytes.subarray(offset, offset + sizeBytes)) });
      offset += sizeBytes;
    }
  }
  return weights;
}

async function joinShards(group: ManifestGroup, readShard: ReadShard): Promise<Uint8Array> {
  const shards: Uint8Array[] = [];
  let read = 0;
  for (const path of group.paths) {
    const shard = await readShard(path);
    read += shard.byteLength;
    shards.push(shard);
    if (read > group.sizeBytes) break;
  }
  if (read !== group.sizeBytes) {
    throw new ConverterError(
      'MALFORMED_WEIGHTS',
      `the weight files hold ${read} bytes where the manifest says ${group.sizeBytes}`,
    );
  }
  const joined = new Uint8Array(read);
  let offset = 0;
  for (const shard of shards) {
    joined.set(shard, offset);
    offset += shard.byteLength;
  }
  return joined;
}

/** Little-endian, as TensorFlow.js stores them, on any machine and at any alignment. */
function floatsOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) =>
    view.getFloat32(4 * index, true),
  );
}
