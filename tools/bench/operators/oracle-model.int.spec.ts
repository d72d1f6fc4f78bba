import { OutputError, readNumbers } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import {
  OPERATOR_CASES,
  operatorModel,
  operatorSample,
  type OperatorCase,
} from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import { rangeOf } from './encodings';
import { oracleModel } from './oracle-model';

const SEEDS = [1, 2, 3, 4];

function caseOf(name: string): OperatorCase {
  return OPERATOR_CASES.find((each) => each.name === name)!;
}

async function outputsOf(file: Uint8Array, samples: Uint8Array[][]): Promise<Float32Array> {
  const interpreter = await createTfliteRuntime().load(file, { delegate: 'cpu' });
  const values: number[] = [];
  for (const sample of samples) {
    const [bytes] = await interpreter.invoke(sample);
    values.push(...readNumbers('FLOAT32', bytes!));
  }
  await interpreter.close();
  return Float32Array.from(values);
}

/** SNR of the oracle's file with the true ranges of its data, in native TensorFlow Lite. */
async function oracleDb(description: OperatorCase, activation: 'int8' | 'int16'): Promise<number> {
  const samples = SEEDS.map((seed) => [...operatorSample(description, seed).values()]);
  const wanted = await outputsOf(writeModel(operatorModel(description)), samples);
  const names = [...operatorSample(description, 1).keys()];
  const inputRange = (at: number) =>
    rangeOf(
      Float32Array.from(samples.flatMap((sample) => [...readNumbers('FLOAT32', sample[at]!)])),
    );
  const ranges = Object.fromEntries([
    ['output0', rangeOf(wanted)],
    ...names.map((name, at) => [name, inputRange(at)] as const),
  ]);
  const model = oracleModel(description, ranges, activation)!;
  const error = new OutputError();
  error.add(wanted, await outputsOf(writeModel(model), samples));
  return error.summary().snrDb!;
}

describe('oracleModel()', () => {
  it.each(['CONV_2D', 'DEPTHWISE_CONV_2D', 'ADD', 'CONCATENATION', 'SOFTMAX', 'MEAN of pixels'])(
    'comes close to float with %s in int8',
    async (name) => {
      const snr = await oracleDb(caseOf(name), 'int8');
      expect(snr).toBeGreaterThan(28);
      // More would mean that nothing was quantized.
      expect(snr).toBeLessThan(50);
    },
  );

  it('is limited by 8-bit weights alone with int16 activations', async () => {
    const snr = await oracleDb(caseOf('CONV_2D'), 'int16');
    expect(snr).toBeGreaterThan(43);
    expect(snr).toBeLessThan(60);
    expect(await oracleDb(caseOf('ADD'), 'int16')).toBeGreaterThan(75);
  });

  it('has nothing to say where no kernel is, or none of this width', () => {
    expect(oracleModel(caseOf('SIN'), {}, 'int8')).toBeUndefined();
    expect(oracleModel(caseOf('PRELU'), {}, 'int16')).toBeUndefined();
    expect(oracleModel(caseOf('LSTM'), {}, 'int8')).toBeUndefined();
  });
});
