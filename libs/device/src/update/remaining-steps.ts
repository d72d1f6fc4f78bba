import type { ModelJournal } from './journal';
import { nextStep } from './next-step';
import type { Step } from './step';
import { transition } from './transition';

/** The steps that are left of the update under way, should each of them succeed: what the device is about to do, as data. */
export function remainingSteps(journal: ModelJournal): Step[] {
  const steps: Step[] = [];
  let current = journal;
  for (let step = nextStep(current); step; step = nextStep(current)) {
    steps.push(step);
    current = transition(current, { ok: true });
  }
  return steps;
}
