import type { Operand } from './plan';
import { isConstant, type Model, type Operator, type Tensor } from '@flotilla/tflite';
import { CONCATENATION, GraphBuilder, POOL, SOFTMAX } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { Scheme } from '../recipe/scheme';

const IMAGE = [1, 2, 2, 2];
const WEIGHTS = [1, 2, 3, 4];

/** A convolution whose output holds values up to `peak`. */
function convolved(builder: GraphBuilder, input: Tensor): Tensor {
  return builder.pointwise(input, WEIGHTS, [0, 0]);
}

function planOf(model: Model, peaks: ReadonlyMap<Tensor, number>, scheme: Scheme = 'int8') {
  const ranges = new Map<Tensor, Range>(
    [...peaks].map(([tensor, peak]) => [tensor, { min: 0, max: peak }]),
  );
  const { plan } = planned(model, scheme, ranges);
  const operators = model.subgraphs[0]?.operators ?? [];
  const parametersOf = (operand: Operand | undefined): QuantizationParameters => {
    if (operand?.kind !== 'activation') throw new RangeError('not planned as an activation');
    return operand.parameters;
  };
  const producer = (tensor: Tensor): Operator =>
    operators.find(({ outputs }) => outputs.includes(tensor))!;
  return {
    written: (tensor: Tensor) => parametersOf(plan.operators.get(producer(tensor))?.outputs[0]),
    read: (by: Tensor, position: number) =>
      parametersOf(plan.operators.get(producer(by))?.inputs[position]),
  };
}

function joined(peaks: readonly [number, number], reusesFirst: boolean) {
  const builder = new GraphBuilder();
  const input = builder.input(IMAGE);
  const [first, second] = [convolved(builder, input), convolved(builder, input)];
  const whole = builder.apply('CONCATENATION', [first, second], [1, 2, 2, 4], CONCATENATION);
  const other = reusesFirst ? [builder.apply('HARD_SWISH', [first], IMAGE)] : [];
  const plan = planOf(
    builder.model(whole, ...other),
    new Map([
      [first, peaks[0]],
      [second, peaks[1]],
      [whole, Math.max(...peaks)],
    ]),
  );
  return { first, second, whole, plan };
}

describe('ActivationPlan', () => {
  it('gives values that are only moved the scale that they came with', () => {
    const builder = new GraphBuilder();
    const conv = convolved(builder, builder.input(IMAGE));
    const pooled = builder.apply('MAX_POOL_2D', [conv], IMAGE, POOL);
    const flat = builder.apply('RESHAPE', [pooled, builder.integers('shape', [1, 8])], [1, 8]);
    const plan = planOf(
      builder.model(flat),
      new Map([
        [conv, 3],
        [pooled, 2],
        [flat, 1],
      ]),
    );
    expect(plan.written(conv).scale).toEqual([Math.fround(3 / 255)]);
    expect(plan.written(pooled)).toEqual(plan.written(conv));
    expect(plan.written(flat)).toEqual(plan.written(conv));
  });

  it('has private inputs of a concatenation written in its scale at once', () => {
    const { first, second, whole, plan } = joined([1, 10], false);
    expect(plan.written(first)).toEqual(plan.written(whole));
    expect(plan.written(second)).toEqual(plan.written(whole));
    expect(plan.read(whole, 0)).toEqual(plan.written(whole));
  });

  it('keeps the finer scale of an input that others read as well', () => {
    const { first, second, whole, plan } = joined([1, 10], true);
    expect(plan.written(first).scale).toEqual([Math.fround(1 / 255)]);
    expect(plan.written(second)).toEqual(plan.written(whole));
    expect(plan.read(whole, 0)).toEqual(plan.written(whole));
  });

  it('joins an input that others read as well when its range is as good as the whole’s', () => {
    const { first, whole, plan } = joined([9.9, 10], true);
    expect(plan.written(first)).toEqual(plan.written(whole));
  });

  it.each([
    ['takes the input’s parameters where their ranges are alike', 8, true],
    ['keeps a finer scale of its own where they are not', 4, false],
  ])('of PRELU, which passes positive values, %s', (_, peak, isTied) => {
    const builder = new GraphBuilder();
    const conv = convolved(builder, builder.input(IMAGE));
    const slopes = builder.constant('slopes', [1, 1, 2], [0.25, -0.1]);
    const rectified = builder.apply('PRELU', [conv, slopes], IMAGE);
    const plan = planOf(
      builder.model(rectified),
      new Map([
        [conv, 10],
        [rectified, peak],
      ]),
    );
    expect(plan.written(conv).scale).toEqual([Math.fround(10 / 255)]);
    expect(plan.written(rectified).scale).toEqual([Math.fround((isTied ? 10 : peak) / 255)]);
  });

  it('writes what a kernel fixes, and moves it on, whatever the range', () => {
    const builder = new GraphBuilder();
    const softmax = builder.apply('SOFTMAX', [builder.input([1, 4])], [1, 4], SOFTMAX);
    const moved = builder.apply('RESHAPE', [softmax, builder.integers('shape', [4])], [4]);
    const plan = planOf(
      builder.model(moved),
      new Map([
        [softmax, 50],
        [moved, 50],
      ]),
    );
    expect(plan.written(softmax)).toMatchObject({ scale: [1 / 256], zeroPoint: [-128] });
    expect(plan.written(moved)).toEqual(plan.written(softmax));
  });

  it('is symmetric throughout in int16', () => {
    const builder = new GraphBuilder();
    const input = builder.input(IMAGE);
    const constant = builder.constant('offset', IMAGE, [1, 2, 3, 4, 5, 6, 7, 8]);
    const sum = builder.apply('ADD', [convolved(builder, input), constant], IMAGE);
    const model = builder.model(sum);
    const plan = planOf(model, new Map([[sum, 4]]), '16x8');
    expect(isConstant(constant)).toBe(true);
    expect(plan.written(sum)).toMatchObject({
      type: 'INT16',
      scale: [Math.fround(4 / 32767)],
      zeroPoint: [0],
    });
    expect(plan.read(sum, 1)).toMatchObject({ scale: [Math.fround(8 / 32767)], zeroPoint: [0] });
  });
});
