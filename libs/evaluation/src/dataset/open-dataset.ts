import { CodedError } from '@flotilla/foundation';
import { elementCount } from '@flotilla/tflite';
import type { DataArray } from '../elements/array';
import { elementBytes } from '../elements/element-type';
import type { EvaluationErrorCode } from '../errors';
import { assignArrays, type DataFile } from './assign-arrays';
import type { Dataset, DatasetLayout } from './dataset';
import { type Encode, encoderFor } from './input-bytes';
import { matchShape } from './match-shape';
import { describeInput, type ModelInput } from './model-input';

/** One input's array, cut into what an invocation takes. */
interface Column {
  readonly layout: DatasetLayout;
  readonly array: DataArray;
  readonly sampleCount: number;
  readonly samplesPerInvocation: number;
  readonly sampleBytes: number;
  readonly encode: Encode;
}

/**
 * Fits a data file to a model's inputs. Everything but the values is checked here, before anything runs.
 * @throws CodedError `DATASET_INPUTS`, `DATASET_SHAPE`, `DATASET_TYPE`, `DATASET_EMPTY`
 */
export function openDataset(file: DataFile, inputs: readonly ModelInput[]): Dataset {
  const arrays = assignArrays(file, inputs);
  const columns = inputs.map((input, index) => column(arrays[index], input));
  const first = columns[0];
  if (!first)
    throw new CodedError<EvaluationErrorCode>(
      'DATASET_INPUTS',
      'The model has no input to give data to',
    );
  columns.forEach((other, index) => {
    if (
      other.layout !== first.layout ||
      other.sampleCount !== first.sampleCount ||
      other.samplesPerInvocation !== first.samplesPerInvocation
    ) {
      const input = inputs[index];
      throw new CodedError<EvaluationErrorCode>(
        'DATASET_SHAPE',
        `The arrays do not go together: ${describe(first)} for the first input, ${describe(other)} for ${input ? describeInput(input) : index}`,
      );
    }
  });
  const { layout, sampleCount, samplesPerInvocation } = first;
  const invocationCount = Math.ceil(sampleCount / samplesPerInvocation);
  return {
    layout,
    sampleCount,
    samplesPerInvocation,
    invocationCount,
    inputs: (invocation) => columns.map((each) => bytesOf(each, invocation)),
    samplesIn: (invocation) =>
      Math.min(samplesPerInvocation, sampleCount - invocation * samplesPerInvocation),
  };
}

function column(array: DataArray | undefined, input: ModelInput): Column {
  if (!array) throw new TypeError('each input has its array');
  const layout = matchShape(array.shape, input);
  return {
    layout,
    array,
    sampleCount: array.shape[0] ?? 0,
    samplesPerInvocation: layout === 'samples' ? (input.shape[0] ?? 1) : 1,
    sampleBytes: elementBytes[array.type] * elementCount(array.shape.slice(1)),
    encode: encoderFor(array.type, input),
  };
}

function bytesOf(
  { array, sampleCount, samplesPerInvocation, sampleBytes, encode }: Column,
  invocation: number,
): Uint8Array {
  const start = invocation * samplesPerInvocation;
  if (!(start >= 0 && start < sampleCount))
    throw new RangeError(`There is no invocation ${invocation}`);
  const end = start + samplesPerInvocation;
  if (end <= sampleCount)
    return encode(array.bytes.subarray(start * sampleBytes, end * sampleBytes));
  const padded = new Uint8Array(samplesPerInvocation * sampleBytes);
  const last = array.bytes.subarray((sampleCount - 1) * sampleBytes, sampleCount * sampleBytes);
  for (let row = 0; row < samplesPerInvocation; row++) padded.set(last, row * sampleBytes);
  padded.set(array.bytes.subarray(start * sampleBytes, sampleCount * sampleBytes));
  return encode(padded);
}

function describe({ layout, sampleCount, samplesPerInvocation }: Column): string {
  return layout === 'samples'
    ? `${sampleCount} samples of which the model takes ${samplesPerInvocation} at a time`
    : `${sampleCount} whole inputs`;
}
