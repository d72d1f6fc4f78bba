import { cloneModel, isQuantized, type Model } from '@flotilla/tflite';
import { quantizerError } from './errors';
import { takeFakeQuantization } from './fake-quant/take-fake-quantization';
import type { Scheme } from './recipe/scheme';

/**
 * Whether somebody has quantized the model before: some integer tensor has a scale. Quantizing twice would add the
 * losses up. Integer tensors without a scale (an image as bytes) do not count, nor does the fake quantization of a model
 * that was trained for it.
 */
export function alreadyQuantized(original: Model): boolean {
  const { model } = cloneModel(original);
  takeFakeQuantization(model);
  return model.subgraphs.some((subgraph) => subgraph.tensors.some(isQuantized));
}

/** Whether the model's constants are stored in float16. */
export function alreadyFloat16(model: Model): boolean {
  return model.subgraphs.some((subgraph) =>
    subgraph.tensors.some(({ type, buffer }) => type === 'FLOAT16' && buffer !== undefined),
  );
}

/** @throws CodedError `ALREADY_QUANTIZED` where nothing is left to do, or doing it again would add losses up */
export function refuseQuantized(model: Model, scheme: Scheme): void {
  if (alreadyQuantized(model)) {
    throw quantizerError(
      'ALREADY_QUANTIZED',
      'The model is already quantized: some integer tensor has a scale; give the float model it was made from',
    );
  }
  if (scheme === 'float16' && alreadyFloat16(model)) {
    throw quantizerError(
      'ALREADY_QUANTIZED',
      'The model already stores its constants in float16; there is nothing left to halve',
    );
  }
}
