import { beginUpdate, type Capabilities } from './begin-update';
import type { ModelJournal } from './journal';
import { nextStep } from './next-step';
import type { Step } from './step';
import type { Target } from './target';
import { transition } from './transition';

/** The steps from here to the target, should each of them succeed: what the device is about to do, as data. */
export function planUpdate(
  journal: ModelJournal,
  target: Target,
  capabilities: Capabilities,
): Step[] {
  return remainingSteps(beginUpdate(journal, target, capabilities));
}

/** The steps that are left of the update under way, should each of them succeed. */
export function remainingSteps(journal: ModelJournal): Step[] {
  const steps: Step[] = [];
  let current = journal;
  for (let step = nextStep(current); step; step = nextStep(current)) {
    steps.push(step);
    current = transition(current, { ok: true });
  }
  return steps;
}
