import { CodedError } from '@flotilla/foundation';
import type { Interpreter } from '@flotilla/evaluation';
import type { Delegate } from '../delegates/delegate';
import type { RuntimeErrorCode } from '../errors';
import { TfliteInterpreter } from './interpreter';
import type { TfliteLibrary } from './library';
import { NativeModel } from './native-model';
import { describeTensor } from './tensor-spec';

export interface LoadRequest {
  readonly bytes: Uint8Array;
  readonly delegate: Delegate;
  readonly threads: number;
  readonly batch: number | undefined;
}

/** Loads a model whose bytes were verified before. Frees all native memory when any step fails. */
export async function loadInterpreter(
  library: TfliteLibrary,
  request: LoadRequest,
): Promise<Interpreter> {
  const native = new NativeModel(library, request.bytes);
  try {
    await native.create(request.threads);
    if (request.batch !== undefined) resizeBatch(native, request.batch);
    await native.prepare(request.delegate, request.threads);
    return new TfliteInterpreter(native);
  } catch (error) {
    native.free();
    throw error;
  }
}

function resizeBatch(native: NativeModel, batch: number): void {
  native.inputTensors().forEach((tensor, index) => {
    const { name, shape } = describeTensor(native.library.c, tensor);
    if (shape.length === 0) {
      throw new CodedError<RuntimeErrorCode>(
        'BATCH_FIXED',
        `Input ${JSON.stringify(name)} is a scalar and has no batch to resize`,
      );
    }
    native.resizeInput(index, [batch, ...shape.slice(1)]);
  });
}
