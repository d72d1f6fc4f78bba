import { ConverterError } from './errors';
import { isJsonObject, parseJsonObject } from './json';
import { listArchive } from './readers/archive';
import { readZippedModelJson } from './readers/tfjs-layers/zipped-model';

export type ModelFormat = 'keras' | 'tfjs-layers' | 'tfjs-layers-zip' | 'tflite';

const accepted =
  'accepted are a Keras 3 .keras file, a TensorFlow.js LayersModel (its model.json, or its folder as a .zip), and a .tflite file';

/**
 * Tells a model file's format from its content, whatever its name.
 * @throws ConverterError `UNKNOWN_FORMAT`, naming what is accepted; `MALFORMED_ARCHIVE` or `ARCHIVE_TOO_LARGE`
 * for a broken zip
 */
export function detectFormat(bytes: Uint8Array): ModelFormat {
  if (hasMagic(bytes, 4, 'TFL3')) return 'tflite';
  if (hasMagic(bytes, 0, 'PK\u0003\u0004')) return detectArchive(bytes);
  if (hasMagic(bytes, 0, '\u0089HDF\r\n')) throw unknown('a bare HDF5 file');
  if (firstCharacter(bytes) === '{') return detectJson(bytes);
  throw unknown(bytes.length === 0 ? 'an empty file' : 'neither a zip, JSON nor a TFLite file');
}

function detectArchive(bytes: Uint8Array): ModelFormat {
  const members = listArchive(bytes);
  if (members.has('model.weights.h5')) return 'keras';
  const modelJson = readZippedModelJson(bytes);
  if (modelJson !== undefined) {
    detectJson(modelJson.bytes);
    return 'tfjs-layers-zip';
  }
  if (members.has('config.json')) return 'keras';
  throw unknown('a zip archive without config.json or model.json');
}

function detectJson(bytes: Uint8Array): 'tfjs-layers' {
  const model = parseJsonObject(bytes, 'the file', 'UNKNOWN_FORMAT');
  if (model['format'] === 'graph-model') throw unknown('a TensorFlow.js GraphModel');
  if (isJsonObject(model['modelTopology'])) return 'tfjs-layers';
  throw unknown('JSON without a modelTopology');
}

function hasMagic(bytes: Uint8Array, offset: number, magic: string): boolean {
  return Array.from(magic).every(
    (character, index) => bytes[offset + index] === character.charCodeAt(0),
  );
}

/** The first one that is not white space. */
function firstCharacter(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 256)).trimStart().charAt(0);
}

function unknown(found: string): ConverterError {
  return new ConverterError('UNKNOWN_FORMAT', `the model is ${found}; ${accepted}`);
}
