import { asked } from './asked.mjs';
import { operators } from './operators.mjs';
import { quantizer } from './quantizer.mjs';
import { start } from './start.mjs';

/**
 * Every benchmark by name. `run` takes the values of its options, `runs` among them, and gives `figures`
 * (judge.d.mts), for people a `text` to print above them, and for machines `details`.
 */
export const benchmarks = {
  start: { run: start, runs: 3, dashboard: true, options: {} },
  quantizer,
  operators,
  asked,
};
