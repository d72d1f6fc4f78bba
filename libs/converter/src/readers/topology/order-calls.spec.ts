import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import { orderCalls } from './order-calls';
import type { TensorReference } from './topology';

const reference = (layer: string): TensorReference => ({ layer, call: 0, output: 0 });

function order(
  graph: Readonly<Record<string, readonly string[]>>,
  outputs: readonly string[],
): string[] {
  return orderCalls(outputs.map(reference), ({ layer }) => (graph[layer] ?? []).map(reference)).map(
    ({ layer }) => layer,
  );
}

describe('orderCalls()', () => {
  it('puts every call after what it depends on, each once', () => {
    expect(order({ d: ['b', 'c'], b: ['a'], c: ['a'], a: [], unused: ['a'] }, ['d'])).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('keeps that for any graph whose edges lead backwards', () => {
    const edges = fc.array(fc.array(fc.nat(1000), { maxLength: 4 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(edges, (lists) => {
        const graph = Object.fromEntries(
          lists.map((list, at) => [
            String(at),
            at === 0 ? [] : list.map((edge) => String(edge % at)),
          ]),
        );
        const ordered = order(graph, Object.keys(graph));
        expect([...ordered].sort()).toEqual(Object.keys(graph).sort());
        for (const [layer, inputs] of Object.entries(graph)) {
          for (const input of inputs)
            expect(ordered.indexOf(input)).toBeLessThan(ordered.indexOf(layer));
        }
      }),
    );
  });

  it.each([
    ['a layer that feeds itself', { a: ['a'] }],
    ['two that feed each other', { a: ['b'], b: ['a'] }],
    ['a longer loop', { a: ['b'], b: ['c', 'd'], c: [], d: ['a'] }],
  ])('refuses %s', (_, graph) => {
    expect(codeThrownBy(() => order(graph, ['a']))).toBe('CYCLIC_GRAPH');
  });

  it('takes a chain of 20,000 layers', () => {
    const graph = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [String(at), at === 0 ? [] : [String(at - 1)]]),
    );
    expect(order(graph, ['19999'])).toHaveLength(20_000);
  });
});
