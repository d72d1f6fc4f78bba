import { CodedError } from '@flotilla/foundation';
import type { Interpreter, LoadOptions, Runtime } from '@flotilla/evaluation';
import { checkLoadOptions } from './check-load-options';
import { writeModel } from '@flotilla/tflite';
import type { RuntimeErrorCode } from './errors';
import { checkMemoryNeed, growthOf } from './memory-need';
import { resizeBatch } from './resize-batch';
import { cpuDelegate } from './tflite-c/delegates/cpu-delegate';
import type { Delegate } from './tflite-c/delegates/delegate';
import { xnnpackDelegate } from './tflite-c/delegates/xnnpack-delegate';
import { loadLibrary } from './tflite-c/library';
import { libraryPath } from './tflite-c/library-path';
import { loadInterpreter } from './tflite-c/load-interpreter';
import { refuseCrashingOperators } from './tflite-c/crashes/refuse-crashing-operators';
import { verifyModel } from './verify-model';

export interface TfliteRuntimeOptions {
  /** A TensorFlow Lite C library (2.5 or later, with XNNPACK) of the device's own. Default: the one installed with this package. */
  readonly libraryPath?: string;
  /**
   * Bytes that the inputs, outputs and activations of one model may take; one that needs more is refused
   * (`MODEL_TOO_LARGE`), for native code ends the process when memory runs out. Default: 2 GiB.
   */
  readonly memoryLimitBytes?: number;
}

const defaultMemoryLimitBytes = 2 * 1024 ** 3;

/** Fastest first. */
const delegates: readonly Delegate[] = [xnnpackDelegate, cpuDelegate];

/**
 * The native TensorFlow Lite runtime of this machine.
 * @throws CodedError `RUNTIME_LIBRARY_MISSING`, `RUNTIME_LIBRARY_INCOMPATIBLE`
 */
export function createTfliteRuntime(options: TfliteRuntimeOptions = {}): Runtime {
  const path = options.libraryPath ?? libraryPath(process.platform, process.arch);
  const memoryLimitBytes = options.memoryLimitBytes ?? defaultMemoryLimitBytes;
  const library = loadLibrary(path, process.platform);
  return {
    name: 'tflite',
    version: library.version,
    delegates: delegates.map(({ name }) => name),
    async load(model: Uint8Array, options: LoadOptions): Promise<Interpreter> {
      checkLoadOptions(options);
      const { delegate: wanted, threads = 1, batch } = options;
      const delegate = delegates.find(({ name }) => name === wanted);
      if (!delegate) {
        throw new CodedError<RuntimeErrorCode>(
          'DELEGATE_UNAVAILABLE',
          `The delegate ${wanted} is not available here; there are ${delegates.map(({ name }) => name).join(' and ')}`,
        );
      }
      const { model: verified, hasOutsideData } = verifyModel(model);
      const [main] = verified.subgraphs;
      const inputShapes = main && batch !== undefined ? resizeBatch(main, batch) : undefined;
      refuseCrashingOperators(verified, {
        delegate: delegate.name,
        growth: growthOf(main, inputShapes),
      });
      checkMemoryNeed(verified, inputShapes, memoryLimitBytes);
      return loadInterpreter(library, {
        // This runtime would take constants that stand outside the FlatBuffer for unset ones, and compute with what is in memory.
        bytes: hasOutsideData ? writeModel(verified) : model,
        delegate,
        threads,
        inputShapes,
        memoryLimitBytes,
      });
    },
  };
}
