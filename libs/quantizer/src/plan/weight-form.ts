import type { BuiltinOperator } from '@flotilla/tflite';
import type { KernelRule, OperatorRule } from '../operator-rules/operator-rule';
import type { RecipeRule } from '../recipe/recipe';
import type { Obstacle } from './plan';

/** Operators of which a hybrid kernel reads scales by block. */
const BLOCKWISE: ReadonlySet<BuiltinOperator> = new Set<BuiltinOperator>(['FULLY_CONNECTED']);

/** What keeps a kernel from reading weights of the width, or in the blocks, that the recipe asks for. */
export function formObstacle(
  { code, weight }: OperatorRule,
  { versions, weights }: KernelRule,
  { weightBits, blockSize }: RecipeRule,
): Obstacle | undefined {
  if (weight === undefined && weights === undefined) return undefined;
  if (weightBits === 4 && versions.every(({ when }) => when !== 'int4-weights')) {
    return { code: 'NO_KERNEL', message: 'no rule lists a kernel of it for 4-bit weights' };
  }
  if (blockSize !== undefined && !BLOCKWISE.has(code)) {
    return { code: 'NO_KERNEL', message: 'no kernel of it reads weights in blocks' };
  }
  return undefined;
}
