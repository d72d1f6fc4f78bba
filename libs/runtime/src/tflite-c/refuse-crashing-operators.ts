import { CodedError } from '@flotilla/foundation';
import type { Model } from '@flotilla/tflite';
import type { RuntimeErrorCode } from '../errors';

/**
 * Keeps valid models from native code that would end the process: the DEPTHWISE_CONV_2D of TensorFlow Lite 2.9 accepts that
 * its bias is left out, and then reads it.
 * @throws CodedError `MODEL_UNSUPPORTED`
 */
export function refuseCrashingOperators({ subgraphs }: Model): void {
  const operators = subgraphs.flatMap((subgraph) => subgraph.operators);
  const crashing = operators.find(
    ({ code, inputs }) => code === 'DEPTHWISE_CONV_2D' && inputs.length < 3,
  );
  if (crashing === undefined) return;
  throw new CodedError<RuntimeErrorCode>(
    'MODEL_UNSUPPORTED',
    `TensorFlow Lite 2.9 cannot run DEPTHWISE_CONV_2D with ${crashing.inputs.length} inputs (${crashing.outputs[0]?.name ?? ''}); give it a bias, of zeros if need be`,
  );
}
