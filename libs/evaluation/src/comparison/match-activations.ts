import type { Model, Tensor } from '@flotilla/tflite';
import { elementCount, isConversion } from '@flotilla/tflite';
import { isElementType } from '../elements/element-type';

/** A tensor of the reference and the one of the other model that stands for the same values. */
export interface TensorPair {
  readonly reference: Tensor;
  readonly actual: Tensor;
}

export interface MatchedActivations {
  /** In the reference's execution order. */
  readonly pairs: readonly TensorPair[];
  /** Activations of the reference that have no counterpart, or whose name is not theirs alone. */
  readonly unmatched: number;
}

/** What quantizers append to the name of an activation that becomes integers. */
const INTEGER_SUFFIX = /_(?:u?int8|int16|quantized)$/u;

/**
 * Pairs the float activations of a model's main subgraph with those that have the same name, or that name with what
 * quantizers append, and as many elements in another model.
 */
export function matchActivations(reference: Model, actual: Model): MatchedActivations {
  const byName = firstByName(actual);
  const wanted = written(reference).filter(
    ({ tensor }) => tensor.type === 'FLOAT32' && !tensor.isVariable,
  );
  const names = new Map<string, number>();
  for (const { tensor } of wanted) names.set(tensor.name, (names.get(tensor.name) ?? 0) + 1);
  const pairs = wanted.flatMap(({ tensor }): TensorPair[] => {
    const found = names.get(tensor.name) === 1 ? byName.get(tensor.name) : undefined;
    if (found === undefined || elementCount(found.shape) !== elementCount(tensor.shape)) return [];
    return [{ reference: tensor, actual: found }];
  });
  return { pairs, unmatched: wanted.length - pairs.length };
}

/** What an operator computes goes before what a conversion makes of it. */
function firstByName(model: Model): Map<string, Tensor> {
  const found = new Map<string, Tensor>();
  const all = written(model).filter(
    ({ tensor }) => isElementType(tensor.type) && !tensor.isVariable,
  );
  for (const conversions of [false, true]) {
    for (const { tensor, byConversion } of all) {
      const name = tensor.name.replace(INTEGER_SUFFIX, '');
      if (byConversion !== conversions) continue;
      for (const each of [tensor.name, name]) if (!found.has(each)) found.set(each, tensor);
    }
  }
  return found;
}

function written(model: Model): { readonly tensor: Tensor; readonly byConversion: boolean }[] {
  return (model.subgraphs[0]?.operators ?? []).flatMap((operator) =>
    operator.outputs.map((tensor) => ({ tensor, byConversion: isConversion(operator) })),
  );
}
