import type { TensorType } from '@flotilla/tflite';
import type { AffineParameters } from '../elements/affine';

/** What a data set needs to know of one model input; an interpreter's `TensorSpec` is one. */
export interface ModelInput {
  readonly name: string;
  readonly type: TensorType;
  /** With the batch that invocations will have. */
  readonly shape: readonly number[];
  readonly quantization?: AffineParameters;
}

export function describeInput({ name, type, shape }: ModelInput): string {
  return `input ${JSON.stringify(name)}, ${type} (${shape.join(', ')})`;
}
