import { CodedError, type Proportion, wilson } from '@flotilla/foundation';
import type { EvaluationErrorCode } from './errors';
import { type LatencySummary, summarizeLatency } from './latency/latency-summary';
import { argMax } from './metrics/arg-max';
import { type ClassOutput, classOutput, classRows, type Subject } from './metrics/class-rows';
import { OutputError, type OutputErrorSummary } from './metrics/output-error';

export interface EvaluateOptions {
  /** One class index a sample; without labels only agreement with the reference is measured. */
  readonly labels?: Int32Array;
  /** The model to compare with, usually the float one, with the same data. */
  readonly reference?: Subject;
  /** A monotonic clock, such as `performance.now`. */
  readonly nowMs: () => number;
  readonly signal?: AbortSignal;
  /** Called after each sample. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Evaluation {
  readonly sampleCount: number;
  readonly top1?: Proportion;
  /** Samples in which both models name the same class; 1 − agreement bounds the loss of accuracy. */
  readonly agreement?: Proportion;
  /** The output's distance from the reference's. */
  readonly outputError?: OutputErrorSummary;
  /** Of the model's own invocations, the first included. */
  readonly latency: LatencySummary;
}

/**
 * Runs a classifier over a data set, one invocation at a time, and judges it. Aborting rejects with the signal's reason.
 * @throws CodedError `LABELS_INVALID`, `OUTPUT_UNSUITABLE`, the data set's, the runtime's
 */
export async function evaluate(subject: Subject, options: EvaluateOptions): Promise<Evaluation> {
  const { labels, reference, nowMs, signal, onProgress } = options;
  const output = classOutput(subject);
  if (labels) checkLabels(labels, output);
  if (reference) checkReference(classOutput(reference), output);
  const durationsMs: number[] = [];
  const actualRows = classRows(subject, async (inputs) => {
    signal?.throwIfAborted();
    const start = nowMs();
    const outputs = await subject.interpreter.invoke(inputs);
    durationsMs.push(nowMs() - start);
    return outputs;
  });
  const referenceRows =
    reference && classRows(reference, (inputs) => reference.interpreter.invoke(inputs));
  const error = new OutputError();
  let done = 0;
  let correct = 0;
  let agreeing = 0;
  for await (const actual of actualRows) {
    const winner = argMax(actual);
    if (winner === labels?.[done]) correct++;
    const wanted = await referenceRows?.next();
    if (wanted && !wanted.done) {
      error.add(wanted.value, actual);
      if (argMax(wanted.value) === winner) agreeing++;
    }
    done++;
    onProgress?.(done, output.rowCount);
  }
  return {
    sampleCount: done,
    ...(labels && { top1: wilson(correct, done) }),
    ...(reference && { agreement: wilson(agreeing, done), outputError: error.summary() }),
    latency: summarizeLatency(durationsMs),
  };
}

function checkLabels(labels: Int32Array, { rowCount, classCount }: ClassOutput): void {
  if (labels.length !== rowCount)
    throw badLabels(
      `There are ${labels.length} labels for ${rowCount} samples; give one label a sample`,
    );
  const at = labels.findIndex((label) => label >= classCount);
  if (at >= 0)
    throw badLabels(
      `Label ${labels[at]} of sample ${at} is none of the model's ${classCount} classes; give class indexes from 0 to ${classCount - 1}`,
    );
}

function checkReference(reference: ClassOutput, output: ClassOutput): void {
  if (reference.classCount !== output.classCount || reference.rowCount !== output.rowCount) {
    throw new CodedError<EvaluationErrorCode>(
      'OUTPUT_UNSUITABLE',
      `The reference gives ${reference.rowCount} samples of ${reference.classCount} classes, the model ${output.rowCount} of ${output.classCount}`,
    );
  }
}

function badLabels(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('LABELS_INVALID', message);
}
