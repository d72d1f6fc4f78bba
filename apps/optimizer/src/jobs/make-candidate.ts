import type { CandidateResult } from '@flotilla/bus';
import { invocationsOf, modelInputs, openDataset, type DataArray } from '@flotilla/evaluation';
import type { QuantizationScheme } from '@flotilla/profiles';
import { quantize } from '@flotilla/quantizer';
import { type Model, weightBytes, writeModel } from '@flotilla/tflite';
import { optimizerError } from '../errors';
import { evaluateModel, type EvaluationRun, measuredShare } from './evaluate-model';
import { type JobContext, storeArtifact } from './job-context';

export interface Candidate {
  readonly file: Uint8Array;
  readonly result: Omit<CandidateResult, 'verdict' | 'reason' | 'measuredOn'>;
}

export interface FloatModel {
  readonly model: Model;
  readonly file: Uint8Array;
}

/** Quantizes the float model by one scheme, and measures the result beside it in the real runtime. */
export async function makeCandidate(
  scheme: QuantizationScheme,
  float: FloatModel,
  calibration: DataArray | null,
  run: EvaluationRun,
  context: JobContext,
): Promise<Candidate> {
  const { model, leftFloat } = await applyScheme(scheme, float, calibration, run);
  const file = writeModel(model);
  const { top1, agreement, latency } = await evaluateModel(file, run, float.file);
  return {
    file,
    result: {
      scheme,
      artifact: await storeArtifact(context, file),
      weightBytes: weightBytes(model),
      top1: top1 ? measuredShare(top1) : null,
      agreement: agreement ? measuredShare(agreement) : null,
      latencyP50Ms: latency.p50Ms,
      latencyP90Ms: latency.p90Ms,
      latencySampleCount: latency.count,
      leftFloat,
    },
  };
}

async function applyScheme(
  scheme: QuantizationScheme,
  float: FloatModel,
  calibration: DataArray | null,
  run: EvaluationRun,
): Promise<{ model: Model; leftFloat: CandidateResult['leftFloat'] }> {
  if (scheme === 'float32') return { model: float.model, leftFloat: [] };
  const { runtime } = run;
  if (scheme !== 'int8') {
    const { model, report } = await quantize(float.model, { scheme, runtime });
    return { model, leftFloat: report.leftFloat };
  }
  if (!calibration)
    throw optimizerError(
      'CALIBRATION_MISSING',
      'int8 needs a representative dataset; choose one of role CALIBRATION',
    );
  const dataset = openDataset(calibration, modelInputs(float.model));
  const { model, report } = await quantize(float.model, {
    scheme,
    runtime,
    calibration: () => invocationsOf(dataset),
    // Candidates are judged by evaluation, on data of their own.
    prove: false,
  });
  return { model, leftFloat: report.leftFloat };
}
