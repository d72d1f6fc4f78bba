import type { BuiltinOperator } from '@flotilla/tflite';
import type { KernelFamily } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';
import type { RecipeRule } from '../recipe/recipe';
import { formObstacle } from './weight-form';

function obstacleOf(
  code: BuiltinOperator,
  family: KernelFamily,
  decision: Omit<RecipeRule, 'scheme'>,
) {
  const rule = ruleFor(code);
  const kernel = rule?.kernels[family];
  if (rule === undefined || kernel === undefined) throw new RangeError(`${code} has no ${family}`);
  return formObstacle(rule, kernel, { scheme: 'dynamic', ...decision })?.code;
}

describe('formObstacle()', () => {
  it.each([
    ['FULLY_CONNECTED', 'hybrid', { weightBits: 4, blockSize: 32 }],
    ['FULLY_CONNECTED', 'int8', { weightBits: 4 }],
    ['CONV_2D', 'hybrid', { weightBits: 4 }],
    ['DEPTHWISE_CONV_2D', 'hybrid', { weightBits: 8 }],
    // Without weights there is nothing to be narrow.
    ['ADD', 'int8', { weightBits: 4 }],
  ] as const)('lets %s (%s) have %j', (code, family, decision) => {
    expect(obstacleOf(code, family, decision)).toBeUndefined();
  });

  it.each([
    ['DEPTHWISE_CONV_2D', 'hybrid', { weightBits: 4 }],
    ['FULLY_CONNECTED', 'int16', { weightBits: 4 }],
    ['CONV_2D', 'hybrid', { weightBits: 4, blockSize: 32 }],
  ] as const)('has no kernel for %s (%s) with %j', (code, family, decision) => {
    expect(obstacleOf(code, family, decision)).toBe('NO_KERNEL');
  });
});
