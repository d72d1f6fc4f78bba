import { elementCount, type Tensor } from '@flotilla/tflite';
import type { Evaluator, Result } from './evaluator';
import { axisOf, bytesOfTensor, integersOf } from './operands';

export const evaluateReshape: Evaluator = ({ options }, [input, target]) => {
  const fromOptions = options?.type === 'ReshapeOptions' ? options.newShape : undefined;
  const wanted = target === undefined ? fromOptions : integersOf(target);
  if (input === undefined || wanted === undefined) return undefined;
  const known = wanted.filter((size) => size !== -1);
  const missing = elementCount(input.shape) / elementCount(known);
  return reshaped(
    input,
    wanted.map((size) => (size === -1 ? missing : size)),
  );
};

export const evaluateSqueeze: Evaluator = ({ options }, [input]) => {
  if (input === undefined || options?.type !== 'SqueezeOptions') return undefined;
  const { shape } = input;
  const squeezed = options.squeezeDims.map((axis) => axisOf(axis, shape.length));
  if (squeezed.some((axis) => axis === undefined || shape[axis] !== 1)) return undefined;
  const isGone = (size: number, axis: number): boolean =>
    squeezed.length === 0 ? size === 1 : squeezed.includes(axis);
  return reshaped(
    input,
    shape.filter((size, axis) => !isGone(size, axis)),
  );
};

export const evaluateExpandDims: Evaluator = (_, [input, axes]) => {
  const [axis, ...others] = integersOf(axes) ?? [];
  if (input === undefined || others.length > 0) return undefined;
  const at = axisOf(axis, input.shape.length + 1);
  return at === undefined ? undefined : reshaped(input, input.shape.toSpliced(at, 0, 1));
};

/** The same elements in another shape, if there are as many. */
function reshaped(input: Tensor, shape: readonly number[]): Result | undefined {
  if (shape.some((size) => !Number.isInteger(size) || size < 0)) return undefined;
  if (elementCount(shape) !== elementCount(input.shape)) return undefined;
  return { type: input.type, shape, compute: () => bytesOfTensor(input) };
}
