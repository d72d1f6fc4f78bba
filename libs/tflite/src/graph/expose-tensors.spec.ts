import { denseModel } from '../../test/sample-model';
import { makeModel, makeOperator, makeSubgraph, makeTensor } from '../make';
import type { Tensor } from '../model';
import { writeModel } from '../write-model';
import { exposeTensors } from './expose-tensors';

describe('exposeTensors()', () => {
  it('gives out copies of the named tensors, in their order, and leaves the model as it was', () => {
    const model = denseModel();
    const before = writeModel(model);
    const main = model.subgraphs[0]!;
    const wanted = [main.operators[0]!.outputs[0]!, main.inputs[0]!];
    const exposed = exposeTensors(model, wanted);
    const { outputs, tensors } = exposed.subgraphs[0]!;
    expect(outputs.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name));
    expect(outputs.every((tensor) => tensors.includes(tensor))).toBe(true);
    expect(exposed.signatures).toEqual([]);
    expect(writeModel(model)).toEqual(before);
  });

  it('leaves out operators that nothing given out needs, and keeps those that change state', () => {
    const [x, y, z, state] = ['x', 'y', 'z', 'state'].map((name) =>
      makeTensor({ name, type: 'FLOAT32', shape: [1], isVariable: name === 'state' }),
    ) as [Tensor, Tensor, Tensor, Tensor];
    const operators = [
      makeOperator({ code: 'ABS', inputs: [x], outputs: [y] }),
      makeOperator({ code: 'NEG', inputs: [y], outputs: [z] }),
      makeOperator({ code: 'RNN', inputs: [x, state], outputs: [z] }),
    ];
    const subgraph = makeSubgraph({ inputs: [x], outputs: [z], operators });
    const exposed = exposeTensors(makeModel({ subgraphs: [subgraph] }), [y]);
    expect(exposed.subgraphs[0]?.operators.map(({ code }) => code)).toEqual(['ABS', 'RNN']);
  });

  it('refuses a tensor of another model', () => {
    const stranger = makeTensor({ name: 'stranger', type: 'FLOAT32', shape: [1] });
    expect(() => exposeTensors(denseModel(), [stranger])).toThrow(TypeError);
  });
});
