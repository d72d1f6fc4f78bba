import type { Interpreter, TensorSpec } from '@flotilla/evaluation';
import { isCodedError } from '@flotilla/foundation';
import { tflite } from '@flotilla/testing';
import { bitsPerElement } from '@flotilla/tflite';
import type { NativeAnswer, NativeRun } from './native-run';
import { Random } from './random';

// A process that runs models in native TensorFlow Lite, so that a crash ends nothing else.

/** Of tensors, as a small device would allow. */
const MEMORY_LIMIT_BYTES = 256 * 1024 ** 2;

const runtime = tflite({ memoryLimitBytes: MEMORY_LIMIT_BYTES });

async function answerTo({ number, delegate, file }: NativeRun): Promise<NativeAnswer> {
  let interpreter: Interpreter | undefined;
  try {
    interpreter = await runtime.load(file, { delegate });
    const random = new Random(number);
    await interpreter.invoke(interpreter.inputs.map((input) => valuesFor(input, random)));
    return { outcome: 'ran' };
  } catch (error) {
    if (isCodedError(error)) return { outcome: error.code };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await interpreter?.close();
  }
}

/** Small numbers, as indexes and activations are. */
function valuesFor({ type, byteLength }: TensorSpec, random: Random): Uint8Array {
  const bytes = new Uint8Array(byteLength);
  const width = (bitsPerElement(type) ?? 8) / 8;
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + width <= byteLength; at += width) {
    if (type === 'FLOAT32') view.setFloat32(at, random.fraction() * 3 - 1, true);
    else view.setUint8(at, random.below(3));
  }
  return bytes;
}

process.on('message', (run: NativeRun) => {
  void answerTo(run).then((answer) => process.send?.(answer));
});
