import type { Model } from '@flotilla/tflite';
import { FULLY_CONNECTED, GraphBuilder } from '../../test/graph-builder';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { recipeFor } from '../recipe/recipe';
import type { Scheme } from '../recipe/scheme';
import type { OperatorPlan } from './plan';
import type { QuantizedConstant } from '../numerics/quantized-constant';
import { planModel } from './plan-model';

function dense(rows: number, length: number): Model {
  const builder = new GraphBuilder();
  const values = Array.from({ length: rows * length }, (_, index) => Math.sin(index));
  const filter = builder.constant('w', [rows, length], values);
  const inputs = [builder.input([1, length]), filter, null];
  return builder.model(builder.apply('FULLY_CONNECTED', inputs, [1, rows], FULLY_CONNECTED));
}

function planOf(model: Model, scheme: Scheme, runtime: TargetRuntime): OperatorPlan {
  const plan = planModel(model, { recipe: recipeFor(scheme), runtime, ranges: new Map() });
  const [planned] = plan.operators.values();
  return planned!;
}

function weightsOf({ inputs: [, operand] }: OperatorPlan): QuantizedConstant {
  if (operand?.kind !== 'integers' && operand?.kind !== 'dequantized')
    throw new RangeError('the weights stay float');
  return operand.constant;
}

describe('planModel() of fully connected weights for 2.3', () => {
  it.each([
    ['dynamic', 'integers', 'INT8', 12, 8, undefined],
    ['dynamic-int4', 'integers', 'INT4', 10, 8, undefined],
    ['int4-blockwise', 'integers', 'INT4', 10, 32, 32],
    ['weight-only', 'dequantized', 'INT8', 1, 8, undefined],
    ['weight-only-int4', 'dequantized', 'INT4', 1, 8, undefined],
  ] as const)('%s makes them %s of %s', (scheme, kind, type, version, scales, blockSize) => {
    const planned = planOf(dense(8, 128), scheme, '2.3');
    expect(planned).toMatchObject({ version, inputs: [{ kind: 'keep' }, { kind }, {}] });
    const { parameters, values } = weightsOf(planned);
    expect(parameters).toMatchObject({ type, axis: 0 });
    expect(parameters.scale).toHaveLength(scales);
    expect(parameters.blockSize).toBe(blockSize);
    const highest = type === 'INT4' ? 7 : 127;
    expect(Math.max(...[...values].map((value) => Math.abs(Number(value))))).toBe(highest);
  });

  it('leaves rows float that blocks do not divide', () => {
    const planned = planOf(dense(16, 80), 'int4-blockwise', '2.3');
    expect(planned).toMatchObject({ scheme: 'float', obstacle: { code: 'FEW_WEIGHTS' } });
    expect(planned.obstacle?.message).toContain('32');
  });
});

describe('planModel() of 4-bit weights for 2.9', () => {
  it.each(['dynamic-int4', 'int4-blockwise', 'weight-only-int4'] as const)(
    '%s says that the runtime is too old',
    (scheme) => {
      expect(planOf(dense(8, 128), scheme, '2.9')).toMatchObject({
        scheme: 'float',
        obstacle: { code: 'VERSION_ABOVE_RUNTIME' },
      });
    },
  );
});
