import { isQuantized, type Model } from '@flotilla/tflite';
import { quantizerError } from './errors';
import type { Recipe } from './recipe/recipe';

/**
 * Whether somebody has quantized the model before: some integer tensor has a scale. Quantizing twice would add the
 * losses up. Integer tensors without a scale (an image as bytes) do not count.
 */
export function alreadyQuantized(model: Model): boolean {
  return model.subgraphs.some((subgraph) => subgraph.tensors.some(isQuantized));
}

/** Whether the model's constants are stored in float16. */
export function alreadyFloat16(model: Model): boolean {
  return model.subgraphs.some((subgraph) =>
    subgraph.tensors.some(({ type, buffer }) => type === 'FLOAT16' && buffer !== undefined),
  );
}

/** @throws CodedError `ALREADY_QUANTIZED` where nothing is left to do, or doing it again would add losses up */
export function refuseQuantized(model: Model, recipe: Recipe): void {
  if (alreadyQuantized(model)) {
    throw quantizerError(
      'ALREADY_QUANTIZED',
      'The model is already quantized: some integer tensor has a scale; give the float model it was made from',
    );
  }
  const isHalving = recipe.every(({ scheme }) => scheme === 'float16' || scheme === 'float');
  if (isHalving && alreadyFloat16(model)) {
    throw quantizerError(
      'ALREADY_QUANTIZED',
      'The model already stores its constants in float16; there is nothing left to halve',
    );
  }
}
