import { runTypescript } from './run-typescript.mjs';

/** Our quantizer and Google's, side by side (docs/benchmarks.md). Its own code is TypeScript, run by another Node. */
export const quantizer = {
  run: (values) => runTypescript('tools/bench/quantizer/main.ts', values),
  runs: 1,
  dashboard: false,
  options: {
    models: { type: 'string' },
    schemes: { type: 'string' },
    threads: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
  },
};
