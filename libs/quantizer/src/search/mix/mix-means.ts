import type { Invocation, Runtime } from '@flotilla/evaluation';
import { type CalibrationData, heldOutSamples } from '../../calibrate/samples';
import { quantizerError } from '../../errors';
import type { QuantizeOptions } from '../../quantize-options';

/** What an accuracy is measured with. */
export interface MixMeans {
  readonly calibration: CalibrationData;
  /** Samples held out from it. */
  readonly held: readonly Invocation[];
  readonly runtime: Runtime;
  readonly proofRuntime: Runtime;
}

/** @throws CodedError `TARGET_INVALID` where there is nothing to measure with, or another thing than what is handed out */
export async function mixMeans(options: QuantizeOptions): Promise<MixMeans> {
  const { calibration, signatureCalibration, runtime, proofRuntime = runtime, ports } = options;
  const refusal = (message: string): Error => quantizerError('TARGET_INVALID', message);
  if (signatureCalibration !== undefined)
    throw refusal(
      'An accuracy is kept for the main graph; give typical inputs for that, not for signatures',
    );
  if (calibration === undefined || runtime === undefined || proofRuntime === undefined)
    throw refusal('An accuracy cannot be kept without typical inputs; give some hundred of them');
  if (ports !== undefined && (ports.inputs !== 'float32' || ports.outputs !== 'float32'))
    throw refusal('An accuracy is kept for float32 inputs and outputs; leave other types out');
  const held = await heldOutSamples(calibration);
  if (held.length === 0)
    throw refusal('An accuracy is measured on one typical input in eight; give at least eight');
  return { calibration, held, runtime, proofRuntime };
}
