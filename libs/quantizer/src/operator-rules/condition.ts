import type { Operator } from '@flotilla/tflite';

/** What a version depends on, beside the operator's kind: the questions that TFLite's `op_version.cc` asks. */
export type Condition =
  | 'per-channel-weights'
  | 'asymmetric-inputs'
  | 'no-bias'
  | 'keeps-dimensions'
  | 'more-than-4-dimensions';

export interface OperatorFacts {
  readonly operator: Operator;
  readonly perChannel: boolean;
  /** Whether a hybrid kernel is to quantize its inputs with a zero point. */
  readonly asymmetricInputs: boolean;
}

const CONDITIONS: Readonly<Record<Condition, (facts: OperatorFacts) => boolean>> = {
  'per-channel-weights': ({ perChannel }) => perChannel,
  'asymmetric-inputs': ({ asymmetricInputs }) => asymmetricInputs,
  'no-bias': ({ operator }) => (operator.inputs[2] ?? null) === null,
  'keeps-dimensions': ({ operator }) =>
    operator.options?.type === 'FullyConnectedOptions' && operator.options.keepNumDims,
  'more-than-4-dimensions': ({ operator }) =>
    operator.inputs.some((input) => input !== null && input.shape.length > 4),
};

export function conditionHolds(condition: Condition | undefined, facts: OperatorFacts): boolean {
  return condition === undefined || CONDITIONS[condition](facts);
}

export function quantizesInputsAsymmetrically({ options }: Operator): boolean {
  return options?.type === 'FullyConnectedOptions' && options.asymmetricQuantizeInputs;
}
