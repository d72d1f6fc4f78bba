import { denseModel, elaborateModel } from '../test/sample-model';
import { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
import { readModel } from './read-model';
import { type BuiltinOptions, optionsOf } from './schema';
import { FirstBuiltinOptions } from './schema/first-builtin-options';
import { SecondBuiltinOptions } from './schema/second-builtin-options';
import { writeModel } from './write-model';

const EVERY_TYPE = [...FirstBuiltinOptions.members, ...SecondBuiltinOptions.members].map(
  ({ name }) => name,
);
/** Their options point at subgraphs, of which there is but the operator's own. */
const CALLING =
  /^(Call|If|While|CallOnce|StablehloWhile|StablehloReduce|StablehloReduceWindow|StablehloScatter|StablehloSort|StableHLOComposite)Options$/;

/** Their defaults are refused. */
const WINDOWED: Readonly<Record<string, BuiltinOptions>> = {
  Pool2DOptions: optionsOf('Pool2DOptions', {
    strideW: 1,
    strideH: 2,
    filterWidth: 3,
    filterHeight: 4,
  }),
};

describe('readModel(writeModel())', () => {
  it.each([
    ['a plain model', denseModel()],
    ['a model of the rarer parts', elaborateModel()],
  ])('gives back %s', (_, model) => {
    expect(readModel(writeModel(model))).toEqual(model);
  });

  it.each(EVERY_TYPE.filter((type) => !CALLING.test(type)))('keeps %s', (type) => {
    const x = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1] });
    const y = makeTensor({ name: 'y', type: 'FLOAT32', shape: [1] });
    const operator = makeOperator({
      code: 'ADD',
      inputs: [x],
      outputs: [y],
      options: WINDOWED[type] ?? optionsOf(type),
    });
    const subgraph = makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] });
    const read = readModel(writeModel(makeModel({ subgraphs: [subgraph] })));
    expect(read.subgraphs[0]?.operators[0]?.options).toEqual(operator.options);
  });

  it('keeps sharing: one buffer stays one object', () => {
    const tensors = readModel(writeModel(elaborateModel())).subgraphs[0]?.tensors ?? [];
    const named = (name: string) => tensors.find((tensor) => tensor.name === name);
    expect(named('twin')?.buffer).toBeDefined();
    expect(named('twin')?.buffer).toBe(named('per channel')?.buffer);
  });

  it('keeps references: operators, inputs and signatures mean the tensors of the list', () => {
    const model = readModel(writeModel(denseModel()));
    const [subgraph] = model.subgraphs;
    const [operator] = subgraph?.operators ?? [];
    const [signature] = model.signatures;
    expect(subgraph?.tensors).toContain(operator?.inputs[0]);
    expect(operator?.inputs[0]).toBe(subgraph?.inputs[0]);
    expect(signature?.subgraph).toBe(subgraph);
    expect(signature?.outputs[0]?.tensor).toBe(subgraph?.outputs[0]);
  });
});
