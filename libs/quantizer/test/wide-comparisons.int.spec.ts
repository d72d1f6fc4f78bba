import type { Invocation } from '@flotilla/evaluation';
import { litert, runInLitert, runInTflite, tflite } from '@flotilla/testing';
import { bytesOf, type Model, optionsOf, writeModel } from '@flotilla/tflite';
import { TARGET_RUNTIMES } from '../src/operator-rules/operator-rule';
import { quantize } from '../src/quantize';
import { GraphBuilder } from './graph-builder';

const COMPARISONS = [
  'EQUAL',
  'NOT_EQUAL',
  'GREATER',
  'GREATER_EQUAL',
  'LESS',
  'LESS_EQUAL',
] as const;

const RUNTIMES = {
  '2.9': { runtime: tflite, run: runInTflite },
  '2.3': { runtime: litert, run: runInLitert },
};

const FORMS = COMPARISONS.flatMap((code) =>
  TARGET_RUNTIMES.map((targetRuntime) => ({ code, targetRuntime })),
);

/** Compares a sum of two inputs with the first of them. */
function comparison(code: (typeof COMPARISONS)[number]): Model {
  const builder = new GraphBuilder();
  const [x, y] = [builder.input([1, 8]), builder.input([1, 8])];
  const sum = builder.apply('ADD', [x, y], [1, 8], optionsOf('AddOptions'));
  const compared = builder.apply(code, [sum, x], [1, 8]);
  compared.type = 'BOOL';
  return builder.model(compared);
}

/** Values in [-limit, limit]; sums too, further apart from what they are compared with than integers are wrong. */
function within(limit: number): Invocation {
  const rows = [
    [-1, -0.5, -0.25, 0, 0.25, 0.5, 1, 1],
    [1, 0.25, -0.75, 0.5, 0.5, -1, -0.5, -2],
  ];
  return {
    inputs: rows.map((row) => bytesOf(Float32Array.from(row, (value) => value * limit))),
    sampleCount: 1,
  };
}

describe.each(FORMS)(
  'a comparison for runtime $targetRuntime: $code',
  ({ code, targetRuntime }) => {
    const { runtime, run } = RUNTIMES[targetRuntime];

    it.each([
      // Of steps of 1 and more, TensorFlow Lite 2.9 ends the process and LiteRT 2.3 takes all for the largest.
      { limit: 300, scheme: 'float' },
      { limit: 100, scheme: 'int8' },
    ])('of values in ±$limit is computed in $scheme', async ({ limit, scheme }) => {
      const sample = within(limit);
      const { model, report } = await quantize(comparison(code), {
        scheme: 'int8',
        runtime: runtime(),
        targetRuntime,
        calibration: () => [sample],
      });
      expect(report.operators.map((each) => [each.operator, each.scheme])).toEqual([
        ['ADD', 'int8'],
        [code, scheme],
      ]);
      const wanted = await runInTflite(writeModel(comparison(code)), sample.inputs);
      expect(await run(writeModel(model), sample.inputs)).toEqual(wanted);
    });
  },
);
