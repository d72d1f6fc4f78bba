import type { Model, Tensor, TensorType } from '@flotilla/tflite';

const INTEGER_TYPES: ReadonlySet<TensorType> = new Set<TensorType>([
  'INT8',
  'UINT8',
  'INT16',
  'INT4',
]);

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

function isQuantized({ type, quantization }: Tensor): boolean {
  return INTEGER_TYPES.has(type) && (quantization?.scale.length ?? 0) > 0;
}
