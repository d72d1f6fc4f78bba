import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, writeModel } from '@flotilla/tflite';
import { OPERATOR_CASES, operatorModel, operatorSample } from '../src';

/** What native TensorFlow Lite 2.9 has no kernel for, by case. */
const NEWER: ReadonlySet<string> = new Set([
  'ATAN2',
  'CONV_2D, grouped',
  'DYNAMIC_UPDATE_SLICE',
  'SIGN',
]);

const runnable = OPERATOR_CASES.filter(({ name }) => !NEWER.has(name));

describe('OPERATOR_CASES', () => {
  it('have names of their own', () => {
    const names = OPERATOR_CASES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('point at constants where they say that weights are', () => {
    for (const { operands, weight, bias } of OPERATOR_CASES) {
      if (weight) expect(operands[weight.operand]?.kind).toBe('constant');
      if (bias !== undefined) expect(operands[bias]?.kind).toBe('constant');
    }
  });

  it('draw the same sample again, and another for another seed', () => {
    for (const description of OPERATOR_CASES) {
      const sample = operatorSample(description, 7);
      expect(operatorSample(description, 7)).toEqual(sample);
      if (sample.size > 0) expect(operatorSample(description, 8)).not.toEqual(sample);
    }
  });

  it.each(runnable)('run in native TensorFlow Lite: $name', async (description) => {
    const file = writeModel(operatorModel(description));
    expect(readModel(file)).toEqual(operatorModel(description));
    const interpreter = await createTfliteRuntime().load(file, { delegate: 'cpu' });
    const sample = operatorSample(description, 1);
    const outputs = await interpreter.invoke(
      interpreter.inputs.map(({ name }) => sample.get(name)!),
    );
    expect(interpreter.outputs.map(({ shape }) => shape)).toEqual(
      description.outputs.map(({ shape }) => shape),
    );
    outputs.forEach((bytes, at) => {
      if (description.outputs[at]?.type !== 'FLOAT32') return;
      const values = new Float32Array(Uint8Array.from(bytes).buffer);
      expect(values.every(Number.isFinite)).toBe(true);
    });
    await interpreter.close();
  });
});
