import type { Effort, IfQuantized, PortType, Scheme, TargetRuntime } from '@flotilla/quantizer';
import type { Normalization } from '@flotilla/tflite';
import type { ShapesByName } from '../options/input-shape';

/** The options of `flotilla quantize`. */
export interface QuantizeArguments {
  readonly scheme?: Scheme;
  readonly recipe?: string;
  /** In dB. */
  readonly minSnr?: number;
  readonly minAgreement?: number;
  readonly minInteger?: number;
  readonly allowMiss?: true;
  readonly writeRecipe?: string;
  readonly calibration: readonly string[];
  readonly normalization?: Normalization;
  readonly signature?: string;
  readonly batch?: number | 'open';
  readonly shape?: ShapesByName;
  readonly io?: PortType;
  readonly inputType?: PortType;
  readonly outputType?: PortType;
  readonly ifQuantized: IfQuantized;
  readonly effort: Effort;
  readonly threads: number;
  readonly runtime: TargetRuntime;
  readonly alsoRuntime?: TargetRuntime;
  readonly artifact?: string;
  readonly report?: string;
  readonly html?: string;
}
