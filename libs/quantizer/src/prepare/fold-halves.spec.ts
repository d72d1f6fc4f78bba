import { floatData } from '@flotilla/tflite';
import { GraphBuilder } from '../../test/graph-builder';
import { codesOf, planned } from '../../test/planned';

import { storeFloat16 } from '../rewrite/store-float16';
import { foldHalves } from './fold-halves';

describe('foldHalves()', () => {
  it('undoes what halving did, to the half', () => {
    const builder = new GraphBuilder();
    const output = builder.pointwise(builder.input([1, 1, 1, 2]), [1.5, -2], [3]);
    const { subgraph, ...rest } = planned(builder.model(output), 'float16');
    storeFloat16.apply({ subgraph, ...rest });
    expect(foldHalves(subgraph)).toBe(1);
    expect(codesOf(subgraph)).toEqual(['CONV_2D']);
    const weight = subgraph.operators[0]?.inputs[1];
    expect(weight && [...floatData(weight)]).toEqual([1.5, -2]);
  });

  it('leaves a DEQUANTIZE of an activation', () => {
    const builder = new GraphBuilder();
    const model = builder.model(builder.apply('DEQUANTIZE', [builder.input([1])], [1]));
    expect(foldHalves(builder.subgraph)).toBe(0);
    expect(model.subgraphs[0]?.operators).toHaveLength(1);
  });
});
