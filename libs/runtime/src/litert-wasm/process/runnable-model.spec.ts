import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  readModel,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { runnableModel } from './runnable-model';

const vector = (name: string, rest: Partial<Tensor> = {}): Tensor =>
  makeTensor({ name, type: 'FLOAT32', shape: [1, 4], ...rest });

/** Two outputs of one name. */
function twins(): Model {
  const [x, y, z] = [vector('x'), vector('y'), vector('y')];
  const operators = [y, z].map((output) =>
    makeOperator({ code: 'NEG', inputs: [x], outputs: [output] }),
  );
  return makeModel({ subgraphs: [makeSubgraph({ inputs: [x], outputs: [y, z], operators })] });
}

/** y = −x, with whatever is changed. */
function negation(x: Tensor, y: Tensor, outputs: Tensor[] = [y]): Model {
  const operators = [makeOperator({ code: 'NEG', inputs: [x], outputs: [y] })];
  return makeModel({ subgraphs: [makeSubgraph({ inputs: [x], outputs, operators })] });
}

function runnable(model: Model, batch?: number): { signature: number | undefined; copy: string[] } {
  const verified = readModel(writeModel(model));
  const { copy, signature } = runnableModel(verified, batch ? [[batch, 4]] : undefined);
  const [main] = readModel(copy).subgraphs;
  const described = main?.operators.map(
    ({ code, outputs }) => `${code} ${String(outputs[0]?.shape)}`,
  );
  return { signature, copy: described ?? [] };
}

describe('runnableModel()', () => {
  it('lets a file be run itself whose outputs are plain', () => {
    expect(runnable(negation(vector('x'), vector('y'))).signature).toBe(0);
    expect(runnable(negation(vector('x'), vector('y')), 1).signature).toBe(0);
  });

  it('finds the signature of the main subgraph', () => {
    const model = negation(vector('x'), vector('y'));
    const [x, y] = [vector('x'), vector('y')];
    const other = negation(x, y).subgraphs[0]!;
    const [main] = model.subgraphs as [(typeof model.subgraphs)[0]];
    model.subgraphs.push(other);
    model.signatures = [other, main].map((subgraph, index) => ({
      key: `signature ${index}`,
      subgraph,
      inputs: subgraph.inputs.map((tensor) => ({ name: 'in', tensor })),
      outputs: subgraph.outputs.map((tensor) => ({ name: 'out', tensor })),
    }));
    expect(runnable(model).signature).toBe(1);
  });

  const x = vector('x');
  const y = vector('y');
  it.each<[string, Model]>([
    ['is an input, too', negation(x, y, [x])],
    ['is named twice', negation(x, y, [y, y])],
    ['shares its name with another', twins()],
    [
      'has an open batch',
      negation(vector('x', { shapeSignature: [-1, 4] }), vector('y', { shapeSignature: [-1, 4] })),
    ],
    ['holds integers, of which shapes are made', negation(x, vector('y', { type: 'INT32' }))],
  ])('lets only the copy be run where an output %s', (_, model) => {
    const { signature, copy } = runnable(model);
    expect(signature).toBeUndefined();
    const { operators, outputs } = model.subgraphs[0]!;
    expect(copy).toEqual([...operators.map(() => 'NEG 1,4'), ...outputs.map(() => 'RESHAPE 1,4')]);
  });

  it('gives inputs and outputs another batch', () => {
    const open = (name: string) => vector(name, { shapeSignature: [-1, 4] });
    expect(runnable(negation(open('x'), open('y')), 3)).toEqual({
      signature: undefined,
      copy: ['NEG 1,4', 'RESHAPE 3,4'],
    });
  });
});
