import { isFloatConstant, multiplyAdds, type Operator, type Subgraph } from '@flotilla/tflite';
import { ruleFor } from '../../operator-rules/operator-rules';

/** Operators that are decided about together: one with weights, and those that follow it up to the next one. */
export interface MixUnit {
  readonly weighted: readonly Operator[];
  readonly others: readonly Operator[];
  /** Of one inference. */
  readonly multiplyAdds: number;
}

/**
 * The units of a graph in execution order; what comes before the first weights belongs to the first unit. Recipes tell
 * operators apart by names of outputs: those of one name are in one unit.
 */
export function unitsOf({ operators }: Subgraph): MixUnit[] {
  const groups: { weighted: Operator[]; others: Operator[] }[] = [];
  const byName = new Map<string, (typeof groups)[number]>();
  const leading: Operator[] = [];
  for (const operator of operators) {
    const isWeighted = hasWeights(operator);
    const namesake = operator.outputs.map(({ name }) => byName.get(name)).find(Boolean);
    const isNext = isWeighted && namesake === undefined;
    const group = namesake ?? (isNext ? { weighted: [], others: [] } : groups.at(-1));
    if (isNext && group !== undefined) groups.push(group);
    if (group === undefined) {
      leading.push(operator);
      continue;
    }
    (isWeighted ? group.weighted : group.others).push(operator);
    for (const { name } of operator.outputs) byName.set(name, group);
  }
  const [first] = groups;
  if (first === undefined) return leading.length === 0 ? [] : [unitOf([], leading)];
  first.others.unshift(...leading);
  return groups.map(({ weighted, others }) => unitOf(weighted, others));
}

function unitOf(weighted: readonly Operator[], others: readonly Operator[]): MixUnit {
  const count = [...weighted, ...others].reduce((sum, each) => sum + multiplyAdds(each), 0);
  return { weighted, others, multiplyAdds: count };
}

function hasWeights(operator: Operator): boolean {
  const weight = ruleFor(operator.code)?.weight;
  return weight !== undefined && isFloatConstant(operator.inputs[weight.input]);
}
