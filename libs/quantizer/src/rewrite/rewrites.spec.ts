import * as fc from 'fast-check';
import { randomGraph } from '../../test/random-graph';
import { planModel } from '../plan/plan-model';
import { recipeFor } from '../recipe/recipe';
import { SCHEMES } from '../recipe/scheme';
import { verifyStructure } from '../verify/verify-structure';
import { REWRITES, rewriteModel } from './rewrites';

describe('rewriteModel()', () => {
  it.each(SCHEMES)(
    'makes of any graph a %s one that breaks no rule and keeps its interface',
    (scheme) => {
      fc.assert(
        fc.property(randomGraph, ({ model, ranges }) => {
          const [subgraph] = model.subgraphs;
          const before = { inputs: subgraph?.inputs.slice(), outputs: subgraph?.outputs.slice() };
          const options = { recipe: recipeFor(scheme), runtime: '2.9', ranges } as const;
          rewriteModel(model, planModel(model, options));
          verifyStructure(model, '2.9');
          expect(subgraph?.inputs).toEqual(before.inputs);
          expect(subgraph?.outputs).toEqual(before.outputs);
          expect(subgraph?.outputs.every(({ type }) => type === 'FLOAT32')).toBe(true);
          const listed = new Set(subgraph?.tensors);
          const used = subgraph?.operators.flatMap(({ inputs, outputs }) => [
            ...inputs,
            ...outputs,
          ]);
          expect(used?.every((tensor) => tensor === null || listed.has(tensor))).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('gives every rewrite a name of its own', () => {
    expect(new Set(REWRITES.map(({ name }) => name)).size).toBe(REWRITES.length);
  });
});
