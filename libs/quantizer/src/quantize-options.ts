import type { Runtime } from '@flotilla/evaluation';
import type { Normalization } from '@flotilla/tflite';
import type { ArtifactRequest } from './artifact/artifact';
import type { CalibrationData } from './calibrate/samples';
import type { Effort } from './effort';
import type { TargetRuntime } from './operator-rules/operator-rule';
import type { PortTypes } from './ports/port-type';
import type { NamedRecipe } from './recipe/recipe';
import type { Scheme } from './recipe/scheme';
import type { AccuracyTarget } from './target/accuracy-target';

export const IF_QUANTIZED = ['refuse', 'keep'] as const;
export type IfQuantized = (typeof IF_QUANTIZED)[number];

export interface QuantizeOptions {
  /**
   * One for the whole model, a recipe that says it for each operator, or an accuracy for which the smallest mix of
   * schemes is to be found.
   */
  readonly scheme: Scheme | NamedRecipe | AccuracyTarget;
  /** The runtime whose kernels and versions the result is made for. Default 2.9. */
  readonly targetRuntime?: TargetRuntime;
  /** Types of the result's inputs and outputs. Default: float32. */
  readonly ports?: PortTypes;
  /** Whether a model that is quantized already is refused, or handed out as it came. Default `refuse`. */
  readonly ifQuantized?: IfQuantized;
  /** Default `balanced`. */
  readonly effort?: Effort;
  /**
   * Representative inputs, in the batch that the model's file has. Needed by `int8` and `16x8`, also where a recipe
   * has them; the other schemes round weights better with it.
   */
  readonly calibration?: CalibrationData;
  /** The same by signature, in place of `calibration`; inputs are in the order of the signature's graph. */
  readonly signatureCalibration?: ReadonlyMap<string, CalibrationData>;
  /**
   * How the calibration data of the main graph's inputs were normalized, in their order, to be judged by. Default: what the
   * model's metadata say.
   */
  readonly normalizations?: readonly (Normalization | undefined)[];
  /** Calibrates, and proves that the result loads and runs; without it only structure is proven. */
  readonly runtime?: Runtime;
  /** Proves in the place of `runtime`, where that is not the target runtime. */
  readonly proofRuntime?: Runtime;
  /** Runtimes beside the target in which the result should run too; a refusal is a warning. */
  readonly otherRuntimes?: readonly Runtime[];
  /** Typical inputs on which the result is compared with the float model. Default: some of the calibration data. */
  readonly proofData?: CalibrationData;
  /** Whether the result is compared with the float model where a runtime and data were given. Default true. */
  readonly prove?: boolean;
  /** Asks for an artifact that the result can be rebuilt from, and says of which file the model is. */
  readonly artifact?: ArtifactRequest;
  /** Samples that are run at a time; the result is the same for any number. Default 1. */
  readonly threads?: number;
  readonly onProgress?: (progress: QuantizationProgress) => void;
}

export interface QuantizationProgress {
  readonly step: 'equalize' | 'calibrate' | 'plan' | 'measure' | 'verify' | 'prove';
  /** Samples read so far, while calibrating and proving. */
  readonly samples?: number;
  /** Forms of parts of the model that were tried so far, while measuring what each costs. */
  readonly trials?: { readonly done: number; readonly total: number };
}
