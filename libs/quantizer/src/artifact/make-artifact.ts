import { type Model, writeModel } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import type { Trained } from '../fake-quant/take-fake-quantization';
import { trainedWeights } from '../fake-quant/trained-weights';
import type { ChosenCandidate } from '../search/choose-candidate';
import type { Variant } from '../search/variant';
import type { TargetOutcome } from '../target/target-outcome';
import { nearest } from '../weights/nearest';
import {
  ARTIFACT_FORMAT,
  type ArtifactRequest,
  type CalibrationArtifact,
  type MadeArtifact,
  type Manifest,
} from './artifact';
import { correctionsOf } from './corrections';
import { QUANTIZER_VERSION } from './quantizer-version';
import { artifactLimitBytes, readArtifact } from './read-artifact';
import { rebuildModel } from './rebuild-model';
import { resizedShapes } from './resized-shapes';
import { tensorTables } from './tensor-tables';
import { writeArtifact } from './write-artifact';

/** A model that was quantized, and how. */
export interface Quantized extends Pick<
  Manifest,
  'scheme' | 'rules' | 'targetRuntime' | 'ports' | 'search'
> {
  /** As it was given, its inputs in the shapes that were asked for. */
  readonly original: Model;
  /** The original, prepared: what `chosen` came from. */
  readonly floatModel: Model;
  readonly trained: Trained;
  readonly target?: TargetOutcome;
  readonly chosen: ChosenCandidate;
  /** The result. */
  readonly file: Uint8Array;
}

/**
 * Makes an artifact, and rebuilds the result from its bytes before it is handed out.
 * @throws CodedError `VERIFICATION_FAILED` where that gives other bytes
 */
export async function makeArtifact(
  quantized: Quantized,
  { source, sha256 }: ArtifactRequest,
): Promise<MadeArtifact> {
  const { file } = quantized;
  const result = { sha256: await sha256(file), sizeBytes: file.byteLength };
  const manifest = manifestOf(quantized, { model: source.file, result }, source.model);
  const bytes = writeArtifact({ manifest, tables: tablesOf(quantized) });
  const read = readArtifact(bytes, artifactLimitBytes(source.model));
  const rebuilt = await sha256(writeModel(rebuildModel(source.model, read)));
  if (rebuilt !== result.sha256) {
    throw quantizerError(
      'VERIFICATION_FAILED',
      'The calibration artifact does not give the quantized model again, and is not handed out',
    );
  }
  return { bytes, address: await sha256(bytes) };
}

function manifestOf(
  { scheme, rules, targetRuntime, ports, search, target, original, floatModel, chosen }: Quantized,
  files: Pick<Manifest, 'model' | 'result'>,
  source: Model,
): Manifest {
  return {
    format: ARTIFACT_FORMAT,
    quantizer: QUANTIZER_VERSION,
    ...files,
    scheme,
    rules,
    targetRuntime,
    ...(ports && { ports }),
    shapes: resizedShapes(source, original),
    ...(chosen.origin && { variant: decisiveParts(chosen.origin.variant) }),
    calibrationSamples: chosen.samples,
    ...(search && { search }),
    ...(target && { target: withoutRecipe(target) }),
    tensorNames: floatModel.subgraphs.map(({ tensors }) => tensors.map(({ name }) => name)),
  };
}

function decisiveParts({ equalizes, leastOfLargest, centred }: Variant) {
  return { equalizes, leastOfLargest, centred };
}

/** Which stands among the rules. */
function withoutRecipe({ recipe: _, ...target }: TargetOutcome): NonNullable<Manifest['target']> {
  return target;
}

function tablesOf({
  rules: recipe,
  targetRuntime: runtime,
  floatModel,
  trained,
  chosen,
}: Quantized): CalibrationArtifact['tables'] {
  const { prepared, ranges, weights } = chosen;
  const plain = trainedWeights(trained.grids, nearest);
  return {
    ...tensorTables(floatModel, chosen),
    ...correctionsOf(prepared, { recipe, runtime, ranges, weights }, plain),
  };
}
