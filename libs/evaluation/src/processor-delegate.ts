import type { DelegateName, Runtime } from './interpreter';

/** The fastest way to run a model on the processor: XNNPACK where the runtime has it, else the runtime's own kernels. */
export function processorDelegate({ delegates }: Pick<Runtime, 'delegates'>): DelegateName {
  return delegates.includes('xnnpack') ? 'xnnpack' : 'cpu';
}
