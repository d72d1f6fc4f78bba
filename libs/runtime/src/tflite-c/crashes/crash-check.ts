import type { DelegateName } from '@flotilla/evaluation';
import type { Operator } from '@flotilla/tflite';
import type { Growth } from '../../memory-need';

/** How a model is to run. */
export interface LoadPlan {
  readonly delegate: DelegateName;
  /** By how much a batch makes the first dimension of a tensor longer. */
  readonly growth: Growth;
}

/** What an operator has, in words that follow its name, that would end the process; `undefined` for what would not. */
export type CrashCheck = (operator: Operator, plan: LoadPlan) => string | undefined;
