import { writeModel } from '@flotilla/tflite';
import * as fc from 'fast-check';
import { makeCandidate } from '../candidate';
import { nearest } from '../weights/nearest';
import type { WeightMethod } from '../weights/weight-method';
import { unlikeChannels } from '../../test/unlike-channels';
import { corrected, correctionsOf } from './corrections';

const model = unlikeChannels();
const plan = { recipe: [{ scheme: 'dynamic' }], runtime: '2.9', ranges: new Map() } as const;

/** Any integers that kernels take, however far from the nearest. */
function any(seed: number, biasShift: Float32Array): WeightMethod {
  return (request) => {
    const start = nearest(request);
    const values = Int8Array.from(start.values, Number).map(
      (_, index) => (Math.imul(index + seed, 0x9e3779b1) >>> 8) % 255,
    );
    return { ...start, values: values.map((value) => Math.max(-127, value)), biasShift };
  };
}

function fileWith(weights: WeightMethod): Uint8Array {
  const { recipe, runtime: targetRuntime, ranges } = plan;
  return makeCandidate(model, { recipe, targetRuntime, ranges, weights }).file;
}

describe('corrections', () => {
  it('give any method again', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.float32Array({ noNaN: true, noDefaultInfinity: true }),
        (seed, shift) => {
          const method = any(seed, shift);
          const tables = correctionsOf(model, { ...plan, weights: method }, nearest);
          const again = corrected(model, tables, nearest);
          expect(fileWith(again)).toEqual(fileWith(method));
          expect(tables['bias-shifts'].map(({ values }) => values)).toEqual([shift, shift, shift]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are none where weights are at the nearest step', () => {
    const tables = correctionsOf(model, { ...plan, weights: nearest }, nearest);
    expect(tables).toEqual({ corrections: [], 'bias-shifts': [] });
    expect(fileWith(corrected(model, tables, nearest))).toEqual(fileWith(nearest));
  });

  it.each([
    ['an operator that is not there', 0, 99, new Int8Array(64)],
    ['a graph that is not there', 1, 0, new Int8Array(64)],
    ['fewer integers than weights', 0, 0, new Int8Array(63)],
    [
      'integers that no kernel takes',
      0,
      0,
      Int8Array.from(nearestOfFirst(), (value) => -128 - value),
    ],
  ])('are refused that speak of %s', (_, subgraph, index, values) => {
    const tables = { corrections: [{ subgraph, index, values }], 'bias-shifts': [] };
    expect(() => fileWith(corrected(model, tables, nearest))).toThrow(
      expect.objectContaining({ code: 'ARTIFACT_INVALID' }) as Error,
    );
    expect(model).toEqual(unlikeChannels());
    expect(writeModel(model)).toEqual(writeModel(unlikeChannels()));
  });
});

function nearestOfFirst(): Int8Array {
  let first: Int8Array | undefined;
  fileWith((request) => {
    const made = nearest(request);
    first ??= Int8Array.from(made.values, Number);
    return made;
  });
  return first ?? new Int8Array();
}
