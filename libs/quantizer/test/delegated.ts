import type { Model } from '@flotilla/tflite';
import { delegateOutcomes, type DelegateOutcome } from '../src/delegates/delegate-outcomes';
import type { Scheme } from '../src/recipe/scheme';
import { rewriteModel } from '../src/rewrite/rewrites';
import { planned } from './planned';

/** What a delegate is expected to make of a model. */
export function outcomeOf(model: Model, delegate: string): DelegateOutcome {
  const found = delegateOutcomes(model, '2.9').find((each) => each.delegate === delegate);
  if (found === undefined) throw new RangeError(`no ${delegate}`);
  return found;
}

/** The reasons for which it leaves operators, by kind. */
export function reasonsOf(model: Model, delegate: string): Record<string, string> {
  const { refused } = outcomeOf(model, delegate);
  return Object.fromEntries(refused.map(({ operator, reason }) => [operator, reason]));
}

/** Rewrites the model itself; every activation has the range −1 to 1. */
export function quantized(model: Model, scheme: Scheme): Model {
  rewriteModel(model, planned(model, scheme).plan, '2.9');
  return model;
}
