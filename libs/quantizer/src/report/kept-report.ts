import { weightBytes, writeModel, type Model } from '@flotilla/tflite';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { portOutcomes } from './port-outcomes';
import type { QuantizationReport } from './quantization-report';

/** Of a model that was quantized already, and to which nothing was done. */
export function keptReport(
  model: Model,
  scheme: string,
  targetRuntime: TargetRuntime,
  reason: string,
): QuantizationReport {
  const sizeBytes = writeModel(model).byteLength;
  const storedBytes = weightBytes(model);
  return {
    scheme,
    targetRuntime,
    ports: portOutcomes(model),
    preparation: {},
    calibrationSamples: 0,
    operators: [],
    leftFloat: [],
    tensors: [],
    sizeBytes: { before: sizeBytes, after: sizeBytes },
    weightBytes: { before: storedBytes, after: storedBytes },
    warnings: [{ code: 'KEPT_QUANTIZED', message: `${reason}; it was kept as it is` }],
  };
}
