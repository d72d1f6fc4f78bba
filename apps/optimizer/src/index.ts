export type { OptimizerConfigInput } from './config';
export { createOptimizer, type Optimizer } from './optimizer';
