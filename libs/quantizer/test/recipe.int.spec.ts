import { litert, runInLitert, runInTflite, tflite, ZOO } from '@flotilla/testing';
import { readModel, writeModel, type BuiltinOperator, type Model } from '@flotilla/tflite';
import { quantize, type QuantizationResult } from '../src/quantize';
import type { QuantizeOptions } from '../src/quantize-options';
import { parseRecipe } from '../src/recipe/parse-recipe';
import { fidelityOf } from './fidelity';
import { imageLike } from './image-like';

const IMAGE = [1, 224, 224, 3];

async function handLandmarks(): Promise<Uint8Array> {
  const zoo = ZOO.find(({ name }) => name === 'hand_landmark_lite');
  if (zoo === undefined) throw new RangeError('the zoo has no hand_landmark_lite');
  return zoo.load();
}

function quantized(
  model: Model,
  recipe: unknown,
  options: Partial<QuantizeOptions> = {},
): Promise<QuantizationResult> {
  const calibration = () =>
    Array.from({ length: 6 }, (_, seed) => ({
      inputs: [imageLike(IMAGE, seed + 10)],
      sampleCount: 1,
    }));
  return quantize(model, {
    scheme: parseRecipe(JSON.stringify(recipe)),
    runtime: tflite(),
    effort: 'fast',
    calibration,
    ...options,
  });
}

function schemesOf({ report }: QuantizationResult, operator: BuiltinOperator): string[] {
  const found = report.operators.filter((outcome) => outcome.operator === operator);
  return [...new Set(found.map(({ scheme }) => scheme))].sort();
}

describe('a recipe of many schemes', () => {
  let float: Uint8Array;
  let result: QuantizationResult;

  beforeAll(async () => {
    float = await handLandmarks();
    result = await quantized(readModel(float), {
      format: 'flotilla/recipe/1',
      name: 'many',
      rules: [
        { scheme: 'int8' },
        { operators: ['ADD'], scheme: '16x8' },
        { operators: ['DEPTHWISE_CONV_2D'], name: 'depthwise_conv2d_[2-4]/', scheme: 'float' },
        {
          operators: ['DEPTHWISE_CONV_2D'],
          name: 'depthwise_conv2d_[5-9]/',
          scheme: 'weight-only',
        },
        { operators: ['DEPTHWISE_CONV_2D'], name: 'depthwise_conv2d_1\\d/', scheme: 'float16' },
        { operators: ['FULLY_CONNECTED'], scheme: 'dynamic' },
        { name: 'a name that no operator has', scheme: 'float' },
      ],
    });
  }, 120_000);

  it('is followed operator by operator', () => {
    expect(result.report.scheme).toBe('many');
    expect(schemesOf(result, 'CONV_2D')).toEqual(['int8']);
    expect(schemesOf(result, 'ADD')).toEqual(['16x8']);
    expect(schemesOf(result, 'DEPTHWISE_CONV_2D')).toEqual([
      'float',
      'float16',
      'int8',
      'weight-only',
    ]);
    expect(schemesOf(result, 'FULLY_CONNECTED')).toEqual(['dynamic']);
  });

  it('warns of the rule that speaks of no operator', () => {
    const found = result.report.warnings.filter(({ code }) => code === 'RULE_WITHOUT_OPERATORS');
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining('rules[6]') as string,
    ]);
  });

  it.each(['cpu', 'xnnpack'] as const)('computes nearly the same on %s', async (delegate) => {
    const inputs = [imageLike(IMAGE, 3)];
    const expected = await runInTflite(float, inputs, { delegate });
    const actual = await runInTflite(writeModel(result.model), inputs, { delegate });
    const [landmarks] = expected.map((bytes, output) =>
      fidelityOf(bytes, actual[output] ?? new Uint8Array()),
    );
    expect(landmarks?.distinctValues).toBe(63);
    // Of one image, and no natural one.
    expect(landmarks?.snrDb).toBeGreaterThan(15);
  });
});

describe("a recipe in LiteRT Quantizer's format", () => {
  /** As its sample of advanced usage has it, but for weights with zero points. */
  const weights = (bits: number) => ({
    num_bits: bits,
    symmetric: true,
    granularity: 'CHANNELWISE',
    dtype: 'INT',
  });
  const recipe = [
    {
      regex: '.*',
      operation: '*',
      algorithm_key: 'min_max_uniform_quantize',
      op_config: {
        activation_tensor_config: {
          num_bits: 8,
          symmetric: false,
          granularity: 'TENSORWISE',
          dtype: 'INT',
        },
        weight_tensor_config: weights(8),
        compute_precision: 'INTEGER',
        explicit_dequantize: false,
        skip_checks: false,
        min_weight_elements: 0,
      },
    },
    {
      regex: '.*',
      operation: 'FULLY_CONNECTED',
      algorithm_key: 'min_max_uniform_quantize',
      op_config: {
        weight_tensor_config: weights(4),
        compute_precision: 'FLOAT',
        explicit_dequantize: true,
        skip_checks: false,
        min_weight_elements: 0,
      },
    },
    { regex: '.*', operation: 'CONV_2D', algorithm_key: 'no_quantize' },
  ];

  it('gives a file that LiteRT runs', async () => {
    const float = await handLandmarks();
    const result = await quantized(readModel(float), recipe, {
      targetRuntime: '2.3',
      proofRuntime: litert(),
      // Of the int8 kernels in WebAssembly one inference takes seconds; the one below shows enough.
      prove: false,
    });
    expect(schemesOf(result, 'FULLY_CONNECTED')).toEqual(['weight-only']);
    expect(schemesOf(result, 'CONV_2D')).toEqual(['float']);
    expect(schemesOf(result, 'DEPTHWISE_CONV_2D')).toEqual(['int8']);
    const inputs = [imageLike(IMAGE, 3)];
    const [expected = new Uint8Array()] = await runInTflite(float, inputs);
    const [actual = new Uint8Array()] = await runInLitert(writeModel(result.model), inputs);
    expect(fidelityOf(expected, actual).snrDb).toBeGreaterThan(15);
  }, 120_000);
});
