import { type Model, statedNormalizations, type Subgraph } from '@flotilla/tflite';
import type { CalibrationData } from '../calibrate/samples';
import type { QuantizeOptions } from '../quantize-options';
import { reviewCalibration } from './review-calibration';
import type { RepresentativenessWarning } from './warning';

type Given = Pick<QuantizeOptions, 'calibration' | 'signatureCalibration' | 'normalizations'>;

/** What the calibration data of a model's graphs give cause to warn of. */
export async function calibrationWarnings(
  model: Model,
  options: Given,
): Promise<RepresentativenessWarning[]> {
  const warnings: RepresentativenessWarning[] = [];
  for (const [graph, data] of calibratedGraphs(model, options)) {
    // Metadata speak of the main graph alone.
    const isMain = graph === model.subgraphs[0];
    const normalizations = isMain ? (options.normalizations ?? statedNormalizations(model)) : [];
    warnings.push(...(await reviewCalibration(graph, { data, normalizations })));
  }
  return warnings;
}

function calibratedGraphs(
  { subgraphs: [main], signatures }: Model,
  { calibration, signatureCalibration }: Given,
): [Subgraph, CalibrationData][] {
  const bySignature = signatures.flatMap(({ key, subgraph }): [Subgraph, CalibrationData][] => {
    const data = signatureCalibration?.get(key);
    return data ? [[subgraph, data]] : [];
  });
  return main && calibration ? [[main, calibration], ...bySignature] : bySignature;
}
