import type { Interpreter } from '@flotilla/evaluation';
import type { InputShapes } from '../resize-batch';
import type { Delegate } from './delegates/delegate';
import { TfliteInterpreter } from './interpreter';
import type { TfliteLibrary } from './library';
import { NativeModel } from './native-model';

export interface LoadRequest {
  readonly bytes: Uint8Array;
  readonly delegate: Delegate;
  readonly threads: number;
  /** Left out: the file's own. */
  readonly inputShapes: InputShapes | undefined;
  readonly memoryLimitBytes: number;
}

/** Loads a model whose bytes were verified before. Frees all native memory when any step fails. */
export async function loadInterpreter(
  library: TfliteLibrary,
  request: LoadRequest,
): Promise<Interpreter> {
  const native = new NativeModel(library, request.bytes);
  try {
    await native.create(request.threads);
    request.inputShapes?.forEach((shape, index) => {
      native.resizeInput(index, shape);
    });
    await native.prepare(request.delegate, request.threads);
    return new TfliteInterpreter(native, request.memoryLimitBytes);
  } catch (error) {
    native.free();
    throw error;
  }
}
