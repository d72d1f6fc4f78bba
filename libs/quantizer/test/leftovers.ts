import type { BuiltinOperator, Model, Operator, Tensor } from '@flotilla/tflite';

/** Operators of which the kernels can clamp their own output, by TensorFlow Lite 2.9's sources. */
const CLAMPING: ReadonlySet<BuiltinOperator> = new Set<BuiltinOperator>([
  'ADD',
  'AVERAGE_POOL_2D',
  'CONV_2D',
  'CONV_3D',
  'DEPTHWISE_CONV_2D',
  'DIV',
  'FULLY_CONNECTED',
  'L2_POOL_2D',
  'MAX_POOL_2D',
  'MUL',
  'SUB',
]);

const ACTIVATIONS: ReadonlySet<BuiltinOperator> = new Set<BuiltinOperator>([
  'RELU',
  'RELU6',
  'RELU_N1_TO_1',
]);

/** What preparation should have taken out of a model, each as a line that says where. */
export function leftoversOf({ subgraphs }: Model): string[] {
  return subgraphs.flatMap(({ tensors, operators, outputs }) => {
    const stored = tensors.flatMap(({ name, type, buffer, sparsity }) => [
      ...(buffer && type === 'FLOAT16' ? [`float16 constant ${name}`] : []),
      ...(sparsity ? [`sparse constant ${name}`] : []),
    ]);
    const isPrivate = (tensor: Tensor): boolean =>
      !outputs.includes(tensor) &&
      operators.filter(({ inputs }) => inputs.includes(tensor)).length === 1;
    const separate = operators.filter((operator) => {
      const [input] = operator.inputs;
      if (!input || !ACTIVATIONS.has(operator.code) || !isPrivate(input)) return false;
      return clampsNothing(operators.find((producer) => producer.outputs.includes(input)));
    });
    const expanded = operators.filter(
      ({ code, inputs: [input] }) =>
        code === 'DENSIFY' || (code === 'DEQUANTIZE' && input?.buffer !== undefined),
    );
    const custom = operators.filter(
      ({ customCode }) => customCode === 'Convolution2DTransposeBias',
    );
    return [
      ...stored,
      ...[...separate, ...expanded, ...custom].map(
        ({ code, outputs: [output] }) => `${code} ${output?.name ?? ''}`,
      ),
    ];
  });
}

function clampsNothing(producer: Operator | undefined): boolean {
  const { code, options } = producer ?? {};
  return (
    code !== undefined &&
    CLAMPING.has(code) &&
    options !== undefined &&
    'fusedActivationFunction' in options &&
    options.fusedActivationFunction === 'NONE'
  );
}
