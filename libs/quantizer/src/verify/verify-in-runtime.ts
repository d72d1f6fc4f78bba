import { isCodedError, messageOf } from '@flotilla/foundation';
import type { Runtime } from '@flotilla/evaluation';
import { quantizerError } from '../errors';

/**
 * Loads the file in the real runtime and runs it once on zeros, which finds what no rule here knows of.
 * @throws CodedError `RUNTIME_REFUSED` with the runtime's own words as cause; the runtime's own `MODEL_TOO_LARGE`
 */
export async function verifyInRuntime(file: Uint8Array, runtime: Runtime): Promise<void> {
  for (const delegate of runtime.delegates.filter((name) => name !== 'gpu')) {
    try {
      const interpreter = await runtime.load(file, { delegate });
      try {
        await interpreter.invoke(
          interpreter.inputs.map(({ byteLength }) => new Uint8Array(byteLength)),
        );
      } finally {
        await interpreter.close();
      }
    } catch (cause) {
      // No quantization makes a model fit that does not.
      if (isCodedError(cause) && cause.code === 'MODEL_TOO_LARGE') throw cause;
      throw quantizerError(
        'RUNTIME_REFUSED',
        `${runtime.name} ${runtime.version} (${delegate}) does not run the quantized model: ${messageOf(cause)}`,
        { cause },
      );
    }
  }
}
