import { CodedError } from '@flotilla/foundation';
import type { TensorArray } from '../elements/array';
import { elementBytes, isElementType } from '../elements/element-type';
import { writeNumbers } from '../elements/numbers';
import type { EvaluationErrorCode } from '../errors';
import type { TensorSpec } from '../interpreter';
import type { Dataset } from './dataset';
import { outputValues } from './output-values';

/** Gathers one output over a data set into an array whose first axis counts the samples, as the inputs' does. */
export class OutputCollector {
  readonly #dataset: Dataset;
  readonly #dequantize: boolean;
  readonly #parts: Uint8Array[] = [];
  #sampleShape: readonly number[] | undefined;
  #type: TensorArray['type'] = 'FLOAT32';

  /** @param raw leaves quantized outputs as the integers they are */
  constructor(dataset: Dataset, options: { readonly raw: boolean }) {
    this.#dataset = dataset;
    this.#dequantize = !options.raw;
  }

  /**
   * @param spec as the interpreter gives it after the invocation
   * @throws CodedError `OUTPUT_UNSUITABLE` when the output cannot be divided among the samples
   */
  add(invocation: number, bytes: Uint8Array, spec: TensorSpec): void {
    const shape = this.#shapeOfSample(spec);
    this.#sampleShape ??= shape;
    if (shape.join() !== this.#sampleShape.join()) {
      throw unsuitable(
        `Output ${JSON.stringify(spec.name)} changes its shape from sample to sample, (${this.#sampleShape.join(', ')}) and (${shape.join(', ')}), and does not fit one array`,
      );
    }
    const values = this.#convert(bytes, spec);
    const { samplesPerInvocation } = this.#dataset;
    const kept = (values.byteLength / samplesPerInvocation) * this.#dataset.samplesIn(invocation);
    this.#parts.push(values.subarray(0, kept));
  }

  array(): TensorArray {
    const bytes = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.byteLength, 0));
    let offset = 0;
    for (const part of this.#parts) {
      bytes.set(part, offset);
      offset += part.byteLength;
    }
    return {
      type: this.#type,
      shape: [this.#dataset.sampleCount, ...(this.#sampleShape ?? [])],
      bytes,
    };
  }

  #shapeOfSample({ name, shape }: TensorSpec): readonly number[] {
    const { layout, samplesPerInvocation } = this.#dataset;
    if (layout === 'entries') return shape;
    if (shape[0] === samplesPerInvocation) return shape.slice(1);
    if (samplesPerInvocation === 1) return shape;
    throw unsuitable(
      `Output ${JSON.stringify(name)} of shape (${shape.join(', ')}) has no batch of ${samplesPerInvocation} to divide among the samples; give whole inputs, with one axis more`,
    );
  }

  #convert(bytes: Uint8Array, spec: TensorSpec): Uint8Array {
    if (this.#dequantize && spec.quantization) {
      this.#type = 'FLOAT32';
      return writeNumbers('FLOAT32', outputValues(bytes, spec));
    }
    if (!isElementType(spec.type))
      throw unsuitable(
        `Output ${JSON.stringify(spec.name)} is ${spec.type}, which a .npy file cannot hold`,
      );
    if (bytes.byteLength % elementBytes[spec.type] !== 0)
      throw new RangeError('an output is a whole number of elements');
    this.#type = spec.type;
    return bytes;
  }
}

function unsuitable(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('OUTPUT_UNSUITABLE', message);
}
