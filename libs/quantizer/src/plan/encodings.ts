import { floatData, isFloatConstant, type Tensor } from '@flotilla/tflite';
import { activationEncoding } from '../arithmetic/activation-encoding';
import type { AffineEncoding } from '../arithmetic/encoding';
import { indexOfNonFinite, rangeOf, type Range } from '../arithmetic/range';

/**
 * The encoding of each activation as the graph is walked in execution order: what its producer writes, or, where that
 * is float (an input, a float operator, a constant), what its own range gives.
 */
export class Encodings {
  private readonly known = new Map<Tensor, AffineEncoding>();

  constructor(private readonly ranges: ReadonlyMap<Tensor, Range>) {}

  /** Absent for a tensor without a finite range. */
  of(tensor: Tensor): AffineEncoding | undefined {
    const known = this.known.get(tensor);
    if (known !== undefined) return known;
    const range = this.rangeOf(tensor);
    if (range === undefined) return undefined;
    const encoding = activationEncoding(range);
    this.known.set(tensor, encoding);
    return encoding;
  }

  /** Records what an int8 operator writes. */
  produce(tensor: Tensor, encoding: AffineEncoding): void {
    this.known.set(tensor, encoding);
  }

  private rangeOf(tensor: Tensor): Range | undefined {
    if (!isFloatConstant(tensor)) return this.ranges.get(tensor);
    const values = floatData(tensor);
    return values.length > 0 && indexOfNonFinite(values) === -1 ? rangeOf(values) : undefined;
  }
}
