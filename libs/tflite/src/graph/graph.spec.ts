import { elaborateModel } from '../../test/sample-model';
import { calledSubgraphs } from './called-subgraphs';
import { constantTensors, weightBytes } from './weight-bytes';

describe('weightBytes()', () => {
  it('counts shared buffers once', () => {
    expect(weightBytes(elaborateModel())).toBe(8 + 3 + 8 + 12);
    expect(constantTensors(elaborateModel())).toHaveLength(4);
  });
});

describe('calledSubgraphs()', () => {
  it('reads indexes from whatever options hold them', () => {
    const composite = elaborateModel().subgraphs[0]?.operators[2];
    expect(calledSubgraphs(composite?.options)).toEqual([1]);
    expect(
      calledSubgraphs({ type: 'IfOptions', thenSubgraphIndex: 1, elseSubgraphIndex: 2 }),
    ).toEqual([1, 2]);
    expect(calledSubgraphs(undefined)).toEqual([]);
  });
});
