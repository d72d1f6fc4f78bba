import {
  elementCount,
  floatData,
  isFloatConstant,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import { indexOfNonFinite } from '../numerics/range';
import { conditionHolds, type OperatorFacts } from '../operator-rules/condition';
import { dataInputs, dataOutputs } from '../operator-rules/operands';
import type {
  KernelFamily,
  KernelRule,
  OperatorRule,
  TargetRuntime,
  WeightRule,
} from '../operator-rules/operator-rule';
import type { RecipeRule } from '../recipe/recipe';
import type { Obstacle } from './plan';
import { weightTensor } from './weight-request';

export function limitObstacle(rule: OperatorRule, family: KernelFamily): Obstacle | undefined {
  const limit = rule.limits.find(({ families }) => families.includes(family));
  return limit && { code: 'LIMIT', message: limit.reason };
}

export function runtimeObstacle(
  kernel: KernelRule,
  family: KernelFamily,
  runtime: TargetRuntime,
): Obstacle | undefined {
  if (kernel.runtimes?.includes(runtime) ?? true) return undefined;
  return {
    code: 'NO_KERNEL',
    message: `runtime ${runtime} has no ${family} kernel for it; ${kernel.runtimes?.join(' and ') ?? ''} has`,
  };
}

/** A form of the operator that the kernel does not take. */
export function refusalObstacle(kernel: KernelRule, facts: OperatorFacts): Obstacle | undefined {
  const refusal = kernel.refuses?.find(({ when }) => conditionHolds(when, facts));
  return refusal && { code: 'LIMIT', message: refusal.reason };
}

export function firstObstacle<Item>(
  items: readonly Item[],
  obstacleOf: (item: Item) => Obstacle | undefined,
): Obstacle | undefined {
  for (const item of items) {
    const obstacle = obstacleOf(item);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

/** What keeps some of an operator's weights from being quantized, if anything. */
export function weightObstacle(
  { input, axis }: WeightRule,
  operator: Operator,
): Obstacle | undefined {
  const weight = operator.inputs[input] ?? undefined;
  if (weight === undefined || !isFloatConstant(weight)) {
    return { code: 'NOT_CONSTANT', message: 'its weights are not a float32 constant' };
  }
  if (weight.shape.length <= axis) {
    return {
      code: 'NOT_CONSTANT',
      message: `its weights have shape [${weight.shape.join()}], without an axis ${axis}`,
    };
  }
  return finiteObstacle(weight);
}

export function biasObstacle(rule: OperatorRule, operator: Operator): Obstacle | undefined {
  const bias = rule.bias === undefined ? undefined : (operator.inputs[rule.bias] ?? undefined);
  if (bias === undefined) return undefined;
  if (!isFloatConstant(bias))
    return { code: 'NOT_CONSTANT', message: 'its bias is not a float32 constant' };
  const channels = rule.weight && weightTensor(operator, rule.weight).shape[rule.weight.axis];
  const count = floatData(bias).length;
  if (channels !== undefined && channels !== count)
    return { code: 'LIMIT', message: `its bias has ${count} values for ${channels} channels` };
  return finiteObstacle(bias);
}

/** What keeps an operator's inputs and outputs from being integers, if anything. */
export function dataObstacle(rule: OperatorRule, operator: Operator): Obstacle | undefined {
  const tensors = [...dataInputs(rule, operator), ...dataOutputs(rule, operator)];
  const other = tensors.find((tensor) => tensor.type !== 'FLOAT32');
  if (other !== undefined) return { code: 'NOT_FLOAT', message: `it works on ${other.type}` };
  const isLacking = rule.data !== 'all' && rule.data.some((at) => operator.inputs[at] == null);
  if (tensors.length > 0 && !isLacking) return undefined;
  return { code: 'NOT_FLOAT', message: isLacking ? 'it lacks an input' : 'it has no activation' };
}

export function versionObstacle(
  rule: OperatorRule,
  version: number,
  runtime: TargetRuntime,
): Obstacle | undefined {
  const highest = rule.highest[runtime];
  if (version <= highest) return undefined;
  return {
    code: 'VERSION_ABOVE_RUNTIME',
    message: `this form is version ${version} and runtime ${runtime} takes at most ${highest}`,
  };
}

/**
 * Of a kernel that ends the process, or saturates, on values in too large steps or on an output that is too fine for its
 * inputs, as a difference of equals is.
 */
export function scaleObstacle(
  { outputScaleAbove, outputScaleBelow = Infinity, inputScaleBelow = Infinity }: KernelRule,
  inputScales: readonly number[],
  outputScale: number | undefined,
): Obstacle | undefined {
  const largest = Math.max(...inputScales);
  if (largest >= inputScaleBelow) return stepObstacle('inputs', inputScaleBelow, largest);
  if (outputScale === undefined) return undefined;
  if (outputScale >= outputScaleBelow)
    return stepObstacle('outputs', outputScaleBelow, outputScale);
  if (outputScaleAbove === undefined) return undefined;
  const { factor, power } = outputScaleAbove;
  if (outputScale > factor * largest ** power) return undefined;
  return {
    code: 'LIMIT',
    message: 'its kernel takes no output whose values are so much smaller than those of its inputs',
  };
}

function stepObstacle(side: 'inputs' | 'outputs', limit: number, scale: number): Obstacle {
  const rounded = (number: number): number => Number(number.toPrecision(3));
  return {
    code: 'LIMIT',
    message: `its kernel takes ${side} in steps below ${rounded(limit)}, and these are in steps of ${rounded(scale)}`,
  };
}

export function rangeObstacle(tensor: Tensor): Obstacle {
  return { code: 'NO_RANGE', message: `calibration gave no range for ${tensor.name}` };
}

export function finiteObstacle(constant: Tensor): Obstacle | undefined {
  if (indexOfNonFinite(floatData(constant)) === -1) return undefined;
  return { code: 'NON_FINITE_CONSTANT', message: `${constant.name} holds NaN or an infinity` };
}

export function fewWeights(
  operator: Operator,
  weights: readonly WeightRule[],
  { minimumElements = 0, blockSize }: RecipeRule,
): Obstacle | undefined {
  const shapes = weights.map((weight) => weightTensor(operator, weight).shape);
  const count = shapes.reduce((sum, shape) => sum + elementCount(shape), 0);
  if (count < minimumElements) {
    return { code: 'FEW_WEIGHTS', message: `it has ${count} weights, below ${minimumElements}` };
  }
  const rows = shapes.map((shape) => shape.at(-1) ?? 0);
  const row = rows.find((length) => blockSize !== undefined && length % blockSize !== 0);
  if (blockSize === undefined || row === undefined) return undefined;
  return {
    code: 'FEW_WEIGHTS',
    message: `blocks of ${blockSize} do not divide its rows of ${row} weights`,
  };
}
