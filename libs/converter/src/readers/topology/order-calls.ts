import { ConverterError } from '../../errors';
import type { TensorReference } from './topology';

/**
 * The calls that the outputs depend on, each after the calls that it depends on.
 * @param dependencies of a call; throws when the reference leads nowhere
 * @throws ConverterError `CYCLIC_GRAPH`
 */
export function orderCalls(
  outputs: readonly TensorReference[],
  dependencies: (reference: TensorReference) => readonly TensorReference[],
): TensorReference[] {
  const ordered: TensorReference[] = [];
  const states = new Map<string, 'open' | 'done'>();
  // A stack of its own: a chain of thousands of layers must not exhaust the call stack.
  const stack = outputs.toReversed().map((reference) => ({ reference, entered: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { reference, entered } = top;
    const key = callKey(reference);
    if (entered) {
      states.set(key, 'done');
      ordered.push(reference);
      continue;
    }
    const state = states.get(key);
    if (state === 'open') {
      throw new ConverterError(
        'CYCLIC_GRAPH',
        `layer ${reference.layer} depends on its own output`,
      );
    }
    if (state === 'done') continue;
    states.set(key, 'open');
    stack.push({ reference, entered: true });
    for (const dependency of dependencies(reference).toReversed()) {
      stack.push({ reference: dependency, entered: false });
    }
  }
  return ordered;
}

export function callKey({ layer, call }: TensorReference): string {
  return `${call} ${layer}`;
}
