import { makeSubgraph, makeTensor, type Tensor } from '@flotilla/tflite';
import type { Range } from '../numerics/range';
import { withStateRanges } from './state-ranges';

const tensor = (name: string, size = 4): Tensor =>
  makeTensor({ name, type: 'FLOAT32', shape: [1, size] });

function signature(key: string, inputs: Record<string, Tensor>, outputs: Record<string, Tensor>) {
  const entries = (ports: Record<string, Tensor>) =>
    Object.entries(ports).map(([name, each]) => ({ name, tensor: each }));
  const subgraph = makeSubgraph({
    inputs: Object.values(inputs),
    outputs: Object.values(outputs),
    operators: [],
  });
  return { key, subgraph, inputs: entries(inputs), outputs: entries(outputs) };
}

describe('withStateRanges()', () => {
  const [before, between, after, last, x] = ['a', 'b', 'c', 'd', 'x'].map((name) => tensor(name));
  const signatures = [
    signature('prefill', { x: x!, cache: before! }, { cache: between! }),
    signature('decode', { cache: after! }, { cache: last!, y: x! }),
  ];

  it('gives one range to a state in all signatures, and leaves other ports alone', () => {
    const ranges = new Map([
      [x!, { min: -9, max: 9 }],
      [before!, { min: 0, max: 0 }],
      [between!, { min: -1, max: 2 }],
      [after!, { min: -1, max: 3 }],
      [last!, { min: -4, max: 3 }],
    ]);
    const settled = withStateRanges({ signatures }, ranges);
    for (const state of [before, between, after, last])
      expect(settled.get(state!)).toEqual({ min: -4, max: 3, isSettled: true });
    expect(settled.get(x!)).toEqual({ min: -9, max: 9 });
  });

  it('invents no range for a graph that was not calibrated, and keeps one that training settled', () => {
    const trained = { min: -8, max: 8, isSettled: true };
    const ranges = new Map<Tensor, Range>([
      [before!, { min: 0, max: 1 }],
      [between!, trained],
    ]);
    const settled = withStateRanges({ signatures }, ranges);
    expect(settled.has(after!)).toBe(false);
    expect(settled.get(between!)).toBe(trained);
    expect(settled.get(before!)).toEqual({ min: -8, max: 8, isSettled: true });
  });

  it('does not take ports of different shapes for one state', () => {
    const [small, large] = [tensor('in', 2), tensor('out', 8)];
    const ranges = new Map([
      [small, { min: 0, max: 1 }],
      [large, { min: 0, max: 5 }],
    ]);
    const one = [signature('main', { image: small }, { image: large })];
    expect(withStateRanges({ signatures: one }, ranges)).toEqual(ranges);
  });
});
