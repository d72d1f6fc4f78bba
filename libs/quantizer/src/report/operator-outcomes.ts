import { type Model, multiplyAdds } from '@flotilla/tflite';
import type { ObstacleCode, Plan } from '../plan/plan';
import type { OperatorOutcome, QuantizationReport } from './quantization-report';

/** To be called before the model is rewritten, while operators and tensors still bear their own names. */
export function operatorOutcomes(model: Model, plan: Plan): OperatorOutcome[] {
  return model.subgraphs.flatMap((subgraph, subgraphIndex) =>
    subgraph.operators.map((operator, index): OperatorOutcome => {
      const planned = plan.operators.get(operator);
      return {
        subgraph: subgraphIndex,
        index,
        operator: operator.customCode ?? operator.code,
        output: operator.outputs[0]?.name ?? '',
        scheme: planned?.scheme ?? 'float',
        version: planned?.version ?? operator.version,
        multiplyAdds: multiplyAdds(operator),
        ...(planned?.obstacle && {
          reasonCode: planned.obstacle.code,
          reason: planned.obstacle.message,
        }),
      };
    }),
  );
}

/** Obstacles that say that a scheme has no business with an operator, rather than that something is in its way. */
const NOT_CONCERNED: ReadonlySet<ObstacleCode> = new Set<ObstacleCode>(['NO_WEIGHTS', 'NOT_FLOAT']);

/** The operators that the scheme speaks of and that it leaves float. */
export function leftFloat(outcomes: readonly OperatorOutcome[]): QuantizationReport['leftFloat'] {
  return outcomes.flatMap(
    ({ operator, output, scheme, reason, reasonCode, multiplyAdds: count }) =>
      scheme === 'float' && reasonCode !== undefined && !NOT_CONCERNED.has(reasonCode)
        ? [{ operator, output, reason: reason ?? reasonCode, multiplyAdds: count }]
        : [],
  );
}
