import { GraphBuilder } from '../../test/graph-builder';
import { mainOf } from '../../test/planned';
import { cloneModel } from './clone-model';

describe('cloneModel()', () => {
  it('copies the graph and shares the constants', () => {
    const builder = new GraphBuilder();
    const output = builder.pointwise(builder.input([1, 1, 1, 1]), [1], [2]);
    const original = builder.model(output);
    const { model, tensorOf } = cloneModel(original);
    expect(model).toEqual(original);
    const [source, copy] = [mainOf(original), mainOf(model)];
    const listed = new Set(copy.tensors);
    expect(copy.operators[0]?.inputs.every((tensor) => tensor && listed.has(tensor))).toBe(true);
    expect(copy.tensors.some((tensor) => source.tensors.includes(tensor))).toBe(false);
    expect(model.signatures[0]?.subgraph).toBe(copy);
    expect(model.signatures[0]?.outputs[0]?.tensor).toBe(tensorOf.get(output));
    expect(copy.operators[0]?.inputs[1]?.buffer).toBe(source.operators[0]?.inputs[1]?.buffer);
  });

  it('can be rewritten without touching the original', () => {
    const builder = new GraphBuilder();
    const original = builder.model(builder.apply('RELU', [builder.input([1])], [1]));
    const { model } = cloneModel(original);
    const main = mainOf(model);
    main.operators[0]?.inputs.pop();
    main.outputs.pop();
    main.tensors.forEach((tensor) => (tensor.type = 'INT8'));
    expect(mainOf(original).operators[0]?.inputs).toHaveLength(1);
    expect(mainOf(original).outputs).toHaveLength(1);
    expect(mainOf(original).tensors.every(({ type }) => type === 'FLOAT32')).toBe(true);
  });
});
