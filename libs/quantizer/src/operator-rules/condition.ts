import type { Operator } from '@flotilla/tflite';

/** What a version depends on, beside the operator's kind: the questions that TFLite's `op_version.cc` asks. */
export type Condition =
  | 'per-channel-weights'
  | 'int4-weights'
  | 'asymmetric-inputs'
  | 'no-bias'
  | 'has-bias'
  | 'fused-activation'
  | 'keeps-dimensions'
  | 'product-scale-at-least-1'
  | 'half-pixel-centers'
  | 'half-pixel-centers-or-aligned-corners'
  | 'batch-dimensions'
  | 'ellipsis-or-new-axis'
  | 'more-than-4-dimensions'
  | 'more-than-5-dimensions'
  | 'not-4-dimensions'
  | 'broadcasts-beyond-4-dimensions'
  | 'grouped'
  | 'basic-kernel'
  | 'diagonal-recurrence';

export interface OperatorFacts {
  readonly operator: Operator;
  readonly perChannel?: boolean;
  readonly weightBits?: 4 | 8;
  /** Whether a hybrid kernel is to quantize its inputs with a zero point. */
  readonly asymmetricInputs?: boolean;
  /** Scales of the activations as the kernel reads and writes them. */
  readonly inputScales?: readonly number[];
  readonly outputScale?: number;
}

const CONDITIONS: Readonly<Record<Condition, (facts: OperatorFacts) => boolean>> = {
  'per-channel-weights': ({ perChannel }) => perChannel === true,
  'int4-weights': ({ weightBits }) => weightBits === 4,
  'asymmetric-inputs': ({ asymmetricInputs }) => asymmetricInputs === true,
  'no-bias': ({ operator }) => (operator.inputs[2] ?? null) === null,
  // TRANSPOSE_CONV, whose bias comes fourth.
  'has-bias': ({ operator }) => (operator.inputs[3] ?? null) !== null,
  'fused-activation': ({ operator: { options } }) =>
    options !== undefined &&
    'fusedActivationFunction' in options &&
    options.fusedActivationFunction !== 'NONE',
  'keeps-dimensions': ({ operator: { options } }) =>
    options?.type === 'FullyConnectedOptions' && options.keepNumDims,
  'product-scale-at-least-1': ({ inputScales = [], outputScale = NaN }) =>
    inputScales.reduce((product, scale) => product * scale, 1) / outputScale >= 1,
  'half-pixel-centers': ({ operator: { options } }) =>
    options?.type === 'ResizeBilinearOptions' && options.halfPixelCenters,
  'half-pixel-centers-or-aligned-corners': ({ operator: { options } }) =>
    options?.type === 'ResizeNearestNeighborOptions' &&
    (options.halfPixelCenters || options.alignCorners),
  'batch-dimensions': ({ operator: { options } }) =>
    options?.type === 'GatherOptions' && options.batchDims !== 0,
  'ellipsis-or-new-axis': ({ operator: { options } }) =>
    options?.type === 'StridedSliceOptions' &&
    (options.ellipsisMask !== 0 || options.newAxisMask !== 0),
  'more-than-4-dimensions': ({ operator }) => mostDimensions(operator) > 4,
  'more-than-5-dimensions': ({ operator }) => mostDimensions(operator) > 5,
  'not-4-dimensions': ({ operator }) => operator.inputs[0]?.shape.length !== 4,
  'broadcasts-beyond-4-dimensions': ({ operator }) =>
    mostDimensions(operator) > 4 &&
    operator.inputs[0]?.shape.join() !== operator.inputs[1]?.shape.join(),
  grouped: ({ operator: { inputs } }) =>
    inputs[0]?.shape.length === 4 && inputs[0].shape[3] !== inputs[1]?.shape[3],
  'basic-kernel': ({ operator: { options } }) =>
    options?.type === 'LSTMOptions' && options.kernelType === 'BASIC',
  'diagonal-recurrence': ({ operator: { options } }) =>
    options?.type === 'UnidirectionalSequenceLSTMOptions' && options.diagonalRecurrentTensors,
};

export function conditionHolds(condition: Condition | undefined, facts: OperatorFacts): boolean {
  return condition === undefined || CONDITIONS[condition](facts);
}

export function quantizesInputsAsymmetrically({ options }: Operator): boolean {
  return (
    options !== undefined &&
    'asymmetricQuantizeInputs' in options &&
    options.asymmetricQuantizeInputs
  );
}

function mostDimensions({ inputs }: Operator): number {
  return inputs.reduce((most, input) => Math.max(most, input?.shape.length ?? 0), 0);
}
