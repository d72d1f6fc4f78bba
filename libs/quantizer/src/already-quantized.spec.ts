import { GraphBuilder } from '../test/graph-builder';
import { planned } from '../test/planned';
import { alreadyFloat16, alreadyQuantized } from './already-quantized';
import { SCHEMES } from './recipe/scheme';
import { rewriteModel } from './rewrite/rewrites';

function built() {
  const builder = new GraphBuilder();
  const values = Array.from({ length: 1024 }, (_, index) => Math.sin(index));
  const biases = new Array<number>(32).fill(1);
  return builder.model(builder.pointwise(builder.input([1, 1, 1, 32]), values, biases));
}

describe('alreadyQuantized()', () => {
  it('does not accuse a float model', () => {
    expect(alreadyQuantized(built())).toBe(false);
    expect(alreadyFloat16(built())).toBe(false);
  });

  it.each(SCHEMES.filter((scheme) => scheme !== 'int4-blockwise'))(
    'recognises what the %s scheme made',
    (scheme) => {
      const model = built();
      rewriteModel(model, planned(model, scheme, new Map(), '2.3').plan, '2.3');
      expect(alreadyQuantized(model)).toBe(scheme !== 'float16');
      expect(alreadyFloat16(model)).toBe(scheme === 'float16');
    },
  );
});
