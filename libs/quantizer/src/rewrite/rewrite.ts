import type { Subgraph, Tensor } from '@flotilla/tflite';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { Plan } from '../plan/plan';

export interface RewriteContext {
  readonly subgraph: Subgraph;
  readonly plan: Plan;
  readonly runtime: TargetRuntime;
  /**
   * The integer tensor that stands for a float activation since its producer became integer. The float tensor keeps its
   * identity, so that inputs, outputs and signatures need no re-pointing.
   */
  readonly twins: Map<Tensor, QuantizedTwin>;
}

export interface QuantizedTwin {
  readonly tensor: Tensor;
  readonly parameters: QuantizationParameters;
}

/** One step towards the planned graph; the subgraph is changed in place. */
export interface Rewrite {
  readonly name: string;
  /** @returns how many places changed */
  apply(context: RewriteContext): number;
}
