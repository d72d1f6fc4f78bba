import { codeThrownBy } from '@flotilla/foundation/testing';
import { readInboundNodes } from './inbound-nodes';

const tensor = (name: string): unknown => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 2], dtype: 'float32', keras_history: [name, 0, 0] },
});
const reference = (layer: string): unknown => ({ layer, call: 0, output: 0 });

describe('readInboundNodes()', () => {
  it('counts a layer without nodes as called once, without inputs', () => {
    expect(readInboundNodes('x', [])).toEqual([{ inputs: [] }]);
    expect(readInboundNodes('x', undefined)).toEqual([{ inputs: [] }]);
  });

  it('reads the nodes of Keras 3, single and several inputs', () => {
    const nodes = [
      { args: [tensor('a')], kwargs: { mask: null, training: false } },
      { args: [[tensor('a'), tensor('b')]], kwargs: {} },
    ];
    expect(readInboundNodes('x', nodes)).toEqual([
      { inputs: [reference('a')] },
      { inputs: [reference('a'), reference('b')] },
    ]);
  });

  it('reads the nodes of Keras 2 and TensorFlow.js', () => {
    const nodes = [
      [
        ['a', 0, 0, {}],
        ['b', 0, 0],
      ],
      [['a', 1, 0, { training: false }]],
      ['a', 0, 0, {}],
    ];
    expect(readInboundNodes('x', nodes)).toEqual([
      { inputs: [reference('a'), reference('b')] },
      { inputs: [{ layer: 'a', call: 1, output: 0 }] },
      { inputs: [reference('a')] },
    ]);
  });

  it.each([
    ['training', { args: [tensor('a')], kwargs: { training: true } }],
    ['a mask', { args: [tensor('a')], kwargs: { mask: tensor('m') } }],
    ['a second argument', { args: [tensor('a'), tensor('b')], kwargs: {} }],
    ['a constant', { args: [1], kwargs: {} }],
    ['training in the older spelling', [['a', 0, 0, { training: true }]]],
  ])('notes a call with %s as an obstacle', (_, node) => {
    expect(readInboundNodes('x', [node])[0]?.obstacle).toBeDefined();
  });

  it.each([[3], [{}], [{ args: 1 }], [[['a']]], [[[1, 0, 0]]]])('refuses %j', (node) => {
    expect(codeThrownBy(() => readInboundNodes('x', [node]))).toBe('MALFORMED_CONFIG');
  });
});
