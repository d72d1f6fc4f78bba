import { performance } from 'node:perf_hooks';
import type { MeasuredShare } from '@flotilla/bus';
import {
  type DelegateName,
  evaluate,
  type Evaluation,
  type Interpreter,
  openDataset,
  type Runtime,
  type DataArray,
} from '@flotilla/evaluation';
import type { Proportion } from '@flotilla/foundation';

export interface LabelledData {
  readonly inputs: DataArray;
  readonly labels: Int32Array;
}

export interface EvaluationRun {
  readonly runtime: Runtime;
  readonly delegate: DelegateName;
  readonly data: LabelledData;
  /** 0 to 1 over this evaluation. */
  readonly onProgress: (fraction: number) => void;
}

/** Loads a model file, uses it, and frees it whatever happens. */
export async function withInterpreter<Result>(
  { runtime, delegate }: Pick<EvaluationRun, 'runtime' | 'delegate'>,
  file: Uint8Array,
  use: (interpreter: Interpreter) => Promise<Result>,
): Promise<Result> {
  const interpreter = await runtime.load(file, { delegate });
  try {
    return await use(interpreter);
  } finally {
    await interpreter.close();
  }
}

/** Runs a model over all labelled samples, beside `reference` where one is given. */
export async function evaluateModel(
  file: Uint8Array,
  run: EvaluationRun,
  reference?: Uint8Array,
): Promise<Evaluation> {
  const { data, onProgress } = run;
  const subjectOf = (interpreter: Interpreter) => ({
    interpreter,
    dataset: openDataset(data.inputs, interpreter.inputs),
  });
  const options = {
    labels: data.labels,
    nowMs: () => performance.now(),
    onProgress: (done: number, total: number) => {
      if (done % 100 === 0 || done === total) onProgress(done / total);
    },
  };
  return withInterpreter(run, file, async (interpreter) => {
    const subject = subjectOf(interpreter);
    if (!reference) return evaluate(subject, options);
    return withInterpreter(run, reference, (other) =>
      evaluate(subject, { ...options, reference: subjectOf(other) }),
    );
  });
}

export function measuredShare({ value, lower, upper, count }: Proportion): MeasuredShare {
  return { value, lower, upper, sampleCount: count };
}
