import { isQuantized, type Model } from '@flotilla/tflite';

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
