import type { DelegateName } from '@flotilla/evaluation';
import type { Operator, Tensor } from '@flotilla/tflite';
import type { Growth } from '../../memory-need';

/** How a model is to run. */
export interface LoadPlan {
  readonly delegate: DelegateName;
  /** By how much a batch makes the first dimension of a tensor longer. */
  readonly growth: Growth;
}

/** What surrounds an operator. */
export interface Surroundings extends LoadPlan {
  /** The tensors that other operators read, or that the graph hands out. */
  readonly read: ReadonlySet<Tensor | null>;
}

/** What an operator has, in words that follow its name, that would end the process; `undefined` for what would not. */
export type CrashCheck = (operator: Operator, around: Surroundings) => string | undefined;
