import * as fc from 'fast-check';
import type { Operator } from '@flotilla/tflite';
import { FULLY_CONNECTED, GraphBuilder, SOFTMAX } from '../../test/graph-builder';
import { randomGraph } from '../../test/random-graph';
import { parametersKey } from '../numerics/quantization-parameters';
import { ruleFor } from '../operator-rules/operator-rules';
import { recipeFor } from '../recipe/recipe';
import type { Scheme } from '../recipe/scheme';
import type { Operand, OperatorPlan, Plan } from './plan';
import { planModel, type PlanOptions } from './plan-model';

const optionsFor = (scheme: Scheme, ranges: PlanOptions['ranges'] = new Map()): PlanOptions => ({
  recipe: recipeFor(scheme),
  runtime: '2.9',
  ranges,
});

function planOf(plan: Plan, operator: Operator | undefined): OperatorPlan {
  const found = operator && plan.operators.get(operator);
  if (found === undefined) throw new RangeError('the operator has no plan');
  return found;
}

function keyOf(operand: Operand | undefined): string | undefined {
  return operand?.kind === 'activation' ? parametersKey(operand.parameters) : undefined;
}

describe('planModel() for int8', () => {
  it('holds every constraint of the rules, on any graph', () => {
    fc.assert(
      fc.property(randomGraph, ({ model, ranges }) => {
        const plan = planModel(model, optionsFor('int8', ranges));
        expect(plan.operators.size).toBe(model.subgraphs[0]?.operators.length);
        for (const [operator, planned] of plan.operators) {
          expect(planned.inputs).toHaveLength(operator.inputs.length);
          expect(planned.outputs).toHaveLength(operator.outputs.length);
          const rule = ruleFor(operator.code);
          expect(planned.scheme).toBe(rule?.kernels.int8 === undefined ? 'float' : 'int8');
          if (rule === undefined || planned.scheme !== 'int8') continue;
          expect(planned.version).toBeLessThanOrEqual(rule.highest['2.9']);
          const output = keyOf(planned.outputs[0]);
          expect(output).toBeDefined();
          if (rule.constraint.kind === 'same-as-input') {
            expect(keyOf(planned.inputs[0])).toBe(output);
          }
          if (rule.constraint.kind === 'same-as-output') {
            planned.inputs.forEach((operand) => {
              expect(keyOf(operand)).toBe(output);
            });
          }
          if (rule.constraint.kind === 'fixed') {
            expect(output).toBe('INT8|0|0|0.00390625|-128');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says why an operator stays float', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 2, 2, 1]);
    const tanh = builder.apply('SIN', [input], [1, 2, 2, 1]);
    const free = builder.apply('CONV_2D', [tanh, tanh, null], [1, 2, 2, 1]);
    const unseen = builder.apply('RELU', [free], [1, 2, 2, 1]);
    const model = builder.model(unseen);
    const ranges = new Map([input, tanh, free].map((tensor) => [tensor, { min: -1, max: 1 }]));
    const plan = planModel(model, optionsFor('int8', ranges));
    const obstacles = [...plan.operators.values()].map((planned) => planned.obstacle?.code);
    expect(obstacles).toEqual(['NO_KERNEL', 'NOT_CONSTANT', 'NO_RANGE']);
  });

  it('leaves weights with NaN float', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const output = builder.pointwise(input, [NaN], [0]);
    const model = builder.model(output);
    const ranges = new Map([input, output].map((tensor) => [tensor, { min: 0, max: 1 }]));
    const [planned] = planModel(model, optionsFor('int8', ranges)).operators.values();
    expect(planned).toMatchObject({ scheme: 'float', obstacle: { code: 'NON_FINITE_CONSTANT' } });
  });

  it('quantizes fully connected weights per tensor, convolutions per channel', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 2]);
    const conv = builder.pointwise(input, [1, 2, 3, 4], [0, 0]);
    const filter = builder.constant('w', [2, 2], [1, 2, 3, 4]);
    const dense = builder.apply('FULLY_CONNECTED', [conv, filter, null], [1, 2], FULLY_CONNECTED);
    const model = builder.model(dense);
    const ranges = new Map([input, conv, dense].map((tensor) => [tensor, { min: 0, max: 1 }]));
    const plan = planModel(model, optionsFor('int8', ranges));
    const scales = [...plan.operators.values()].map(({ inputs: [, weight] }) =>
      weight?.kind === 'integers' ? weight.constant.parameters.scale.length : 0,
    );
    expect(scales).toEqual([2, 1]);
    expect([...plan.operators.values()].map(({ version }) => version)).toEqual([3, 6]);
  });
});

describe('planModel() for dynamic', () => {
  it('quantizes weights of 1024 values and more, and leaves the others', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 32]);
    const large = builder.pointwise(input, new Array<number>(1024).fill(1), []);
    const small = builder.pointwise(large, new Array<number>(992).fill(1), []);
    const model = builder.model(builder.apply('SOFTMAX', [small], [1, 1, 1, 31], SOFTMAX));
    const [first, second, third] = planModel(model, optionsFor('dynamic')).operators.values();
    expect(first).toMatchObject({ scheme: 'dynamic', version: 5 });
    expect(second?.obstacle?.code).toBe('FEW_WEIGHTS');
    expect(third?.obstacle?.code).toBe('NO_WEIGHTS');
  });

  it('gives a fully connected operator asymmetric inputs and the version that says so', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1024]);
    const filter = builder.constant('w', [1, 1024], new Array<number>(1024).fill(0.5));
    const dense = builder.apply('FULLY_CONNECTED', [input, filter, null], [1, 1], FULLY_CONNECTED);
    const model = builder.model(dense);
    const plan = planModel(model, optionsFor('dynamic'));
    expect(planOf(plan, model.subgraphs[0]?.operators[0])).toMatchObject({
      scheme: 'dynamic',
      version: 9,
      asymmetricInputs: true,
    });
  });
});

describe('planModel() for float16', () => {
  it('halves constants, and keeps those float that float16 cannot hold', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const model = builder.model(builder.pointwise(input, [70_000, 1], [0, 0]));
    const [planned] = planModel(model, optionsFor('float16')).operators.values();
    expect(planned?.inputs.map(({ kind }) => kind)).toEqual(['keep', 'keep', 'float16']);
    expect(planned?.obstacle?.code).toBe('FLOAT16_OVERFLOW');
  });

  it('leaves a single value alone, which may be an epsilon', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 4]);
    const epsilon = builder.constant('epsilon', [1], [1e-9]);
    const model = builder.model(builder.apply('ADD', [input, epsilon], [1, 4]));
    const [planned] = planModel(model, optionsFor('float16')).operators.values();
    expect(planned?.scheme).toBe('float');
  });
});
