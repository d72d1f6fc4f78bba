import {
  computesInFloat,
  isConversion,
  isFloatActivation,
  type Model,
  multiplyAdds,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';

/** Float operators among integer ones that hand activations to each other: what is converted on the way in and out. */
export interface FloatIsland {
  readonly subgraph: number;
  /** In order of execution. */
  readonly operators: readonly {
    readonly operator: string;
    /** Name of its first output. */
    readonly output: string;
  }[];
  readonly multiplyAdds: number;
}

/** None where every operator computes in float, or none does. */
export function floatIslands(model: Model): FloatIsland[] {
  return model.subgraphs.flatMap((subgraph, index) =>
    subgraph.operators.some(computesInIntegers) ? islandsOf(subgraph, index) : [],
  );
}

function computesInIntegers(operator: Operator): boolean {
  return (
    !isConversion(operator) &&
    operator.outputs.some(({ type }) => type === 'INT8' || type === 'INT16')
  );
}

function islandsOf({ operators }: Subgraph, subgraph: number): FloatIsland[] {
  const islands: Set<Operator>[] = [];
  const islandOf = new Map<Tensor, Set<Operator>>();
  for (const operator of operators.filter(computesInFloat)) {
    const neighbours = new Set(
      [...operator.inputs, ...operator.outputs].flatMap((tensor) =>
        tensor === null ? [] : (islandOf.get(tensor) ?? []),
      ),
    );
    const island = new Set([operator]);
    for (const neighbour of neighbours) {
      for (const each of neighbour) island.add(each);
      islands.splice(islands.indexOf(neighbour), 1);
    }
    islands.push(island);
    for (const member of island) {
      for (const output of member.outputs.filter(isFloatActivation)) islandOf.set(output, island);
    }
  }
  return islands.map((island) => {
    const ordered = operators.filter((operator) => island.has(operator));
    return {
      subgraph,
      operators: ordered.map(({ code, customCode, outputs }) => ({
        operator: customCode ?? code,
        output: outputs[0]?.name ?? '',
      })),
      multiplyAdds: ordered.reduce((sum, operator) => sum + multiplyAdds(operator), 0),
    };
  });
}
