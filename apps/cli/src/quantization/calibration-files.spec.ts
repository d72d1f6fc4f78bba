import { makeModel, makeSubgraph } from '@flotilla/tflite';
import { calibrationFiles } from './calibration-files';

const subgraph = makeSubgraph({ inputs: [], outputs: [], operators: [] });
const model = makeModel({
  subgraphs: [subgraph],
  signatures: ['encode', 'decode'].map((key) => ({ key, subgraph, inputs: [], outputs: [] })),
});

describe('calibrationFiles()', () => {
  it('tells signatures from paths by the names that the model has', () => {
    expect(calibrationFiles(model, ['a=b.npy'], undefined)).toEqual([{ path: 'a=b.npy' }]);
    expect(calibrationFiles(model, ['a.npy'], 'encode')).toEqual([
      { path: 'a.npy', signature: 'encode' },
    ]);
    expect(calibrationFiles(model, ['encode=a.npy', 'decode=b=c.npy'], undefined)).toEqual([
      { path: 'a.npy', signature: 'encode' },
      { path: 'b=c.npy', signature: 'decode' },
    ]);
  });

  it.each([[['a.npy', 'b.npy']], [['encode=a.npy', 'b.npy']], [['encode=a.npy', 'encode=b.npy']]])(
    'refuses %j',
    (given) => {
      expect(() => calibrationFiles(model, given, undefined)).toThrow(
        expect.objectContaining({ code: 'USAGE' }) as Error,
      );
    },
  );
});
