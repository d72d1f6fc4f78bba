import { denseModel, elaborateModel } from '../../test/sample-model';
import { calledSubgraphs } from './called-subgraphs';
import { consumersOf, producersOf } from './producers';
import { constantTensors, weightBytes } from './weight-bytes';

describe('producersOf() and consumersOf()', () => {
  it('name the operators around a tensor', () => {
    const [main] = elaborateModel().subgraphs;
    const hidden = main!.tensors.find(({ name }) => name === 'hidden')!;
    expect(producersOf(main!).get(hidden)).toBe(main!.operators[1]);
    expect(consumersOf(main!).get(hidden)).toEqual([main!.operators[2]]);
  });

  it('leave out tensors that nothing makes or reads', () => {
    const [main] = denseModel().subgraphs;
    expect(producersOf(main!).has(main!.inputs[0]!)).toBe(false);
    expect(consumersOf(main!).has(main!.outputs[0]!)).toBe(false);
  });
});

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
