import { floatData, isFloatConstant, overflowsHalves, type Tensor } from '@flotilla/tflite';
import { indexOfNonFinite } from '../numerics/range';
import type { OperatorPlanner } from './operator-planner';
import { KEEP, type Obstacle, type Operand } from './plan';

/** Float kernels over constants stored in float16. A constant that float16 cannot hold stays float32. */
export const planFloat16: OperatorPlanner = (operator, decision) => {
  const fewest = decision.minimumElements ?? 0;
  const candidates = operator.inputs.map((input) =>
    input !== null && isCandidate(input, fewest) ? input : undefined,
  );
  if (candidates.every((input) => input === undefined)) {
    return { code: 'NO_WEIGHTS', message: 'it has no float32 constant worth halving' };
  }
  const obstacles = candidates.map((input) => input && halvesObstacle(input));
  const obstacle = obstacles.find((found) => found !== undefined);
  const inputs = candidates.map((input, position): Operand =>
    input !== undefined && obstacles[position] === undefined ? { kind: 'float16' } : KEEP,
  );
  if (obstacle !== undefined && inputs.every((operand) => operand.kind === 'keep')) {
    return obstacle;
  }
  return {
    scheme: 'float16',
    version: operator.version,
    inputs,
    outputs: operator.outputs.map(() => KEEP),
    ...(obstacle && { obstacle }),
  };
};

function isCandidate(tensor: Tensor, fewest: number): boolean {
  return isFloatConstant(tensor) && (tensor.buffer?.data.byteLength ?? 0) >= fewest * 4;
}

function halvesObstacle(tensor: Tensor): Obstacle | undefined {
  const values = floatData(tensor);
  if (indexOfNonFinite(values) !== -1) {
    return { code: 'NON_FINITE_CONSTANT', message: `${tensor.name} holds NaN or an infinity` };
  }
  if (!overflowsHalves(values)) return undefined;
  return { code: 'FLOAT16_OVERFLOW', message: `${tensor.name} holds values beyond 65504` };
}
