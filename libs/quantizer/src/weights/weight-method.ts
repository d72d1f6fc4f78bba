import type { Operator } from '@flotilla/tflite';
import type { Channels } from '../numerics/channels';
import type { WeightType } from '../numerics/quantization-parameters';
import type { QuantizedConstant } from '../numerics/quantized-constant';

/** Weights that a kernel is to read as integers. */
export interface WeightRequest {
  readonly operator: Operator;
  /** In the tensor's own order. */
  readonly values: Float32Array;
  readonly type: WeightType;
  /** Which values share a scale. */
  readonly channels: Channels;
  /** The axis that the file states for per-channel scales. */
  readonly axis: number;
  /** Of a block-wise tensor, whose channels are then its blocks. */
  readonly blockSize?: number;
  /** Below this, a channel's bias would not fit into its accumulator. */
  readonly minimumScale?: readonly number[];
}

export interface QuantizedWeights extends QuantizedConstant {
  /** By output channel: what has to be added to the bias so that the mean output stays what it was. */
  readonly biasShift?: Float32Array;
}

/** Chooses scales and integers. */
export type WeightMethod = (request: WeightRequest) => QuantizedWeights;
