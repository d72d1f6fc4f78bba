import { CodedError, isCodedError } from '@flotilla/foundation';
import type { FailedJob } from '@flotilla/bus';

export type OptimizerErrorCode =
  | 'JOB_TIMEOUT'
  | 'UNSUPPORTED_MODEL_SIGNATURE'
  | 'MODEL_TOO_LARGE'
  | 'DATASET_TOO_LARGE'
  | 'INVALID_CONFIG'
  | 'DATASET_EMPTY'
  | 'DATASET_SHAPE'
  | 'LABELS_INVALID'
  | 'ALREADY_QUANTIZED'
  | 'CALIBRATION_MISSING'
  | 'NO_DELEGATE';

export function optimizerError(
  code: OptimizerErrorCode,
  message: string,
): CodedError<OptimizerErrorCode> {
  return new CodedError(code, message);
}

/** What a job's failure looks like on the bus: a code and a message for a person, never a stack. */
export function failedOutcome(error: unknown): FailedJob {
  if (isCodedError(error)) return { kind: 'failed', code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', code: 'INTERNAL', message };
}
