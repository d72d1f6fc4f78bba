import type { Subgraph, Tensor } from '@flotilla/tflite';
import type { AffineEncoding } from '../arithmetic/encoding';
import type { Plan } from '../plan/plan';

export interface RewriteContext {
  readonly subgraph: Subgraph;
  readonly plan: Plan;
  /**
   * The int8 tensor that stands for a float activation since its producer became int8. The float tensor keeps its
   * identity, so that inputs, outputs and signatures need no re-pointing.
   */
  readonly int8Twins: Map<Tensor, Int8Twin>;
}

export interface Int8Twin {
  readonly tensor: Tensor;
  readonly encoding: AffineEncoding;
}

/** One step towards the planned graph; the subgraph is changed in place. */
export interface Rewrite {
  readonly name: string;
  /** @returns how many places changed */
  apply(context: RewriteContext): number;
}
