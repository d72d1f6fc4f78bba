import { floatData, type Tensor } from '@flotilla/tflite';
import { activationParameters } from '../numerics/activation-parameters';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import { indexOfNonFinite, rangeOf, type Range } from '../numerics/range';
import { isFloatConstant } from '../graph/constants';

/**
 * The parameters of each activation as the graph is walked in execution order: what its producer writes, or, where that
 * is float (an input, a float operator, a constant), what its own range gives.
 */
export class ActivationParameters {
  private readonly known = new Map<Tensor, QuantizationParameters>();

  constructor(private readonly ranges: ReadonlyMap<Tensor, Range>) {}

  /** Absent for a tensor without a finite range. */
  of(tensor: Tensor): QuantizationParameters | undefined {
    const known = this.known.get(tensor);
    if (known !== undefined) return known;
    const range = this.rangeOf(tensor);
    if (range === undefined) return undefined;
    const parameters = activationParameters(range);
    this.known.set(tensor, parameters);
    return parameters;
  }

  /** Records what an int8 operator writes. */
  produce(tensor: Tensor, parameters: QuantizationParameters): void {
    this.known.set(tensor, parameters);
  }

  private rangeOf(tensor: Tensor): Range | undefined {
    if (!isFloatConstant(tensor)) return this.ranges.get(tensor);
    const values = floatData(tensor);
    return values.length > 0 && indexOfNonFinite(values) === -1 ? rangeOf(values) : undefined;
  }
}
