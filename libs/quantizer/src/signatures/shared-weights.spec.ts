import type { Model } from '@flotilla/tflite';
import { GraphBuilder } from '../../test/graph-builder';
import { sharesWeights } from './shared-weights';

/** Two graphs with a constant of so many values each, in one buffer or two. */
function twoGraphs(count: number, isShared: boolean): Model {
  const models = [0, 1].map(() => {
    const builder = new GraphBuilder();
    const constant = builder.constant('weights', [1, count], new Array<number>(count).fill(1));
    return builder.model(builder.apply('ADD', [builder.input([1, count]), constant], [1, count]));
  });
  const [one, other] = models.map(({ subgraphs }) => subgraphs[0]);
  const [mine, theirs] = [one, other].map((graph) => graph?.tensors[0]);
  if (!models[0] || !one || !other || !mine?.buffer || !theirs) throw new RangeError('not built');
  if (isShared) theirs.buffer = mine.buffer;
  return { ...models[0], subgraphs: [one, other], signatures: [] };
}

describe('sharesWeights()', () => {
  it.each([
    ['weights in one buffer', 1024, true, true],
    ['weights in two', 1024, false, false],
    ['a few values, which may be equal by chance', 1023, true, false],
  ])('tells %s', (_, count, isShared, expected) => {
    expect(sharesWeights(twoGraphs(count, isShared))).toBe(expected);
  });
});
