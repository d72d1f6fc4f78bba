import { readNumbers } from '@flotilla/evaluation';
import { OPERATOR_CASES, operatorModel, runInTflite, tflite } from '@flotilla/testing';
import {
  bytesOf,
  constantData,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type BuiltinOperator,
  writeModel,
} from '@flotilla/tflite';
import { OPERATOR_RULES, ruleFor } from '../src/operator-rules/operator-rules';
import { quantize } from '../src/quantize';
import type { QuantizeOptions } from '../src/quantize-options';
import { fidelityOf } from './fidelity';
import { equalShare, operatorSamples } from './operator-samples';

const FAMILIES = { int8: 'int8', '16x8': 'int16' } as const;
type IntegerScheme = keyof typeof FAMILIES;

/** What an integer form must keep of normally distributed inputs, in dB, or as a share of equal elements. */
const LEAST_SNR_DB = { int8: 28, '16x8': 38 } as const;
const LEAST_EQUAL_SHARE = 0.8;

function optionsFor(scheme: IntegerScheme, calibration: QuantizeOptions['calibration']) {
  return {
    scheme,
    runtime: tflite(),
    effort: scheme === 'int8' ? 'balanced' : 'fast',
    ...(calibration && { calibration }),
  } as const;
}

describe('the table of operator rules', () => {
  it.each(OPERATOR_RULES.map(({ code, highest }) => [code, highest['2.9']] as const))(
    'knows that the runtime takes %s up to version %i',
    async (code, highest) => {
      if (highest > 0) expect(await isRegistered(code, highest)).toBe(true);
      expect(await isRegistered(code, highest + 1)).toBe(false);
    },
  );

  const forms = OPERATOR_CASES.flatMap((description) =>
    (['int8', '16x8'] as const)
      .filter((scheme) => hasKernel(description.code, FAMILIES[scheme]))
      .map((scheme) => ({ name: description.name, scheme, description })),
  ).filter(({ description }) => (description.version ?? 1) <= highestOf(description.code));

  it('has a form for most uses of operators', () => {
    expect(forms.length).toBeGreaterThan(150);
  });

  it.each(forms)(
    'gives $name a form in $scheme that computes what float does, or says why not',
    async ({ scheme, description }) => {
      const model = operatorModel(description);
      const samples = operatorSamples(description, model, [...Array(24).keys()]);
      const { model: quantized, report } = await quantize(
        model,
        optionsFor(scheme, () => samples),
      );
      const [outcome] = report.operators;
      if (outcome?.scheme !== scheme) {
        expect(['LIMIT', 'VERSION_ABOVE_RUNTIME']).toContain(outcome?.reasonCode);
        return;
      }
      const [sample] = operatorSamples(description, model, [7]);
      const inputs = sample?.inputs ?? [];
      const wanted = await runInTflite(writeModel(model), inputs);
      const actual = await runInTflite(writeModel(quantized), inputs);
      expect(actual).toHaveLength(wanted.length);
      model.subgraphs[0]?.outputs.forEach(({ type }, at) => {
        const [one = new Uint8Array(), other = new Uint8Array()] = [wanted[at], actual[at]];
        if (type === 'FLOAT32' && description.discontinuous !== true)
          expect(fidelityOf(one, other).snrDb).toBeGreaterThan(LEAST_SNR_DB[scheme]);
        else if (type !== 'FLOAT32')
          expect(equalShare(one, other)).toBeGreaterThanOrEqual(LEAST_EQUAL_SHARE);
      });
    },
  );

  it.each(['cpu', 'xnnpack'] as const)(
    'keeps a large bias over dead weights (%s)',
    async (delegate) => {
      const description = OPERATOR_CASES.find(({ name }) => name === 'CONV_2D');
      if (description === undefined) throw new RangeError('there is a case for CONV_2D');
      const model = operatorModel(description);
      const [, filter, bias] = model.subgraphs[0]?.operators[0]?.inputs ?? [];
      if (!filter || !bias) throw new RangeError('it has weights and a bias');
      const weights = constantData(filter, 'FLOAT32');
      const row = weights.length / (filter.shape[0] ?? 1);
      weights.fill(0, 0, row).fill(1e-9, row, 2 * row);
      const offsets = constantData(bias, 'FLOAT32');
      offsets.set([80, -60]);
      filter.buffer = { data: bytesOf(weights) };
      bias.buffer = { data: bytesOf(offsets) };
      const samples = operatorSamples(description, model, [1, 2, 3]);
      const { model: quantized } = await quantize(
        model,
        optionsFor('int8', () => samples),
      );
      const inputs = samples[0]?.inputs ?? [];
      const [output = new Uint8Array()] = await runInTflite(writeModel(quantized), inputs, {
        delegate,
      });
      const [first = NaN, second = NaN] = readNumbers('FLOAT32', output);
      expect(Math.abs(first - 80)).toBeLessThan(1);
      expect(Math.abs(second + 60)).toBeLessThan(1);
    },
  );

  it('names the tensor that a bad sample spoils', async () => {
    const description = OPERATOR_CASES.find(({ name }) => name === 'CONV_2D');
    if (description === undefined) throw new RangeError('there is a case for CONV_2D');
    const model = operatorModel(description);
    const [good] = operatorSamples(description, model, [1]);
    const spoiled = (good?.inputs ?? []).map(({ byteLength }) =>
      bytesOf(new Float32Array(byteLength / 4).fill(NaN)),
    );
    const samples = [...(good ? [good] : []), { inputs: spoiled, sampleCount: 1 }];
    await expect(
      quantize(
        model,
        optionsFor('int8', () => samples),
      ),
    ).rejects.toMatchObject({ code: 'NON_FINITE_CALIBRATION' });
  });
});

function hasKernel(code: BuiltinOperator, family: 'int8' | 'int16'): boolean {
  const kernel = ruleFor(code)?.kernels[family];
  return kernel !== undefined && (kernel.runtimes?.includes('2.9') ?? true);
}

function highestOf(code: BuiltinOperator): number {
  return ruleFor(code)?.highest['2.9'] ?? 0;
}

/** Without its operands no operator can be prepared; whether it is known shows in the message. */
async function isRegistered(code: BuiltinOperator, version: number): Promise<boolean> {
  // The runtime port itself refuses sequences of other than three dimensions.
  const shape = [1, 1, 1];
  // ... and an axis that is no whole number.
  const type = code === 'SPLIT' ? 'INT32' : 'FLOAT32';
  const input = makeTensor({ name: 'input', type, shape });
  const output = makeTensor({ name: 'output', type: 'FLOAT32', shape });
  // With fewer than three the runtime port refuses a depthwise convolution itself.
  const inputs = code === 'DEPTHWISE_CONV_2D' ? [input, input, input] : [input];
  const operator = makeOperator({ code, version, inputs, outputs: [output] });
  const subgraph = makeSubgraph({ inputs: [input], outputs: [output], operators: [operator] });
  const refusal: unknown = await runInTflite(writeModel(makeModel({ subgraphs: [subgraph] })), [
    new Uint8Array(4),
  ]).catch((error: unknown) => error);
  const message = refusal instanceof Error ? refusal.message : '';
  return !/Didn't find op|builtin_code out of range/u.test(message);
}
