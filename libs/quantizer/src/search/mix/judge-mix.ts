import {
  compareOutputs,
  type ComparedModel,
  type Invocation,
  processorDelegate,
  type Runtime,
} from '@flotilla/evaluation';
import type { Model } from '@flotilla/tflite';
import type { NamedRecipe } from '../../recipe/recipe';
import { computation } from '../../report/computation';
import { operatorOutcomes } from '../../report/operator-outcomes';
import type { ChosenCandidate } from '../choose-candidate';
import type { TriedMix } from './tried-mix';

export interface Judging {
  readonly floatModel: Model;
  readonly samples: readonly Invocation[];
  /** Runs the float model. */
  readonly runtime: Runtime;
  /** Runs the mix. */
  readonly proofRuntime: Runtime;
}

/** Runs a mix beside the float model, and counts what it computes in integers. */
export async function judgeMix(
  recipe: NamedRecipe,
  chosen: ChosenCandidate,
  { floatModel, samples, runtime, proofRuntime }: Judging,
): Promise<Omit<TriedMix, 'schemes'>> {
  const { candidate, prepared } = chosen;
  const operators = operatorOutcomes(prepared, candidate.plan);
  const { floatShare } = computation(operators);
  const side = (model: Model, runs: Runtime): ComparedModel => ({
    model,
    runtime: runs,
    execution: { delegate: processorDelegate(runs) },
    invocations: () => samples,
  });
  return {
    recipe,
    sizeBytes: candidate.file.byteLength,
    outputs: await compareOutputs(side(floatModel, runtime), side(candidate.model, proofRuntime)),
    integerShare: floatShare === null ? null : 1 - floatShare,
    isQuantized: operators.some(({ scheme }) => scheme !== 'float'),
  };
}
