import { CodedError } from '@flotilla/foundation';
import { isConstant, type Model } from '@flotilla/tflite';
import type { RuntimeErrorCode } from '../../errors';
import type { LoadPlan } from './crash-check';
import { crashByBroadcast } from './broadcasts';
import { crashByDelegation } from './delegation';
import { crashByIndex } from './indexes';
import { crashByInputShape } from './input-shapes';
import { crashByMissingInput } from './missing-inputs';
import { crashByMultiplier } from './multipliers';
import { crashByRecurrentType } from './recurrent-types';
import { crashByStride } from './strides';
import { crashByType } from './types';
import { crashByWindow } from './windows';

const CHECKS = [
  crashByMissingInput,
  crashByInputShape,
  crashByType,
  crashByRecurrentType,
  crashByMultiplier,
  crashByBroadcast,
  crashByWindow,
  crashByIndex,
  crashByStride,
  crashByDelegation,
];

/**
 * Keeps models from native code that would end the process: what TensorFlow Lite 2.9 neither refuses nor computes, as far
 * as the file tells. Shapes are the file's own; those that only an inference settles, and indexes that only it computes, are
 * not known here.
 * @throws CodedError `MODEL_UNSUPPORTED`
 */
export function refuseCrashingOperators({ subgraphs }: Model, plan: LoadPlan): void {
  for (const { inputs, outputs, operators } of subgraphs) {
    // What is given for it is written over it, after kernels have relied on its values.
    const constant = inputs.find(isConstant);
    if (constant) throw unsupported(`a model whose input "${constant.name}" is a constant`);
    const read = new Set([...outputs, ...operators.flatMap((operator) => operator.inputs)]);
    for (const operator of operators) {
      for (const crashBy of CHECKS) {
        const reason = crashBy(operator, { ...plan, read });
        if (reason === undefined) continue;
        throw unsupported(`${operator.code} ("${operator.outputs[0]?.name ?? ''}") ${reason}`);
      }
    }
  }
}

function unsupported(what: string): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>(
    'MODEL_UNSUPPORTED',
    `TensorFlow Lite 2.9 cannot run ${what}`,
  );
}
