import { OPERATOR_CASES, operatorModel, runInTflite } from '@flotilla/testing';
import { cloneModel, writeModel } from '@flotilla/tflite';
import { makeCandidate } from '../src/candidate';
import { hybridWeights } from '../src/operator-rules/operands';
import { ruleFor } from '../src/operator-rules/operator-rules';
import { prepareModel } from '../src/prepare/prepare-model';
import { verifyStructure } from '../src/verify/verify-structure';
import { nearest } from '../src/weights/nearest';
import { fidelityOf } from './fidelity';
import { operatorSamples } from './operator-samples';

/** Least signal to noise, in dB; hybrid kernels round their inputs to 8 bits as well. */
const LEAST_SNR_DB = { dynamic: 30, 'weight-only': 35, float16: 60 } as const;

const NATIVE = OPERATOR_CASES.filter(({ code, name, version = 1 }) => {
  const rule = ruleFor(code);
  const [operator] = operatorModel(caseOf(name)).subgraphs[0]?.operators ?? [];
  return (
    rule !== undefined &&
    operator !== undefined &&
    version <= rule.highest['2.9'] &&
    hybridWeights(rule, operator).some(({ input }) => operator.inputs[input]?.buffer !== undefined)
  );
});

function caseOf(name: string) {
  const found = OPERATOR_CASES.find((description) => description.name === name);
  if (found === undefined) throw new RangeError(`there is no case ${name}`);
  return found;
}

const forms = NATIVE.flatMap(({ name, code }) =>
  (['dynamic', 'weight-only', 'float16'] as const)
    .filter((scheme) => scheme !== 'dynamic' || ruleFor(code)?.kernels.hybrid !== undefined)
    .map((scheme) => ({ name, scheme })),
);

describe('float activations over stored weights', () => {
  it('cover matrices, convolutions, look-ups and recurrent layers', () => {
    expect(NATIVE.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        ...(['CONV_2D', 'TRANSPOSE_CONV', 'BATCH_MATMUL', 'EMBEDDING_LOOKUP', 'SVDF'] as const),
        ...(['LSTM', 'UNIDIRECTIONAL_SEQUENCE_LSTM', 'BIDIRECTIONAL_SEQUENCE_LSTM'] as const),
        ...(['RNN', 'UNIDIRECTIONAL_SEQUENCE_RNN', 'BIDIRECTIONAL_SEQUENCE_RNN'] as const),
      ]),
    );
  });

  it.each(forms)('compute $name with $scheme weights as float does', async ({ name, scheme }) => {
    const description = caseOf(name);
    const model = operatorModel(description);
    const { model: prepared } = cloneModel(model);
    prepareModel(prepared);
    const candidate = makeCandidate(prepared, {
      recipe: [{ scheme }],
      targetRuntime: '2.9',
      ranges: new Map(),
      weights: nearest,
    });
    expect([...candidate.plan.operators.values()]).toEqual([expect.objectContaining({ scheme })]);
    verifyStructure(candidate.model, '2.9');
    const [sample] = operatorSamples(description, model, [7]);
    const [wanted] = await runInTflite(writeModel(model), sample?.inputs ?? []);
    const [actual] = await runInTflite(candidate.file, sample?.inputs ?? []);
    const { snrDb } = fidelityOf(wanted!, actual!);
    expect(snrDb).toBeGreaterThan(LEAST_SNR_DB[scheme]);
    // More would mean that nothing was rounded.
    expect(snrDb).toBeLessThan(90);
  });
});
