import type { Model } from '@flotilla/tflite';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { PortTypes } from '../ports/port-type';
import type { Recipe } from '../recipe/recipe';
import type { QuantizationReport } from '../report/quantization-report';
import type { TargetOutcome } from '../target/target-outcome';
import type { Tables } from './table';

/** Of the artifact's form. */
export const ARTIFACT_FORMAT = 'flotilla/calibration/1';

/** The sha-256 of some bytes, in lower-case hex. */
export type Sha256 = (bytes: Uint8Array) => string | Promise<string>;

export interface FileIdentity {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A float model with the file that it was read from. */
export interface SourceModel {
  /** As the file has it, before any input was given another shape. */
  readonly model: Model;
  readonly file: FileIdentity;
}

/** What an artifact is to be made with. */
export interface ArtifactRequest {
  readonly source: SourceModel;
  readonly sha256: Sha256;
}

export interface MadeArtifact {
  readonly bytes: Uint8Array;
  /** The sha-256 of the bytes: what the artifact is known by. */
  readonly address: string;
}

/** A shape that a tensor was given in place of the file's. */
export interface ResizedTensor {
  readonly subgraph: number;
  readonly tensor: number;
  readonly shape: readonly number[];
  /** −1 where a dimension is open. */
  readonly shapeSignature?: readonly number[];
}

/** What was decided, and what it was decided about. */
export interface Manifest {
  readonly format: typeof ARTIFACT_FORMAT;
  /** Version of the quantizer that made it. */
  readonly quantizer: string;
  readonly model: FileIdentity;
  readonly result: FileIdentity;
  /** The scheme, or the name of the recipe. */
  readonly scheme: string;
  /** For an accuracy that was asked for, the mix that was found. */
  readonly rules: Recipe;
  readonly targetRuntime: TargetRuntime;
  readonly ports?: PortTypes;
  readonly shapes: readonly ResizedTensor[];
  /** How channels were equalized and weights rounded; absent where neither was done. */
  readonly variant?: {
    readonly equalizes: boolean;
    readonly leastOfLargest: number;
    readonly centred: boolean;
  };
  readonly calibrationSamples: number;
  readonly search?: NonNullable<QuantizationReport['search']>;
  readonly target?: Omit<TargetOutcome, 'recipe'>;
  /** Names of the prepared float model's tensors, by subgraph: what the tables' indices count. */
  readonly tensorNames: readonly (readonly string[])[];
}

/** Statistics and decisions from which, with the float model, the result follows on any machine. */
export interface CalibrationArtifact {
  readonly manifest: Manifest;
  readonly tables: Tables;
}
