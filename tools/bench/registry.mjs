import { start } from './start.mjs';

/** Every benchmark by name: takes `{ runs }`, gives figures `{ name, unit, values, atMost }`. */
export const benchmarks = { start };
