import { OPERATOR_CASES, operatorModel, runInLitert, runInTflite } from '@flotilla/testing';
import { cloneModel, writeModel } from '@flotilla/tflite';
import { makeCandidate } from '../src/candidate';
import { hybridWeights } from '../src/operator-rules/operands';
import type { TargetRuntime } from '../src/operator-rules/operator-rule';
import { ruleFor } from '../src/operator-rules/operator-rules';
import { tableOf } from '../src/plan/plan-table';
import { prepareModel } from '../src/prepare/prepare-model';
import { verifyStructure } from '../src/verify/verify-structure';
import { nearest } from '../src/weights/nearest';
import { fidelityOf } from './fidelity';
import { operatorSamples } from './operator-samples';

const SCHEMES = ['dynamic', 'weight-only', 'float16'] as const;

/** Least signal to noise, in dB; hybrid kernels round their inputs to 8 bits as well. */
const LEAST_SNR_DB = { dynamic: 30, 'weight-only': 35, float16: 60 } as const;

const RUNTIMES = { '2.9': runInTflite, '2.3': runInLitert } as const;

function caseOf(name: string) {
  const found = OPERATOR_CASES.find((description) => description.name === name);
  if (found === undefined) throw new RangeError(`there is no case ${name}`);
  return found;
}

/** Uses of operators whose weights can be stored smaller, and run in a runtime. */
function casesFor(runtime: TargetRuntime): string[] {
  return OPERATOR_CASES.filter(({ code, name, version = 1, operands }) => {
    const rule = ruleFor(code);
    const [operator] = operatorModel(caseOf(name)).subgraphs[0]?.operators ?? [];
    // LiteRT as WebAssembly refuses models with state.
    if (runtime === '2.3' && operands.some((operand) => operand?.kind === 'state')) return false;
    return (
      rule !== undefined &&
      operator !== undefined &&
      version <= rule.highest[runtime] &&
      (tableOf(rule, operator) !== undefined ||
        hybridWeights(rule, operator).some(
          ({ input }) => operator.inputs[input]?.buffer !== undefined,
        ))
    );
  }).map(({ name }) => name);
}

const forms = (['2.9', '2.3'] as const).flatMap((runtime) =>
  casesFor(runtime).flatMap((name) => {
    const rule = ruleFor(caseOf(name).code);
    const kernel = rule?.table === undefined ? rule?.kernels.hybrid : rule.kernels.int8;
    const hasKernel = kernel !== undefined && (kernel.runtimes?.includes(runtime) ?? true);
    return SCHEMES.filter((scheme) => scheme !== 'dynamic' || hasKernel).map((scheme) => ({
      name,
      scheme,
      runtime,
    }));
  }),
);

describe('float activations over stored weights', () => {
  it('cover matrices, convolutions, look-ups and recurrent layers', () => {
    expect(casesFor('2.9').map((name) => caseOf(name).code)).toEqual(
      expect.arrayContaining([
        ...([
          'CONV_2D',
          'TRANSPOSE_CONV',
          'GATHER',
          'BATCH_MATMUL',
          'EMBEDDING_LOOKUP',
          'SVDF',
        ] as const),
        ...(['LSTM', 'UNIDIRECTIONAL_SEQUENCE_LSTM', 'BIDIRECTIONAL_SEQUENCE_LSTM'] as const),
        ...(['RNN', 'UNIDIRECTIONAL_SEQUENCE_RNN', 'BIDIRECTIONAL_SEQUENCE_RNN'] as const),
      ]),
    );
    expect(casesFor('2.3')).toContain('CONV_2D, grouped');
  });

  it.each(forms)(
    'compute $name with $scheme weights as float does, in $runtime',
    async ({ name, scheme, runtime }) => {
      const description = caseOf(name);
      const model = operatorModel(description);
      const { model: prepared } = cloneModel(model);
      prepareModel(prepared);
      const candidate = makeCandidate(prepared, {
        recipe: [{ scheme }],
        targetRuntime: runtime,
        ranges: new Map(),
        weights: nearest,
      });
      expect([...candidate.plan.operators.values()]).toEqual([expect.objectContaining({ scheme })]);
      verifyStructure(candidate.model, runtime);
      const [sample] = operatorSamples(description, model, [7]);
      const run = RUNTIMES[runtime];
      const [wanted] = await run(writeModel(model), sample?.inputs ?? []);
      const [actual] = await run(candidate.file, sample?.inputs ?? []);
      const { snrDb } = fidelityOf(wanted!, actual!);
      expect(snrDb).toBeGreaterThan(LEAST_SNR_DB[scheme]);
      // More would mean that nothing was rounded.
      expect(snrDb).toBeLessThan(90);
    },
  );
});
