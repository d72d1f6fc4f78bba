import { elementCount, isConstant, type Operator, type Tensor } from '@flotilla/tflite';
import { activationsOf } from '../operand-kind';
import { type Condition, unless } from './condition';

const tensorsOf = ({ inputs, outputs }: Operator): Tensor[] =>
  [...inputs, ...outputs].filter((tensor) => tensor !== null);

export function dimensionsAtMost(most: number): Condition {
  return unless(`it has more than ${most} dimensions`, (operator) =>
    tensorsOf(operator).every(({ shape }) => shape.length <= most),
  );
}

/** Of its first input. */
export function dimensionsOneOf(...taken: readonly number[]): Condition {
  return unless(`it has not ${taken.join(' or ')} dimensions`, ({ inputs: [input] }) =>
    taken.includes(input?.shape.length ?? 0),
  );
}

export const staticShapes: Condition = unless('its shape is open', (operator) =>
  tensorsOf(operator).every(
    ({ hasRank, shapeSignature }) => hasRank && !shapeSignature?.includes(-1),
  ),
);

/** Only the innermost three dimensions of activations are longer than 1. */
export const threeInnerDimensions: Condition = unless(
  'a dimension outside the innermost three is longer than 1',
  (operator) =>
    activationsOf(operator).every(({ shape }) =>
      shape.slice(0, -3).every((length) => length === 1),
    ),
);

export const batchOfOne: Condition = unless(
  'its input is no single vector',
  ({ inputs: [input] }) => Boolean(input && isVector(input)),
);

/** One output vector. */
export const oneVectorOut: Condition = unless('its output is no single vector', ({ outputs }) =>
  outputs.every(isVector),
);

export function elementsAtMost(most: number): Condition {
  return unless(
    `it has more than ${most.toLocaleString('en-US')} elements`,
    ({ inputs: [input] }) => elementCount(input?.shape ?? []) <= most,
  );
}

/** The output's height and width. */
export function resizedToAtMost(most: number): Condition {
  return unless(`it resizes to more than ${most}`, ({ outputs: [output] }) =>
    (output?.shape.slice(1, 3) ?? []).every((length) => length <= most),
  );
}

export const notScalar: Condition = unless('its output is a scalar', ({ outputs: [output] }) =>
  Boolean(output && output.shape.length > 0),
);

/** An image beside an image, a value for each channel, or one value. */
export const broadcastsAsImages: Condition = unless(
  'its inputs broadcast in other ways than images do',
  ({ inputs }) => {
    const [first, second] = inputs.map((input) => asImage(input?.shape ?? []));
    if (first === undefined || second === undefined) return false;
    const [b, h, w, c] = first.map((length, at) => length === second[at]);
    const isSpot = [first, second].some(([, height, width]) => height === 1 && width === 1);
    const isSingle = inputs.some((input) => isConstant(input) && elementCount(input.shape) === 1);
    return (
      (b === true || isSingle) &&
      ((h === true && w === true) || isSpot) &&
      (c === true || first[3] === 1 || second[3] === 1)
    );
  },
);

/** Of two shapes with as many dimensions, one is nowhere the shorter. */
export const oneCoversTheOther: Condition = unless(
  'each of its inputs is broadcast along the other',
  ({ inputs: [first, second] }) => {
    if (!first || first.shape.length !== second?.shape.length) return true;
    const isShorter = (a: Tensor, b: Tensor) =>
      a.shape.some((length, at) => length < (b.shape[at] ?? 0));
    return !isShorter(first, second) || !isShorter(second, first);
  },
);

function isVector({ shape }: Tensor): boolean {
  return shape.slice(0, -1).every((length) => length === 1);
}

function asImage(shape: readonly number[]): readonly number[] {
  return [...Array.from({ length: Math.max(4 - shape.length, 0) }, () => 1), ...shape];
}
