import { makeOperator, makeSubgraph, makeTensor, type Operator } from '@flotilla/tflite';
import { partitionsOf } from './partitions';

/** Operators that write the tensor of their own name and read those named after it. */
function count(...descriptions: readonly (readonly [name: string, ...reads: string[]])[]): number {
  const tensors = new Map(
    descriptions.map(([name]) => [name, makeTensor({ name, type: 'FLOAT32', shape: [1] })]),
  );
  const operators = descriptions.map(([name, ...reads]): Operator => {
    const inputs = reads.map((each) => tensors.get(each) ?? null);
    return makeOperator({ code: 'ADD', inputs, outputs: [tensors.get(name)!] });
  });
  const subgraph = makeSubgraph({ inputs: [], outputs: [], operators });
  // Names in capitals are the delegate's.
  const isDelegated = ({ outputs: [output] }: Operator) => /^[A-Z]/.test(output?.name ?? '');
  return partitionsOf(subgraph, isDelegated).length;
}

describe('partitionsOf()', () => {
  it('takes a whole graph in one piece, and none of one that is refused', () => {
    expect(count(['A'], ['B', 'A'], ['C', 'B'])).toBe(1);
    expect(count(['a'], ['b', 'a'])).toBe(0);
    expect(count()).toBe(0);
  });

  it('is cut by what stands in the way', () => {
    expect(count(['A'], ['b', 'A'], ['C', 'b'])).toBe(2);
  });

  it('gathers branches around an operator that need not wait for it', () => {
    expect(count(['A'], ['b', 'A'], ['C', 'A'], ['d', 'b', 'C'])).toBe(1);
  });

  it('waits with what can begin later', () => {
    // C would run at once, yet D keeps it company only in the second piece.
    expect(count(['a'], ['B', 'a'], ['C'], ['D', 'B', 'C'])).toBe(1);
  });

  it('ends on a circle', () => {
    expect(count(['A', 'B'], ['B', 'A'])).toBe(0);
  });

  it('keeps up with a long chain that changes hands at every operator', () => {
    const chain = Array.from({ length: 100_000 }, (_, at): readonly [string, ...string[]] => {
      const name = (place: number) => `${place % 2 === 0 ? 'A' : 'a'}${place}`;
      return at === 0 ? [name(0)] : [name(at), name(at - 1)];
    });
    expect(count(...chain)).toBe(50_000);
  });
});
