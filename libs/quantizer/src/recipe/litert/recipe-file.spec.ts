import { makeOperator, makeTensor, type BuiltinOperator } from '@flotilla/tflite';
import { parseRecipe } from '../parse-recipe';
import { decide } from '../recipe';

/** As the quantizer writes it for `static_wi8_ai8`, with changes. */
function rule(changes: object = {}, config: object = {}, weights: object = {}) {
  return {
    regex: '.*',
    operation: '*',
    algorithm_key: 'min_max_uniform_quantize',
    op_config: {
      activation_tensor_config: activations(8, false),
      weight_tensor_config: {
        num_bits: 8,
        symmetric: true,
        granularity: 'CHANNELWISE',
        dtype: 'INT',
        ...weights,
      },
      compute_precision: 'INTEGER',
      explicit_dequantize: false,
      skip_checks: false,
      min_weight_elements: 0,
      ...config,
    },
    ...changes,
  };
}

function activations(bits: number, symmetric: boolean) {
  return { num_bits: bits, symmetric, granularity: 'TENSORWISE', dtype: 'INT' };
}

const none = { activation_tensor_config: undefined };
const weightOnly = { ...none, compute_precision: 'FLOAT', explicit_dequantize: true };

function parsed(...rules: object[]) {
  return parseRecipe(JSON.stringify(rules)).rules;
}

function decided(rules: object[], code: BuiltinOperator, name = 'x') {
  const outputs = [makeTensor({ name, type: 'FLOAT32', shape: [1] })];
  return decide(parsed(...rules), makeOperator({ code, inputs: [], outputs }));
}

describe("recipes in LiteRT Quantizer's format", () => {
  it.each([
    ['static_wi8_ai8', rule(), { scheme: 'int8', weightBits: 8 }],
    [
      'static_wi8_ai16',
      rule({}, { activation_tensor_config: activations(16, true) }),
      { scheme: '16x8', weightBits: 8 },
    ],
    [
      'dynamic_wi4b64_afp32',
      rule({}, none, { num_bits: 4, granularity: 'BLOCKWISE_64' }),
      { scheme: 'dynamic', weightBits: 4, blockSize: 64 },
    ],
    [
      'weight_only_wi8_afp32',
      rule({}, { ...weightOnly, min_weight_elements: 7 }),
      { scheme: 'weight-only', weightBits: 8, minimumElements: 7 },
    ],
    [
      'float16 weights',
      rule({ algorithm_key: 'float_casting' }, weightOnly, { num_bits: 16, dtype: 'FLOAT' }),
      { scheme: 'float16', minimumElements: 2 },
    ],
    ['no_quantize', rule({ algorithm_key: 'no_quantize', op_config: {} }), { scheme: 'float' }],
  ])('reads %s', (_, given, expected) => {
    expect(decided([given], 'FULLY_CONNECTED')).toMatchObject(expected);
  });

  it('leaves to earlier rules what a later one for all operators cannot serve', () => {
    const rules = [rule(), rule({ regex: 'head' }, none)];
    expect(decided(rules, 'FULLY_CONNECTED', 'head/1').scheme).toBe('dynamic');
    expect(decided(rules, 'ADD', 'head/1').scheme).toBe('int8');
  });

  it('orders rules by pattern as it first came, and lets all operators overrule single ones', () => {
    const single = rule({ operation: 'CONV_2D', algorithm_key: 'no_quantize' });
    expect(decided([rule(), rule({ regex: 'head' }, none), single], 'CONV_2D', 'head').scheme).toBe(
      'dynamic',
    );
    expect(decided([rule(), rule({ regex: 'head' }, none), single], 'CONV_2D').scheme).toBe(
      'float',
    );
    expect(decided([single, rule()], 'CONV_2D').scheme).toBe('int8');
  });

  it('knows operators by the names that they have there', () => {
    const rules = [rule({ operation: 'CONV_2D_TRANSPOSE' })];
    expect(decided(rules, 'TRANSPOSE_CONV').scheme).toBe('int8');
    expect(decided(rules, 'CONV_2D').scheme).toBe('float');
  });

  it('keeps borders float as they are', () => {
    expect(parsed(rule(), rule({ operation: 'INPUT', algorithm_key: 'no_quantize' }))).toHaveLength(
      1,
    );
  });

  it.each([
    ['[1].regex', rule({ regex: '(?i)conv' })],
    ['[1].operation', rule({ operation: 'CONVOLUTION' })],
    ['[1].operation', rule({ operation: 'INPUT' })],
    ['[1].algorithm_key', rule({ algorithm_key: 'GPTQ' })],
    ['op_config.weight_tensor_config.num_bits', rule({}, {}, { num_bits: 2 })],
    ['op_config.weight_tensor_config.symmetric', rule({}, {}, { symmetric: false })],
    ['op_config.weight_tensor_config.granularity', rule({}, {}, { granularity: 'TENSORWISE' })],
    ['op_config.weight_tensor_config.dtype', rule({}, {}, { dtype: 'UINT' })],
    ['weight_tensor_config.block_size', rule({}, {}, { block_size: 32 })],
    ['weight_tensor_config.algorithm_params', rule({}, {}, { algorithm_params: { size: 1 } })],
    ['op_config.skip_checks', rule({}, { skip_checks: true })],
    ['op_config.explicit_dequantize', rule({}, { explicit_dequantize: true })],
    ['op_config.min_weight_elements', rule({}, { min_weight_elements: 9 })],
    [
      'op_config.compute_precision',
      rule(
        {},
        {
          ...weightOnly,
          ...rule().op_config,
          ...{ compute_precision: 'FLOAT', explicit_dequantize: true },
        },
      ),
    ],
    [
      'activation_tensor_config.symmetric',
      rule({}, { activation_tensor_config: activations(8, true) }),
    ],
    [
      'activation_tensor_config.num_bits',
      rule({}, { activation_tensor_config: activations(4, true) }),
    ],
    ['op_config.weight_tensor_config', rule({}, {}, { num_bits: 4, granularity: 'BLOCKWISE_32' })],
  ])('refuses by name what it cannot do: %s', (place, given) => {
    expect(() => parsed(rule(), given)).toThrow(
      expect.objectContaining({
        code: 'RECIPE_INVALID',
        message: expect.stringContaining(place) as string,
      }) as Error,
    );
  });
});
