import { codeThrownBy } from '@flotilla/foundation/testing';
import { errorOf } from '../../../test/error-of';
import { withoutBatch } from '../../shape';
import { buildGraph } from './build-graph';
import type { Topology, TopologyLayer } from './topology';
import type { WeightSource } from './weight-source';

const from = (layer: string, call = 0): { layer: string; call: number; output: number } => ({
  layer,
  call,
  output: 0,
});

function layer(
  name: string,
  className: string,
  config: Record<string, unknown>,
  ...inputs: (readonly ReturnType<typeof from>[])[]
): TopologyLayer {
  return { name, className, config, calls: inputs.map((list) => ({ inputs: list })) };
}

const image = layer('image', 'InputLayer', { batch_shape: [null, 3] }, []);
const dense = (...inputs: (readonly ReturnType<typeof from>[])[]): TopologyLayer =>
  layer('dense', 'Dense', { units: 3 }, ...inputs);
const graph = (layers: TopologyLayer[], output: string, call = 0): Topology => ({
  name: 'test',
  layers,
  inputs: [from('image')],
  outputs: [from(output, call)],
});
const ones: WeightSource = {
  read: (_, role) =>
    role === 'kernel'
      ? { shape: [3, 3], values: new Float32Array(9).fill(1) }
      : { shape: [3], values: new Float32Array(3) },
};

describe('buildGraph()', () => {
  it('makes a node of every call and shares the weights', () => {
    const built = buildGraph(
      graph([image, dense([from('image')], [from('dense')])], 'dense', 1),
      ones,
    );
    expect(built.nodes.map(({ name }) => name)).toEqual(['image', 'dense', 'dense_1']);
    expect(built.nodes[1]?.weights).toBe(built.nodes[2]?.weights);
    expect(built.parameterCount).toBe(12);
    expect(built.outputs.map(({ outputShape }) => withoutBatch(outputShape))).toEqual([[3]]);
  });

  it.each([
    ['a reference to nowhere', [image, dense([from('nobody')])], 'MALFORMED_CONFIG'],
    ['a call that is not made', [image, dense([from('image', 1)])], 'MALFORMED_CONFIG'],
    [
      'two layers of one name',
      [image, dense([from('image')]), dense([from('image')])],
      'MALFORMED_CONFIG',
    ],
    ['two inputs for one', [image, dense([from('image'), from('image')])], 'MALFORMED_CONFIG'],
    ['a layer that feeds itself', [image, dense([from('dense')])], 'CYCLIC_GRAPH'],
    [
      'an input that is a layer',
      [layer('image', 'Flatten', {}, [from('dense')]), dense([from('image')])],
      'CYCLIC_GRAPH',
    ],
  ])('refuses %s', (_, layers, code) => {
    expect(codeThrownBy(() => buildGraph(graph(layers, 'dense'), ones))).toBe(code);
  });

  it.each([
    ['absent', () => undefined, 'MISSING_WEIGHTS'],
    [
      'of another shape',
      () => ({ shape: [9], values: new Float32Array(9) }),
      'WEIGHT_SHAPE_MISMATCH',
    ],
    [
      'not finite',
      () => ({ shape: [3, 3], values: new Float32Array(9).fill(Infinity) }),
      'NON_FINITE_WEIGHTS',
    ],
  ])('refuses weights that are %s, naming the layer', (_, read, code) => {
    const topology = graph([image, dense([from('image')])], 'dense');
    const attempt = (): unknown => buildGraph(topology, { read });
    expect(codeThrownBy(attempt)).toBe(code);
    expect(attempt).toThrow(/dense/u);
  });

  it('lists every unsupported layer, with the option that is in the way', () => {
    const layers = [
      image,
      layer('a', 'LSTM', {}, [from('image')]),
      layer('b', 'Dense', { units: 1, activation: 'swish' }, [from('a')]),
      layer('c', 'ReLU', { dtype: { config: { name: 'mixed_float16' } } }, [from('b')]),
      { ...layer('d', 'Dense', { units: 1 }, [from('c')]), module: 'my.layers' },
      { ...dense(), calls: [{ inputs: [from('d')], obstacle: 'called with training' }] },
    ];
    expect(errorOf(() => buildGraph(graph(layers, 'dense'), ones))).toMatchObject({
      code: 'UNSUPPORTED_LAYER',
      layers: [
        { name: 'a', className: 'LSTM' },
        { name: 'b', className: 'Dense', reason: 'activation=swish' },
        { name: 'c', className: 'ReLU', reason: 'dtype=mixed_float16' },
        { name: 'd', className: 'Dense', reason: 'a custom class of my.layers' },
        { name: 'dense', className: 'Dense', reason: 'called with training' },
      ],
    });
  });
});
