import { runTypescript } from './run-typescript.mjs';

/** Models of one operator each, against the most that its kernel can reach (docs/benchmarks.md). */
export const operators = {
  run: (values) => runTypescript('tools/bench/operators/main.ts', values),
  runs: 1,
  dashboard: false,
  options: {
    operators: { type: 'string' },
    schemes: { type: 'string', default: 'int8,16x8' },
  },
};
