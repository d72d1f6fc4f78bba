import { CodedError } from '@flotilla/foundation';
import type { TensorSpec } from '@flotilla/evaluation';
import type { TensorType } from '@flotilla/tflite';
import type { RuntimeErrorCode } from '../errors';
import type { Bindings, Handle } from './bindings';

/** `TfLiteType` of c_api_types.h, which is not the file's numbering. */
const types: Readonly<Record<number, TensorType>> = {
  1: 'FLOAT32',
  2: 'INT32',
  3: 'UINT8',
  4: 'INT64',
  6: 'BOOL',
  7: 'INT16',
  9: 'INT8',
  10: 'FLOAT16',
  11: 'FLOAT64',
  13: 'UINT64',
  16: 'UINT32',
  17: 'UINT16',
};

/**
 * Reads a tensor's description from the interpreter.
 * @throws CodedError `MODEL_UNSUPPORTED` for a type that has no bytes of its own (strings, resources)
 */
export function describeTensor(c: Bindings, tensor: Handle): TensorSpec {
  const name = c.tensorName(tensor) ?? '';
  const typeNumber = c.tensorType(tensor);
  const type = types[typeNumber];
  if (type === undefined) {
    throw new CodedError<RuntimeErrorCode>(
      'MODEL_UNSUPPORTED',
      `Input or output ${JSON.stringify(name)} has type ${typeNumber} of TfLiteType; only numbers and booleans can be passed`,
    );
  }
  const shape = Array.from({ length: Math.max(0, c.tensorRank(tensor)) }, (_, axis) =>
    c.tensorDimension(tensor, axis),
  );
  const byteLength = c.tensorByteSize(tensor);
  const { scale, zeroPoint } = c.tensorQuantization(tensor);
  return {
    name,
    type,
    shape,
    byteLength,
    ...(scale !== 0 && { quantization: { scale, zeroPoint } }),
  };
}
