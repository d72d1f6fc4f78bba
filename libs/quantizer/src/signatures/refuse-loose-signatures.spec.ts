import { GraphBuilder } from '../../test/graph-builder';
import { refuseLooseSignatures } from './refuse-loose-signatures';

function built() {
  const builder = new GraphBuilder();
  const negative = builder.apply('NEG', [builder.input([1, 2])], [1, 2]);
  return builder.model(builder.apply('ABS', [negative], [1, 2]));
}

describe('refuseLooseSignatures()', () => {
  it('lets signatures of inputs and outputs pass', () => {
    expect(() => {
      refuseLooseSignatures(built());
    }).not.toThrow();
  });

  it.each(['inputs', 'outputs'] as const)(
    'refuses one that names another tensor in its %s',
    (side) => {
      const model = built();
      const [inner] = model.subgraphs[0]!.operators[0]!.outputs;
      model.signatures[0]![side] = [{ name: 'x', tensor: inner! }];
      expect(() => {
        refuseLooseSignatures(model);
      }).toThrow(/serving_default names tensor neg0 as x/);
    },
  );
});
