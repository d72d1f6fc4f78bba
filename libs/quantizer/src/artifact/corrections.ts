import type { Model, Operator } from '@flotilla/tflite';
import { parametersKey } from '../numerics/quantization-parameters';
import { HIGHEST_WEIGHT } from '../numerics/weight-parameters';
import { planModel, type PlanOptions } from '../plan/plan-model';
import type { QuantizedWeights, WeightMethod } from '../weights/weight-method';
import { artifactInvalid } from './artifact-invalid';
import type { Row, Tables } from './table';

export type WeightTables = Pick<Tables, 'corrections' | 'bias-shifts'>;

interface Correction {
  /** Absent where all weights are what the plain method makes of them. */
  readonly integers?: Int8Array;
  readonly biasShift?: Float32Array;
}

/**
 * What a method makes of the weights of a model's operators that a plainer one does not: a few integers differ by one,
 * which takes a fraction of a bit for each weight, and none of the moments that the method looked at.
 * @param plan with the method
 */
export function correctionsOf(
  model: Model,
  plan: PlanOptions & { readonly weights: WeightMethod },
  plain: WeightMethod,
): WeightTables {
  const found = new Map<Operator, Correction>();
  planModel(model, {
    ...plan,
    weights: (request) => {
      const made = plan.weights(request);
      found.set(request.operator, difference(made, plain(request)));
      return made;
    },
  });
  const corrections: Row[] = [];
  const biasShifts: Row[] = [];
  model.subgraphs.forEach(({ operators }, subgraph) => {
    operators.forEach((operator, index) => {
      const { integers, biasShift } = found.get(operator) ?? {};
      if (integers) corrections.push({ subgraph, index, values: integers });
      if (biasShift) biasShifts.push({ subgraph, index, values: biasShift });
    });
  });
  return { corrections, 'bias-shifts': biasShifts };
}

function difference(made: QuantizedWeights, start: QuantizedWeights): Correction {
  if (parametersKey(made.parameters) !== parametersKey(start.parameters))
    throw new TypeError('weights have other scales than the plain method gives them');
  // What does not fit into 8 bits comes back modulo 256.
  const before = Int8Array.from(start.values, Number);
  const integers = Int8Array.from(made.values, Number).map(
    (value, index) => value - (before[index] ?? 0),
  );
  const { biasShift } = made;
  return {
    ...(integers.some((each) => each !== 0) && { integers }),
    ...(biasShift && { biasShift }),
  };
}

/**
 * The method that was corrected, as it was.
 * @throws CodedError `ARTIFACT_INVALID` from the method, for corrections that do not fit the weights
 */
export function corrected(model: Model, tables: WeightTables, plain: WeightMethod): WeightMethod {
  const integersOf = byOperator(model, tables.corrections);
  const shiftOf = byOperator(model, tables['bias-shifts']);
  return (request) => {
    const start = plain(request);
    const integers = integersOf.get(request.operator)?.values;
    const shift = shiftOf.get(request.operator)?.values;
    const biasShift = shift && { biasShift: Float32Array.from(shift) };
    if (integers === undefined) return { ...start, ...biasShift };
    const values = Int8Array.from(start.values, Number).map(
      (value, index) => value + (integers[index] ?? 0),
    );
    const highest = HIGHEST_WEIGHT[request.type];
    const isFitting =
      integers.length === values.length && values.every((value) => Math.abs(value) <= highest);
    if (!isFitting)
      throw artifactInvalid(`corrections do not fit the weights of ${request.operator.code}`);
    return { ...start, values, ...biasShift };
  };
}

function byOperator({ subgraphs }: Model, rows: readonly Row[]): ReadonlyMap<Operator, Row> {
  return new Map(
    rows.map((row) => {
      const operator = subgraphs[row.subgraph]?.operators[row.index];
      if (operator !== undefined) return [operator, row];
      throw artifactInvalid(`there is no operator ${row.index} in graph ${row.subgraph}`);
    }),
  );
}
