import { makeOperator, makeTensor, type BuiltinOperator } from '@flotilla/tflite';
import { decide, needsCalibration, recipeFor, type Recipe } from './recipe';
import { SCHEMES } from './scheme';

const named = (code: BuiltinOperator, name: string) =>
  makeOperator({
    code,
    inputs: [],
    outputs: [makeTensor({ name, type: 'FLOAT32', shape: [1] })],
  });

describe('decide()', () => {
  const recipe: Recipe = [
    { scheme: 'int8' },
    { operators: ['SOFTMAX', 'LOGISTIC'], scheme: 'float' },
    { name: '^head/(box|score)_\\d+$', scheme: '16x8' },
    { operators: ['CONV_2D'], name: 'stem', scheme: 'dynamic' },
  ];

  it.each([
    ['ADD', 'body', 'int8'],
    ['SOFTMAX', 'body', 'float'],
    ['SOFTMAX', 'head/box_1', '16x8'],
    ['ADD', 'head/score_22', '16x8'],
    ['ADD', 'the head/score_2', 'int8'],
    ['CONV_2D', 'model/stem/conv', 'dynamic'],
    ['ADD', 'model/stem/add', 'int8'],
  ] as const)('lets the last rule that matches speak: %s %s becomes %s', (code, name, scheme) => {
    expect(decide(recipe, named(code, name)).scheme).toBe(scheme);
  });

  it('leaves float what no rule speaks of, and what has no output to be named by', () => {
    expect(decide([], named('ADD', 'x'))).toEqual({ scheme: 'float' });
    const silent = makeOperator({ code: 'ADD', inputs: [], outputs: [] });
    expect(decide([{ name: 'x', scheme: 'int8' }], silent)).toEqual({ scheme: 'float' });
  });
});

describe('recipeFor()', () => {
  it('needs calibration data exactly where activations become integers', () => {
    expect(SCHEMES.filter((scheme) => needsCalibration(recipeFor(scheme)))).toEqual([
      'int8',
      '16x8',
    ]);
    expect(needsCalibration([{ scheme: 'dynamic' }, { name: 'x', scheme: '16x8' }])).toBe(true);
  });

  it.each(SCHEMES)('%s speaks of fully connected operators', (scheme) => {
    expect(decide(recipeFor(scheme), named('FULLY_CONNECTED', 'x')).scheme).not.toBe('float');
  });

  it.each(['dynamic', 'dynamic-int4'] as const)('%s leaves depthwise filters float', (scheme) => {
    expect(decide(recipeFor(scheme), named('DEPTHWISE_CONV_2D', 'x')).scheme).toBe('float');
  });
});
