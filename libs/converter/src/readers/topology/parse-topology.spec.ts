import { codeThrownBy } from '@flotilla/foundation/testing';
import { parseTopology } from './parse-topology';

const dense = { class_name: 'Dense', config: { name: 'dense', units: 2 } };
const input = {
  class_name: 'InputLayer',
  config: { name: 'x', batch_shape: [null, 3] },
  inbound_nodes: [],
};
const out = (layer: string): unknown => ({ layer, call: 0, output: 0 });

describe('parseTopology()', () => {
  it('chains a sequential model', () => {
    const topology = parseTopology({
      class_name: 'Sequential',
      config: { name: 'chain', layers: [input, dense] },
    });
    expect(topology).toMatchObject({ name: 'chain', inputs: [out('x')], outputs: [out('dense')] });
    expect(topology.layers[1]?.calls).toEqual([{ inputs: [out('x')] }]);
  });

  it('makes an input from the shape that the first layer or the build notes', () => {
    const shaped = { ...dense, config: { ...dense.config, batch_input_shape: [null, 3] } };
    const byLayer = parseTopology({ class_name: 'Sequential', config: { layers: [shaped] } });
    const byBuild = parseTopology({
      class_name: 'Sequential',
      config: { layers: [dense] },
      build_config: { input_shape: [null, 3] },
    });
    for (const { layers } of [byLayer, byBuild]) {
      expect(layers[0]).toMatchObject({
        className: 'InputLayer',
        config: { batch_shape: [null, 3] },
      });
    }
  });

  it.each([
    ['one reference', ['x', 0, 0]],
    ['a list', [['x', 0, 0]]],
    ['references by name', { scores: ['x', 0, 0] }],
  ])('reads a functional model whose outputs are %s', (_, outputs) => {
    const config = { layers: [input], input_layers: [['x', 0, 0]], output_layers: outputs };
    const topology = parseTopology({ class_name: 'Functional', config });
    expect(topology.inputs).toEqual([out('x')]);
    expect(topology.outputs).toEqual([out('x')]);
  });

  it('refuses a model of a class of its own', () => {
    expect(codeThrownBy(() => parseTopology({ class_name: 'MyModel', config: {} }))).toBe(
      'UNSUPPORTED_LAYER',
    );
  });

  it.each([
    ['no class', {}],
    ['no configuration', { class_name: 'Functional' }],
    ['no layers', { class_name: 'Sequential', config: {} }],
    ['layers that are no objects', { class_name: 'Sequential', config: { layers: [1] } }],
    [
      'a nameless layer',
      { class_name: 'Sequential', config: { layers: [{ class_name: 'Dense', config: {} }] } },
    ],
    ['no input shape', { class_name: 'Sequential', config: { layers: [dense] } }],
    [
      'no outputs',
      { class_name: 'Functional', config: { layers: [input], input_layers: [['x', 0, 0]] } },
    ],
    [
      'too many layers',
      { class_name: 'Sequential', config: { layers: Array(20_001).fill(dense) } },
    ],
  ])('refuses %s', (_, model) => {
    expect(codeThrownBy(() => parseTopology(model))).toBe('MALFORMED_CONFIG');
  });
});
