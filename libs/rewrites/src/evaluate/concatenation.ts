import { sameShape } from '@flotilla/tflite';
import type { Evaluator } from './evaluator';
import { joinAlong } from './join-along';
import { axisOf } from './operands';

export const evaluateConcatenation: Evaluator = ({ options }, inputs) => {
  const [first] = inputs;
  if (first === undefined || options?.type !== 'ConcatenationOptions') return undefined;
  const axis = axisOf(options.axis, first.shape.length);
  if (axis === undefined || options.fusedActivationFunction !== 'NONE') return undefined;
  const isAlike = inputs.every(
    ({ type, shape }) =>
      type === first.type && sameShape(shape.toSpliced(axis, 1), first.shape.toSpliced(axis, 1)),
  );
  if (!isAlike) return undefined;
  const length = inputs.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  return {
    type: first.type,
    shape: first.shape.with(axis, length),
    compute: () => joinAlong(inputs, axis),
  };
};
