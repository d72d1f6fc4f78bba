import { CodedError } from '@flotilla/foundation';
import type { Interpreter, LoadOptions, Runtime } from '@flotilla/evaluation';
import { checkLoadOptions } from '../check-load-options';
import type { RuntimeErrorCode } from '../errors';
import { LitertWasmInterpreter } from './interpreter';
import { litertPackage } from './litert-package';
import { forkLitert, type ForkLitert, LitertProcess } from './litert-process';

export interface LitertWasmRuntimeOptions {
  /**
   * Bytes that the inputs, outputs and activations of one model may take; one that needs more is refused
   * (`MODEL_TOO_LARGE`). Default: 1 GiB. LiteRT reaches 2 GiB for each model, in which its file and its packed weights
   * must lie, too.
   */
  readonly memoryLimitBytes?: number;
}

const defaultMemoryLimitBytes = 1024 ** 3;

/**
 * LiteRT, the runtime that came after TensorFlow Lite, as WebAssembly: for models that are made for newer operators than
 * the native runtime has. XNNPACK, on one thread, takes what it can. Models run in a child process, which is started for
 * the first one.
 *
 * To load a model is to run it once, on zeros, for LiteRT prepares operators no earlier. A file whose outputs LiteRT for
 * the web cannot hand out as it is runs as a copy that can (see `runnableModel`).
 * @param fork makes the process; another one lets specs reach it
 * @throws CodedError `RUNTIME_LIBRARY_MISSING`
 */
export function createLitertWasmRuntime(
  { memoryLimitBytes = defaultMemoryLimitBytes }: LitertWasmRuntimeOptions = {},
  fork: ForkLitert = forkLitert,
): Runtime {
  const { version, folder } = litertPackage();
  let latest: LitertProcess | undefined;
  let lastModel = 0;
  return {
    name: 'litert-wasm',
    version,
    // LiteRT for the web cannot be told to leave XNNPACK out.
    delegates: ['xnnpack'],
    async load(file: Uint8Array, options: LoadOptions): Promise<Interpreter> {
      checkLoadOptions(options);
      checkAvailable(options);
      const { batch } = options;
      const process = !latest || latest.hasEnded ? new LitertProcess(fork(folder)) : latest;
      latest = process;
      const model = ++lastModel;
      const specs = await process.request('load', model, { file, batch, memoryLimitBytes });
      return new LitertWasmInterpreter(process, model, specs);
    },
  };
}

function checkAvailable({ delegate, threads = 1 }: LoadOptions): void {
  if (delegate !== 'xnnpack') {
    throw new CodedError<RuntimeErrorCode>(
      'DELEGATE_UNAVAILABLE',
      `The delegate ${delegate} is not available in LiteRT for the web; there is xnnpack`,
    );
  }
  if (threads > 1) {
    throw new CodedError<RuntimeErrorCode>(
      'THREADS_UNAVAILABLE',
      `LiteRT for the web runs a model on one thread, ${threads} were asked for; run it on one`,
    );
  }
}
