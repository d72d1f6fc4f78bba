import type { Judged, Side } from '../quantizer/cell';
import type { Verdict } from '../quantizer/judge/verdict';

/** One case × scheme. */
export interface OperatorResult {
  readonly name: string;
  readonly scheme: string;
  /** Outputs that are judged by the share of equal elements: by place. */
  readonly byEquality: readonly boolean[];
  readonly hasWeights: boolean;
  readonly ours: Side;
  readonly oursVerdict?: Judged<Verdict>;
  /** Of our file. */
  readonly floatOperators?: number;
  readonly peer: Judged<Verdict>;
  /** What the oracle's file reaches; absent where the operator has no integer kernel, a fault where none runs. */
  readonly ceiling?: Judged<Verdict>;
}
