import { runTypescript } from './run-typescript.mjs';

/** The smallest mix of schemes that keeps an accuracy, of published models (docs/benchmarks.md). */
export const asked = {
  run: (values) => runTypescript('tools/bench/asked/main.ts', values),
  runs: 1,
  dashboard: false,
  options: {
    models: { type: 'string' },
    snr: { type: 'string', default: '25' },
  },
};
