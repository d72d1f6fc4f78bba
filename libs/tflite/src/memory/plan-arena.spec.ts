import * as fc from 'fast-check';
import { elaborateModel } from '../../test/sample-model';
import { makeOperator, makeSubgraph, makeTensor } from '../make';
import type { Subgraph, Tensor } from '../model';
import { planArena } from './plan-arena';

const tensor = (name: string, sizeBytes: number): Tensor =>
  makeTensor({ name, type: 'INT8', shape: [sizeBytes] });

/** A subgraph of operators, each of which reads and writes tensors by their place in the list. */
function subgraphOf(
  tensors: Tensor[],
  steps: [reads: number[], writes: number[]][],
  outputs: number[],
): Subgraph {
  const at = (index: number): Tensor => tensors[index] ?? tensors[0]!;
  return makeSubgraph({
    inputs: [at(0)],
    outputs: outputs.map(at),
    operators: steps.map(([reads, writes]) =>
      makeOperator({ code: 'CUSTOM', inputs: reads.map(at), outputs: writes.map(at) }),
    ),
  });
}

const plan = (subgraph: Subgraph) => planArena(subgraph)!;

/** Subgraphs whose operators read what stands before them and write one tensor each. */
const subgraphs = fc
  .array(
    fc.tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 5000 })),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((choices) => {
    const tensors = [100, ...choices.map(([, size]) => size)].map((size, i) =>
      tensor(`t${i}`, size),
    );
    const steps = choices.map(([reads], i): [number[], number[]] => [
      reads.map((read) => read % (i + 1)),
      [i + 1],
    ]);
    return subgraphOf(tensors, steps, [choices.length]);
  });

describe('planArena()', () => {
  it('lays a chain out in two places beside its input', () => {
    const sizes = [64, 640, 320, 640, 64];
    const chain = subgraphOf(
      sizes.map((size, i) => tensor(`t${i}`, size)),
      [0, 1, 2, 3].map((i): [number[], number[]] => [[i], [i + 1]]),
      [4],
    );
    const { arenaBytes, peakBytes, peakOperator, placements } = plan(chain);
    expect(arenaBytes).toBe(64 + 640 + 320);
    expect({ peakBytes, peakOperator }).toEqual({ peakBytes: 64 + 640 + 320, peakOperator: 1 });
    expect(
      Object.fromEntries(
        placements.map(({ tensor: { name }, offsetBytes }) => [name, offsetBytes]),
      ),
    ).toEqual({ t0: 0, t1: 64, t3: 64, t2: 704, t4: 704 });
  });

  it('never gives one place to two that live at once, nor an odd one, nor more than all together', () => {
    fc.assert(
      fc.property(subgraphs, (subgraph) => {
        const { arenaBytes, peakBytes, placements } = plan(subgraph);
        placements.forEach((a, index) => {
          expect(a.offsetBytes % 64).toBe(0);
          for (const b of placements.slice(0, index)) {
            const apart =
              a.lastOperator < b.firstOperator ||
              b.lastOperator < a.firstOperator ||
              a.offsetBytes + a.sizeBytes <= b.offsetBytes ||
              b.offsetBytes + b.sizeBytes <= a.offsetBytes;
            expect(apart).toBe(true);
          }
        });
        expect(arenaBytes).toBeGreaterThanOrEqual(peakBytes);
        expect(arenaBytes).toBeLessThanOrEqual(
          placements.reduce((sum, { sizeBytes }) => sum + Math.ceil(sizeBytes / 64) * 64, 0),
        );
      }),
    );
  });

  it('keeps inputs throughout, outputs and what nothing reads to the end', () => {
    const tensors = [64, 64, 64, 64].map((size, i) => tensor(`t${i}`, size));
    const { placements, arenaBytes } = plan(
      subgraphOf(
        tensors,
        [
          [[0], [1]],
          [[0], [2]],
          [[2], [3]],
        ],
        [3],
      ),
    );
    const lives = Object.fromEntries(
      placements.map(({ tensor: { name }, firstOperator, lastOperator }) => [
        name,
        [firstOperator, lastOperator],
      ]),
    );
    expect(lives).toEqual({ t0: [0, 2], t1: [0, 2], t2: [1, 2], t3: [2, 2] });
    expect(arenaBytes).toBe(256);
  });

  it('counts neither constants nor what has no fixed size, and state apart', () => {
    const { placements, stateBytes } = plan(elaborateModel().subgraphs[0]!);
    expect(placements.map(({ tensor: { name } }) => name).sort()).toEqual([
      'condition',
      'dense',
      'hidden',
      'x',
      'y',
    ]);
    expect(stateBytes).toBe(16);
  });

  it('says nothing of an operator in a subgraph without any', () => {
    expect(plan(subgraphOf([tensor('x', 10)], [], [0]))).toMatchObject({
      arenaBytes: 10,
      peakBytes: 10,
      peakOperator: undefined,
    });
  });

  it('gives up on more activations than it can place in a moment', () => {
    const tensors = Array.from({ length: 20_001 }, (_, i) => tensor(`t${i}`, 1));
    const all = tensors.map((_, i) => i).slice(1);
    expect(planArena(subgraphOf(tensors, [[[0], all]], [1]))).toBeUndefined();
  });
});
