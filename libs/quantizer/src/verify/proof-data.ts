import type { Model } from '@flotilla/tflite';
import type { CalibrationData } from '../calibrate/samples';
import type { QuantizeOptions } from '../quantize-options';

/** On what the main graph is proven: what was given for it, by itself or as that of a signature. */
export function proofDataOf(
  { subgraphs: [main], signatures }: Model,
  { proofData, calibration, signatureCalibration }: QuantizeOptions,
): CalibrationData | undefined {
  if (proofData !== undefined) return proofData;
  if (calibration !== undefined) return calibration;
  const entries = signatures.filter(({ subgraph }) => subgraph === main);
  return entries
    .map(({ key }) => signatureCalibration?.get(key))
    .find((data) => data !== undefined);
}
