import { sameShape } from '@flotilla/tflite';
import type { Evaluator } from './evaluator';
import { joinAlong } from './join-along';
import { axisOf } from './operands';

export const evaluatePack: Evaluator = ({ options }, inputs) => {
  const [first] = inputs;
  if (first === undefined || options?.type !== 'PackOptions') return undefined;
  const axis = axisOf(options.axis, first.shape.length + 1);
  const isAlike = inputs.every(
    ({ type, shape }) => type === first.type && sameShape(shape, first.shape),
  );
  if (axis === undefined || !isAlike) return undefined;
  return {
    type: first.type,
    shape: first.shape.toSpliced(axis, 0, inputs.length),
    compute: () => joinAlong(inputs, axis),
  };
};
