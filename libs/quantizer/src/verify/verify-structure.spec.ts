import type { Model } from '@flotilla/tflite';
import { GraphBuilder, SOFTMAX } from '../../test/graph-builder';
import { mainOf, planned } from '../../test/planned';
import { rewriteModel } from '../rewrite/rewrites';
import { verifyStructure } from './verify-structure';

function quantized(): Model {
  const builder = new GraphBuilder();
  const conv = builder.pointwise(builder.input([1, 1, 1, 2]), [1, 2, 3, 4], [1, 2]);
  const model = builder.model(builder.apply('SOFTMAX', [conv], [1, 1, 1, 2], SOFTMAX));
  rewriteModel(model, planned(model, 'int8').plan, '2.9');
  return model;
}

const FAULTS: Record<string, (model: Model) => void> = {
  'a scale of zero': (model) => {
    mainOf(model).operators[1]?.inputs[1]?.quantization?.scale.fill(0);
  },
  'a zero point out of range': (model) => {
    mainOf(model).operators[1]?.outputs[0]?.quantization?.zeroPoint.fill(128n);
  },
  'per-channel weights with a zero point': (model) => {
    mainOf(model).operators[1]?.inputs[1]?.quantization?.zeroPoint.fill(1n);
  },
  'a missing channel': (model) => {
    const quantization = mainOf(model).operators[1]?.inputs[1]?.quantization;
    quantization?.scale.push(1);
    quantization?.zeroPoint.push(0n);
  },
  'another softmax scale': (model) => {
    mainOf(model).operators[2]?.outputs[0]?.quantization?.scale.fill(0.5);
  },
  'a bias scale of its own': (model) => {
    mainOf(model).operators[1]?.inputs[2]?.quantization?.scale.fill(0.5);
  },
  'a version too low': (model) => {
    mainOf(model).operators.forEach((operator) => (operator.version = 1));
  },
  'a version above the runtime': (model) => {
    mainOf(model).operators.forEach((operator) => (operator.version = 99));
  },
  'a tensor that nobody writes': (model) => {
    mainOf(model).operators.shift();
  },
  'a float output of an int8 operator': (model) => {
    mainOf(model).operators[1]?.outputs.forEach((tensor) => (tensor.type = 'FLOAT32'));
  },
};

describe('verifyStructure()', () => {
  it('accepts what the rewrites make', () => {
    expect(() => {
      verifyStructure(quantized(), '2.9');
    }).not.toThrow();
  });

  it.each(Object.keys(FAULTS))('finds %s', (fault) => {
    const model = quantized();
    FAULTS[fault]?.(model);
    expect(
      thrownBy(() => {
        verifyStructure(model, '2.9');
      }),
    ).toMatchObject({
      code: 'VERIFICATION_FAILED',
    });
  });
});

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
