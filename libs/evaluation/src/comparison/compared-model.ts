import { isQuantized, type Model, type Tensor } from '@flotilla/tflite';
import type { Invocation } from '../dataset/invocations';
import { dequantize } from '../elements/affine';
import { isElementType } from '../elements/element-type';
import { elementView } from '../elements/element-view';
import type { LoadOptions, Runtime, TensorSpec } from '../interpreter';

/** One side of a comparison: a model, where it runs, and what it is given. */
export interface ComparedModel {
  readonly model: Model;
  readonly runtime: Runtime;
  readonly execution: LoadOptions;
  /** The inputs of each inference, as this model takes them; read once for each part of a comparison. */
  readonly invocations: () => AsyncIterable<Invocation> | Iterable<Invocation>;
}

/** The real values that a tensor was given out with; nothing where its type is no number. */
export function realValues(
  bytes: Uint8Array | undefined,
  spec: TensorSpec | undefined,
  tensor: Tensor,
): ArrayLike<number> {
  if (bytes === undefined || spec === undefined || !isElementType(spec.type)) return [];
  const values = elementView(spec.type, bytes);
  const [scale] = tensor.quantization?.scale ?? [];
  if (!isQuantized(tensor) || scale === undefined) return values;
  const zeroPoint = Number(tensor.quantization?.zeroPoint[0] ?? 0);
  return dequantize(values, { scale, zeroPoint });
}

/** The values of an output that belong to samples, without those of repetitions that fill the batch. */
export function withoutRepetitions(
  values: ArrayLike<number>,
  shape: readonly number[],
  { sampleCount, batch }: Invocation,
): ArrayLike<number> {
  if (batch === undefined || sampleCount >= batch || shape[0] !== batch) return values;
  const kept = (values.length / batch) * sampleCount;
  return Array.from({ length: kept }, (_, at) => values[at] ?? NaN);
}
