import * as fc from 'fast-check';
import { randomGraph } from '../../test/random-graph';
import { planModel } from '../plan/plan-model';
import { recipeFor } from '../recipe/recipe';
import { TARGET_RUNTIMES } from '../operator-rules/operator-rule';
import { SCHEMES } from '../recipe/scheme';
import { verifyStructure } from '../verify/verify-structure';
import { REWRITES, rewriteModel } from './rewrites';

describe('rewriteModel()', () => {
  it.each(SCHEMES.flatMap((scheme) => TARGET_RUNTIMES.map((runtime) => ({ scheme, runtime }))))(
    'makes of any graph a $scheme one for $runtime that breaks no rule and keeps its interface',
    ({ scheme, runtime }) => {
      fc.assert(
        fc.property(randomGraph, ({ model, ranges }) => {
          const [subgraph] = model.subgraphs;
          const before = { inputs: subgraph?.inputs.slice(), outputs: subgraph?.outputs.slice() };
          const options = { recipe: recipeFor(scheme), runtime, ranges };
          rewriteModel(model, planModel(model, options), runtime);
          verifyStructure(model, runtime);
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
        { numRuns: 100 },
      );
    },
  );

  it('gives every rewrite a name of its own', () => {
    expect(new Set(REWRITES.map(({ name }) => name)).size).toBe(REWRITES.length);
  });
});
