import { isCodedError, messageOf } from '@flotilla/foundation';
import { type Model, writeModel } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import type { CalibrationArtifact, Sha256, SourceModel } from './artifact';
import { artifactInvalid } from './artifact-invalid';
import { type ArtifactSummary, artifactSummary } from './artifact-summary';
import { QUANTIZER_VERSION } from './quantizer-version';
import { artifactLimitBytes, readArtifact } from './read-artifact';
import { rebuildModel } from './rebuild-model';

export interface Rebuilt {
  readonly model: Model;
  /** The result, byte for byte as it was when the artifact was made. */
  readonly file: Uint8Array;
  readonly artifact: ArtifactSummary;
}

/**
 * Makes a quantized model again from the float one and the artifact: without runtime, without calibration data, the same
 * bytes on any machine.
 * @param bytes the artifact
 * @throws CodedError `ARTIFACT_INVALID`, `ARTIFACT_UNSUPPORTED`, `ARTIFACT_MODEL`, `REBUILD_DIFFERS`
 */
export async function rebuild(
  source: SourceModel,
  bytes: Uint8Array,
  sha256: Sha256,
): Promise<Rebuilt> {
  const artifact = readArtifact(bytes, artifactLimitBytes(source.model));
  const { quantizer, model: asked, result } = artifact.manifest;
  if (asked.sha256 !== source.file.sha256) {
    throw quantizerError(
      'ARTIFACT_MODEL',
      `The calibration artifact is of the model with sha-256 ${asked.sha256}, and this one has ${source.file.sha256}; give that model`,
    );
  }
  const model = rebuilt(source.model, artifact);
  const file = writeModel(model);
  const digest = await sha256(file);
  if (digest !== result.sha256) {
    throw quantizerError(
      'REBUILD_DIFFERS',
      `What was rebuilt has sha-256 ${digest} in place of ${result.sha256}: ` +
        (quantizer === QUANTIZER_VERSION
          ? 'the artifact was changed, or made by another build of this version; get it again'
          : `the artifact was made by quantizer ${quantizer}, this is ${QUANTIZER_VERSION}; use that one`),
    );
  }
  return { model, file, artifact: artifactSummary(artifact, await sha256(bytes)) };
}

/** Whatever an artifact says that leads to no model is a fault of the artifact. */
function rebuilt(source: Model, artifact: CalibrationArtifact): Model {
  try {
    return rebuildModel(source, artifact);
  } catch (cause) {
    if (isCodedError(cause) && cause.code === 'ARTIFACT_INVALID') throw cause;
    throw artifactInvalid(`it leads to no model: ${messageOf(cause)}`, cause);
  }
}
