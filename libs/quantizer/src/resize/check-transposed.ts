import type { Operator } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { nameOf } from './infer-shapes';
import type { Shapes } from './input-shapes';

/**
 * TRANSPOSE_CONV writes the size that its first operand says, whatever its input has (`transpose_conv.cc`): beyond the
 * input it writes nothing, and what does not fit it drops.
 * @throws CodedError `RESIZE_REFUSED`
 */
export function checkTransposed(operator: Operator, shapes: Shapes): void {
  const { code, options, inputs, outputs } = operator;
  if (code !== 'TRANSPOSE_CONV' || options?.type !== 'TransposeConvOptions') return;
  const [size, filter, input] = inputs;
  const [output] = outputs;
  const [given, written] = [input && shapes.get(input), output && shapes.get(output)];
  if (!size?.buffer || !filter || !given || !written) return;
  const strides = [options.strideH, options.strideW];
  const fits = strides.every((stride, axis) => {
    const window = options.padding === 'SAME' ? 1 : (filter.shape[axis + 1] ?? 1);
    return Math.ceil(((written[axis + 1] ?? 0) - window + 1) / stride) === given[axis + 1];
  });
  if (fits) return;
  throw quantizerError(
    'RESIZE_REFUSED',
    `The operator ${nameOf(operator)} writes a constant size of ${written.join('x')}, ` +
      `which does not follow from its input of ${given.join('x')}`,
  );
}
