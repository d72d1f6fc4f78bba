import { codeThrownBy } from '@flotilla/foundation/testing';
import { strToU8 } from 'fflate';
import { fixture, memberOf, withConfig, withMembers } from '../../../test/fixture';
import { readKeras } from './read-keras';

const bytes = fixture('sequential.keras');

/** The weights file with the first value of a dataset overwritten. */
function withValue(find: number, value: number): Uint8Array {
  const weights = memberOf(bytes, 'model.weights.h5').slice();
  const view = new DataView(weights.buffer);
  for (let at = 0; at + 4 <= weights.length; at += 4) {
    if (view.getFloat32(at, true) === find) view.setFloat32(at, value, true);
  }
  return withMembers(bytes, { 'model.weights.h5': weights });
}

describe('readKeras()', () => {
  it('reads architecture and weights into a graph', () => {
    const graph = readKeras(bytes);
    expect(graph.nodes.map(({ name, kind }) => [name, kind])).toEqual([
      ['input_layer', 'input'],
      ['norm', 'batchNormalization'],
      ['conv', 'conv2d'],
      ['positive', 'activation'],
      ['mean', 'globalAveragePooling2d'],
      ['dropout', 'identity'],
      ['scores', 'dense'],
    ]);
    expect(graph.outputs[0]?.outputShape).toEqual([null, 4]);
    expect([...(graph.nodes[1]?.weights.keys() ?? [])]).toEqual([
      'gamma',
      'beta',
      'moving_mean',
      'moving_variance',
    ]);
  });

  it('names the layer whose weights are NaN', () => {
    const kernel = readKeras(bytes).nodes.at(-1)?.weights.get('kernel')?.values[5] ?? 0;
    const damaged = withValue(kernel, Number.NaN);
    expect(codeThrownBy(() => readKeras(damaged))).toBe('NON_FINITE_WEIGHTS');
    expect(() => readKeras(damaged)).toThrow(/scores/u);
  });

  it.each([
    ['no weights', withMembers(bytes, { 'model.weights.h5': undefined }), 'MISSING_WEIGHTS'],
    ['no architecture', withMembers(bytes, { 'config.json': undefined }), 'MALFORMED_ARCHIVE'],
    [
      'text for weights',
      withMembers(bytes, { 'model.weights.h5': strToU8('x') }),
      'MALFORMED_WEIGHTS',
    ],
    ['an architecture that is not JSON', withConfig(bytes, () => '<xml/>'), 'MALFORMED_CONFIG'],
    ['deeply nested JSON', withConfig(bytes, () => '['.repeat(1_000_000)), 'MALFORMED_CONFIG'],
    [
      'other units',
      withConfig(bytes, (json) => json.replace('"units": 4', '"units": 5')),
      'WEIGHT_SHAPE_MISMATCH',
    ],
    [
      'a bias too few',
      withConfig(bytes, (json) => json.replace('"Dropout"', '"Dense"')),
      'MALFORMED_CONFIG',
    ],
    [
      'an unknown layer',
      withConfig(bytes, (json) => json.replace('"Dropout"', '"LSTM"')),
      'UNSUPPORTED_LAYER',
    ],
  ])('refuses a file with %s', (_, model, code) => {
    expect(codeThrownBy(() => readKeras(model))).toBe(code);
  });
});
