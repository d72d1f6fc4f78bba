import { FULLY_CONNECTED, GraphBuilder } from '../../test/graph-builder';
import { recipeFor } from '../recipe/recipe';
import { asksForCalibration } from './asks-for-calibration';

function model(fake: 'none' | 'weights' | 'activations') {
  const builder = new GraphBuilder();
  const faked = (tensor: Parameters<typeof builder.apply>[1][number], shape: number[]) =>
    builder.apply('FAKE_QUANT', [tensor], shape, {
      type: 'FakeQuantOptions',
      min: -1,
      max: 1,
      numBits: 8,
      narrowRange: fake === 'weights',
    });
  const plain = builder.input([1, 2]);
  const filter = builder.constant('w', [2, 2], [1, -0.5, 0.25, -1]);
  const operands = [
    fake === 'activations' ? faked(plain, [1, 2]) : plain,
    fake === 'weights' ? faked(filter, [2, 2]) : filter,
    null,
  ];
  return builder.model(builder.apply('FULLY_CONNECTED', operands, [1, 2], FULLY_CONNECTED));
}

describe('asksForCalibration()', () => {
  it('asks for integer activations alone', () => {
    for (const scheme of ['int8', '16x8'] as const)
      expect(asksForCalibration(model('none'), recipeFor(scheme))).toBe(true);
    for (const scheme of ['dynamic', 'weight-only', 'float16'] as const)
      expect(asksForCalibration(model('none'), recipeFor(scheme))).toBe(false);
  });

  it('asks for no ranges that training settled, and leaves the model as it was', () => {
    const trained = model('activations');
    expect(asksForCalibration(trained, recipeFor('int8'))).toBe(false);
    expect(trained.subgraphs[0]?.operators.map(({ code }) => code)).toEqual([
      'FAKE_QUANT',
      'FULLY_CONNECTED',
    ]);
    expect(asksForCalibration(model('weights'), recipeFor('int8'))).toBe(true);
  });
});
