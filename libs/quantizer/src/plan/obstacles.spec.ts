import type { KernelFamily } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';
import { scaleObstacle } from './obstacles';

function obstacleOf(
  code: Parameters<typeof ruleFor>[0],
  family: KernelFamily,
  inputScale: number,
  outputScale?: number,
): string | undefined {
  const kernel = ruleFor(code)?.kernels[family];
  if (kernel === undefined) throw new RangeError(`${code} has no ${family} kernel`);
  return scaleObstacle(kernel, [inputScale, inputScale / 2], outputScale)?.message;
}

describe('scaleObstacle()', () => {
  it.each([
    ['ADD', 'int8', 2 ** -19, 2 ** 108],
    ['SUB', 'int16', 2 ** -14, 2 ** 113],
    ['SQUARED_DIFFERENCE', 'int8', 2 ** -12, 2 ** 114],
  ] as const)('lets %s in %s give steps between its limits', (code, family, low, high) => {
    const next = 1 + 2 ** -23;
    expect(obstacleOf(code, family, 1, low)).toContain('so much smaller');
    expect(obstacleOf(code, family, 1, low * next)).toBeUndefined();
    expect(obstacleOf(code, family, 1, high / next)).toBeUndefined();
    expect(obstacleOf(code, family, 1, high)).toContain('outputs in steps below');
  });

  it('names the steps that a comparison does not take', () => {
    expect(obstacleOf('LESS', 'int8', 0.999)).toBeUndefined();
    expect(obstacleOf('LESS', 'int8', 2.3529)).toBe(
      'its kernel takes inputs in steps below 1, and these are in steps of 2.35',
    );
  });

  it('takes 16-bit comparisons in any steps', () => {
    expect(obstacleOf('EQUAL', 'int16', 100)).toBeUndefined();
  });
});
