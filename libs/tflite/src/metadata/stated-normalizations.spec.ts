import { makeModel, makeSubgraph, makeTensor } from '../make';
import { setNormalization } from './normalization';
import { statedNormalizations } from './stated-normalizations';

function model() {
  const inputs = ['a', 'b'].map((name) => makeTensor({ name, type: 'FLOAT32', shape: [1, 3] }));
  return makeModel({ subgraphs: [makeSubgraph({ inputs, outputs: [], operators: [] })] });
}

describe('statedNormalizations()', () => {
  it('gives each input’s own, in order', () => {
    const given = model();
    expect(statedNormalizations(given)).toEqual([undefined, undefined]);
    setNormalization(given, { mean: [0], std: [255] }, 1);
    expect(statedNormalizations(given)).toEqual([undefined, { mean: [0], std: [255] }]);
  });

  it('gives nothing out of metadata that cannot be read', () => {
    const given = model();
    given.metadata = [{ name: 'TFLITE_METADATA', buffer: { data: Uint8Array.of(1, 2, 3) } }];
    expect(statedNormalizations(given)).toEqual([]);
  });
});
