import { denseModel } from '../../test/sample-model';
import { makeTensor } from '../make';
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

  it('refuses a tensor of another model', () => {
    const stranger = makeTensor({ name: 'stranger', type: 'FLOAT32', shape: [1] });
    expect(() => exposeTensors(denseModel(), [stranger])).toThrow(TypeError);
  });
});
