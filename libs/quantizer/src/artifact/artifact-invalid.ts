import type { CodedError } from '@flotilla/foundation';
import { quantizerError, type QuantizerErrorCode } from '../errors';

/** @param fault what is wrong with it, as the rest of a sentence */
export function artifactInvalid(fault: string, cause?: unknown): CodedError<QuantizerErrorCode> {
  return quantizerError(
    'ARTIFACT_INVALID',
    `The calibration artifact cannot be used, get it again or make it anew: ${fault}`,
    { cause },
  );
}
