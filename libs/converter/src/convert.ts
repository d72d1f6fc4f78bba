import { convertGraph, type ConversionResult } from './convert-graph';
import { detectFormat } from './detect-format';
import { ConverterError } from './errors';
import { readKeras } from './readers/keras/read-keras';
import { readTfjsLayers } from './readers/tfjs-layers/read-tfjs-layers';
import { openZippedModel } from './readers/tfjs-layers/zipped-model';
import type { ReadShard } from './readers/tfjs-layers/read-weights';

export interface ConversionSource {
  /** The model file; for TensorFlow.js its `model.json`, or its folder as a zip archive. */
  readonly bytes: Uint8Array;
  /** Needed by a bare `model.json`, whose weights are in files of their own. */
  readonly readShard?: ReadShard;
}

/**
 * Converts a model of any format that is read here to float32 TFLite.
 * @throws ConverterError; see `ConverterErrorCode`
 */
export async function convert(source: ConversionSource): Promise<ConversionResult> {
  const format = detectFormat(source.bytes);
  if (format === 'keras') return convertKeras(source.bytes);
  if (format === 'tflite') {
    throw new ConverterError(
      'UNKNOWN_FORMAT',
      'the model is a .tflite file already; use it as it is',
    );
  }
  const { bytes, readShard } = source;
  if (format === 'tfjs-layers-zip')
    return convertGraph(await readTfjsLayers(openZippedModel(bytes)));
  if (readShard === undefined) {
    throw new ConverterError(
      'MISSING_WEIGHTS',
      'a model.json keeps its weights in files beside it; give the whole folder as one .zip',
    );
  }
  return convertGraph(await readTfjsLayers({ modelJson: bytes, readShard }));
}

/**
 * @param bytes of a Keras 3 `.keras` file
 * @throws ConverterError; see `ConverterErrorCode`
 */
export async function convertKeras(bytes: Uint8Array): Promise<ConversionResult> {
  return Promise.resolve(convertGraph(readKeras(bytes)));
}
