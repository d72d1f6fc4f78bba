import { CodedError } from '@flotilla/foundation';
import type { TensorSpec } from '@flotilla/evaluation';
import type { RuntimeErrorCode } from './errors';

/** @throws CodedError `INPUT_MISMATCH` unless there are as many inputs, each as long, as the model has */
export function checkInputs(specs: readonly TensorSpec[], inputs: readonly Uint8Array[]): void {
  if (inputs.length !== specs.length) {
    throw mismatch(`The model has ${specs.length} inputs, ${inputs.length} were given`);
  }
  specs.forEach((spec, index) => {
    const given = inputs[index]?.byteLength;
    if (given !== spec.byteLength) {
      throw mismatch(
        `Input ${JSON.stringify(spec.name)} (${spec.type} [${spec.shape.join(', ')}]) takes ${spec.byteLength} bytes, ${given} were given`,
      );
    }
  });
}

export function interpreterClosed(): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>(
    'INTERPRETER_CLOSED',
    'The interpreter was closed before this invocation began',
  );
}

function mismatch(message: string): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>('INPUT_MISMATCH', message);
}
