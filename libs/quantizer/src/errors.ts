import { CodedError } from '@flotilla/foundation';

export type QuantizerErrorCode =
  /** The model carries quantized tensors, or float16 constants where float16 was asked for. */
  | 'ALREADY_QUANTIZED'
  /** The model holds tensors of a type that nothing here computes with. */
  | 'TYPE_UNSUPPORTED'
  /** A recipe of which some field has no meaning. */
  | 'RECIPE_INVALID'
  /** A recipe of a known name that asks for what no kernel here computes. */
  | 'RECIPE_UNSUPPORTED'
  /** An input or output that cannot have the integer type that was asked for. */
  | 'PORT_TYPE'
  | 'INPUT_UNKNOWN'
  /** Inputs of other shapes, which some operator cannot take. */
  | 'RESIZE_REFUSED'
  /** An accuracy that is out of range, or that nothing given can be measured by. */
  | 'TARGET_INVALID'
  /** No such signature, or one whose graph cannot be run alone. */
  | 'SIGNATURE_UNUSABLE'
  /** The scheme needs activation ranges and no calibration data was given. */
  | 'CALIBRATION_REQUIRED'
  | 'EMPTY_CALIBRATION'
  | 'CALIBRATION_SHAPE'
  /** A sample, or a tensor computed from it, holds NaN or an infinity. */
  | 'NON_FINITE_CALIBRATION'
  /** The result breaks a rule of its operators: a fault of this library, found before the file is handed out. */
  | 'VERIFICATION_FAILED'
  /** The target runtime does not load or run the result. */
  | 'RUNTIME_REFUSED'
  /** The bytes are no calibration artifact, are damaged, or speak of what the model does not have. */
  | 'ARTIFACT_INVALID'
  /** An artifact of a format that is not known here. */
  | 'ARTIFACT_UNSUPPORTED'
  /** The artifact was made from another model. */
  | 'ARTIFACT_MODEL'
  /** The file that was rebuilt is not the one that the artifact was made with. */
  | 'REBUILD_DIFFERS';

export function quantizerError(
  code: QuantizerErrorCode,
  message: string,
  options?: { cause?: unknown },
): CodedError<QuantizerErrorCode> {
  return new CodedError(code, message, options);
}
