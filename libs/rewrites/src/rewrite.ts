import type { Subgraph } from '@flotilla/tflite';

/** One place where a rewrite was applied. */
export interface AppliedRewrite {
  readonly rewrite: string;
  /** The tensor that holds the result, by which a reader finds the place. */
  readonly tensor: string;
}

/** One way to say the same with less; never changes what the model computes beyond rounding. */
export interface Rewrite {
  readonly name: string;
  /**
   * Takes the shapes of inputs in the file for those at run time wherever they are not marked open. That does not hold
   * in a subgraph that another one calls: its inputs are what the caller gives, of another size in each round of a loop.
   */
  readonly trustsShapes?: true;
  /** Applies itself wherever it can, and says where. */
  apply(subgraph: Subgraph): AppliedRewrite[];
}
