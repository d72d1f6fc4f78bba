import { conditionHolds, type OperatorFacts } from './condition';
import type { KernelRule } from './operator-rule';

/** The version that announces this kernel to runtimes and delegates. */
export function kernelVersion(kernel: KernelRule, facts: OperatorFacts): number {
  const entry = kernel.versions.find(({ when }) => conditionHolds(when, facts));
  if (entry === undefined) {
    throw new TypeError(`no version is listed for this form of ${facts.operator.code}`);
  }
  return entry.version;
}
