import { litert, OPERATOR_CASES, operatorModel, runInLitert } from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import { kernelVersion } from '../src/operator-rules/kernel-version';
import { ruleFor } from '../src/operator-rules/operator-rules';
import { quantize } from '../src/quantize';
import { fidelityOf } from './fidelity';
import { equalShare, operatorSamples } from './operator-samples';

const FAMILIES = { int8: 'int8', '16x8': 'int16' } as const;

/** Without weights. */
const LEAST_SNR_DB = { int8: 30, '16x8': 60 } as const;

/** What rounding activations to 16 bits leaves where 8-bit weights decide. */
const LEAST_SNR_OF_WEIGHTS_DB = 38;

/** The kernel looks LOG up in a table of 513 entries, too coarse where it is steep (log.cc). */
const CEILINGS_DB: Readonly<Record<string, number>> = { 'LOG 16x8': 54 };

/** Integer forms that TensorFlow Lite 2.9 does not have: neither the kernel nor, for some, the version. */
const forms = OPERATOR_CASES.flatMap((description) =>
  (['int8', '16x8'] as const).flatMap((scheme) => {
    const rule = ruleFor(description.code);
    const kernel = rule?.kernels[FAMILIES[scheme]];
    if (rule === undefined || kernel === undefined) return [];
    const isLimited = rule.limits.some(({ families }) => families.includes(FAMILIES[scheme]));
    const [operator] = operatorModel(description).subgraphs[0]?.operators ?? [];
    if (isLimited || operator === undefined) return [];
    const isNative =
      (kernel.runtimes?.includes('2.9') ?? true) &&
      Math.max(kernelVersion(kernel, { operator }), description.version ?? 1) <=
        rule.highest['2.9'];
    return isNative ? [] : [{ name: description.name, scheme, description }];
  }),
);

describe('integer forms that LiteRT alone has', () => {
  it('are some', () => {
    expect(forms.map(({ name, scheme }) => `${name} ${scheme}`)).toEqual(
      expect.arrayContaining(['GELU 16x8', 'NEG int8', 'TILE 16x8', 'CONV_2D, grouped int8']),
    );
  });

  it.each(forms)('compute $name in $scheme as float does', async ({ scheme, description }) => {
    const model = operatorModel(description);
    const samples = operatorSamples(description, model, [...Array(24).keys()]);
    const { model: quantized, report } = await quantize(model, {
      scheme,
      runtime: litert(),
      targetRuntime: '2.3',
      calibration: () => samples,
    });
    expect(report.operators[0]).toMatchObject({ scheme });
    // Within the ranges that calibration saw: what lies outside is clipped, in every form.
    const inputs = samples[0]?.inputs ?? [];
    const wanted = await runInLitert(writeModel(model), inputs);
    const actual = await runInLitert(writeModel(quantized), inputs);
    const hasWeights = description.weight !== undefined;
    const least =
      CEILINGS_DB[`${description.name} ${scheme}`] ??
      (scheme === '16x8' && hasWeights ? LEAST_SNR_OF_WEIGHTS_DB : LEAST_SNR_DB[scheme]);
    model.subgraphs[0]?.outputs.forEach(({ type }, at) => {
      const [one = new Uint8Array(), other = new Uint8Array()] = [wanted[at], actual[at]];
      if (type === 'FLOAT32') expect(fidelityOf(one, other).snrDb).toBeGreaterThan(least);
      else expect(equalShare(one, other)).toBeGreaterThan(0.99);
    });
  });
});
