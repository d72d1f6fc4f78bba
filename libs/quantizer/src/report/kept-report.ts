import { sizeBreakdown, weightBytes, writeModel, type Model } from '@flotilla/tflite';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { compressedBytes } from './compressed-size';
import { computation } from './computation';
import { delegateOutcomes } from '../delegates/delegate-outcomes';
import { floatIslands } from './float-islands';
import { portOutcomes } from './port-outcomes';
import type { QuantizationReport } from './quantization-report';

/** Of a model that was quantized already, and to which nothing was done. */
export async function keptReport(
  model: Model,
  scheme: string,
  targetRuntime: TargetRuntime,
  reason: string,
): Promise<QuantizationReport> {
  const file = writeModel(model);
  const sizeBytes = file.byteLength;
  const compressed = await compressedBytes(file);
  const storedBytes = weightBytes(model);
  return {
    version: 1,
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
    compressedBytes: { before: compressed, after: compressed },
    sizeBreakdown: sizeBreakdown(model, sizeBytes),
    computation: computation([]),
    floatIslands: floatIslands(model),
    delegates: delegateOutcomes(model, targetRuntime),
    runtimes: [],
    proof: { status: 'unknown', reasonCode: 'NOT_ASKED', reason: 'the model was kept as it is' },
    warnings: [{ code: 'KEPT_QUANTIZED', message: `${reason}; it was kept as it is` }],
  };
}
