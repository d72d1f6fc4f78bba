import { elementCount } from '@flotilla/tflite';
import { ConverterError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json';

/** One weight of a TensorFlow.js manifest. */
export interface ManifestWeight {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Weights that lie one after the other in the bytes of all `paths` put together. */
export interface ManifestGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ManifestWeight[];
  readonly sizeBytes: number;
}

/** @throws ConverterError `MALFORMED_CONFIG`, `MALFORMED_WEIGHTS` or `UNSAFE_PATH` */
export function readManifest(model: JsonObject): ManifestGroup[] {
  return listOf(model['weightsManifest'], 'weightsManifest').map((group) => {
    const weights = listOf(group['weights'], 'weights').map(readWeight);
    const paths: unknown = group['paths'];
    if (!Array.isArray(paths)) throw malformed('paths');
    const sizeBytes = weights.reduce((total, { shape }) => total + 4 * elementCount(shape), 0);
    return { paths: paths.map(checkPath), weights, sizeBytes };
  });
}

function readWeight(entry: JsonObject): ManifestWeight {
  const { name, shape, dtype, quantization } = entry as Record<string, unknown>;
  if (typeof name !== 'string') throw malformed('name');
  if (!Array.isArray(shape) || !shape.every(isSize)) throw malformed(`shape of ${name}`);
  if (dtype !== 'float32' || quantization !== undefined) {
    const found = quantization === undefined ? String(dtype) : 'quantized';
    throw new ConverterError(
      'MALFORMED_WEIGHTS',
      `weight ${name} is ${found.slice(0, 40)}; only unquantized float32 weights are read`,
    );
  }
  return { name, shape };
}

/** Shards lie in the model's folder or below it. */
function checkPath(path: unknown): string {
  if (typeof path !== 'string' || path === '') throw malformed('paths');
  if (/^\/|\\|:|\0/u.test(path) || path.split('/').includes('..')) {
    throw new ConverterError(
      'UNSAFE_PATH',
      `weight file ${path.slice(0, 120)} is outside the model's folder`,
    );
  }
  return path;
}

function listOf(value: unknown, key: string): JsonObject[] {
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw malformed(key);
  return value;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
}

function malformed(what: string): ConverterError {
  return new ConverterError('MALFORMED_CONFIG', `the weights manifest is unreadable: ${what}`);
}
