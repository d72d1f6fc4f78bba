import { CodedError } from '@flotilla/foundation';
import type { Model, Operator } from '@flotilla/tflite';
import type { RuntimeErrorCode } from '../errors';

/**
 * Keeps models from native code that would end the process. TensorFlow Lite 2.9
 * - accepts a DEPTHWISE_CONV_2D whose bias is left out, and then reads it;
 * - aborts on quantized sums and differences whose output is far finer than their inputs (`TFLITE_CHECK_LT` in
 *   `QuantizeMultiplierSmallerThanOneExp`).
 * @throws CodedError `MODEL_UNSUPPORTED`
 */
export function refuseCrashingOperators({ subgraphs }: Model): void {
  for (const operator of subgraphs.flatMap((subgraph) => subgraph.operators)) {
    const reason = crashOf(operator);
    if (reason === undefined) continue;
    throw new CodedError<RuntimeErrorCode>(
      'MODEL_UNSUPPORTED',
      `TensorFlow Lite 2.9 cannot run ${operator.code} (${operator.outputs[0]?.name ?? ''}) ${reason}`,
    );
  }
}

function crashOf(operator: Operator): string | undefined {
  const { code, inputs } = operator;
  if (code === 'DEPTHWISE_CONV_2D' && inputs.length < 3)
    return `with ${inputs.length} inputs; give it a bias, of zeros if need be`;
  return isTooFine(operator) ? 'whose output is so much finer than its inputs' : undefined;
}

/** By how many bits the kernels shift inputs before they add them. */
const SHIFTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ADD: { INT8: 20, UINT8: 20, INT16: 15 },
  SUB: { INT8: 20, UINT8: 20, INT16: 15 },
  SQUARED_DIFFERENCE: { INT8: 14 },
};

function isTooFine({ code, inputs, outputs }: Operator): boolean {
  const [output] = outputs;
  const shift = SHIFTS[code]?.[output?.type ?? ''];
  const outputScale = output?.quantization?.scale[0];
  if (shift === undefined || outputScale === undefined) return false;
  const largest = Math.max(...inputs.map((input) => input?.quantization?.scale[0] ?? 0));
  const product = code === 'SQUARED_DIFFERENCE' ? (2 * largest) ** 2 : 2 * largest;
  return product / (2 ** shift * outputScale) >= 1;
}
