import { CodedError } from '@flotilla/foundation';
import { elementCount } from '@flotilla/tflite';
import type { Dataset } from '../dataset/dataset';
import { outputValues } from '../dataset/output-values';
import type { EvaluationErrorCode } from '../errors';
import type { Interpreter } from '../interpreter';

/** A model with the data fitted to its inputs. */
export interface Subject {
  readonly interpreter: Interpreter;
  readonly dataset: Dataset;
}

/** What one invocation of a classifier gives. */
export interface ClassOutput {
  readonly rowsPerInvocation: number;
  readonly classCount: number;
  /** Rows over the whole data set, repetitions in the last batch left out. */
  readonly rowCount: number;
}

/**
 * Finds how a model's one output holds a score for each class.
 * @throws CodedError `OUTPUT_UNSUITABLE`
 */
export function classOutput({ interpreter, dataset }: Subject): ClassOutput {
  const [output, ...others] = interpreter.outputs;
  if (!output || others.length > 0) {
    throw unsuitable(`A classifier has one output; this model has ${interpreter.outputs.length}`);
  }
  const { samplesPerInvocation, layout, sampleCount } = dataset;
  const leading = output.shape[0] ?? 1;
  const batched = layout === 'entries' ? output.shape.length > 1 : leading === samplesPerInvocation;
  const rowsPerInvocation = batched ? leading : 1;
  const rowShape = batched ? output.shape.slice(1) : output.shape;
  const classCount = elementCount(rowShape);
  if (
    classCount < 2 ||
    Math.max(...rowShape) !== classCount ||
    (layout === 'samples' && rowsPerInvocation !== samplesPerInvocation)
  ) {
    throw unsuitable(
      `Output ${JSON.stringify(output.name)} of shape (${output.shape.join(', ')}) is not one score for each class`,
    );
  }
  const rowCount = layout === 'samples' ? sampleCount : sampleCount * rowsPerInvocation;
  return { rowsPerInvocation, classCount, rowCount };
}

/** Runs the model over the data set and yields each sample's scores. */
export async function* classRows(
  { interpreter, dataset }: Subject,
  invoke: (inputs: readonly Uint8Array[]) => Promise<Uint8Array[]>,
): AsyncGenerator<ArrayLike<number>, void> {
  const { classCount, rowsPerInvocation } = classOutput({ interpreter, dataset });
  for (let invocation = 0; invocation < dataset.invocationCount; invocation++) {
    const [bytes] = await invoke(dataset.inputs(invocation));
    const [spec] = interpreter.outputs;
    if (!bytes || !spec) throw new TypeError('an invocation gives each output');
    const values = Float64Array.from(outputValues(bytes, spec));
    const rows = dataset.layout === 'samples' ? dataset.samplesIn(invocation) : rowsPerInvocation;
    for (let row = 0; row < rows; row++) {
      yield values.subarray(row * classCount, (row + 1) * classCount);
    }
  }
}

function unsuitable(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('OUTPUT_UNSUITABLE', message);
}
