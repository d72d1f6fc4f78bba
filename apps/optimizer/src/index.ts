export { type OptimizerConfig, optimizerConfigSchema } from './config';
export { createOptimizer, type Optimizer } from './optimizer';
