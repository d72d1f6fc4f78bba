import type {
  ArtifactReference,
  BuildVariantJob,
  BuiltVariant,
  CandidateResult,
  MeasuredOn,
} from '@flotilla/bus';
import { type CandidateVerdict, chooseDelegate, chooseVariant } from '@flotilla/profiles';
import { readModel, weightBytes } from '@flotilla/tflite';
import { optimizerError } from '../errors';
import { evaluateModel, type EvaluationRun, measuredShare } from './evaluate-model';
import { makeGoldenSet } from './golden-set';
import type { JobContext } from './job-context';
import { type Candidate, type FloatModel, makeCandidate } from './make-candidate';
import { hostArchitecture, measuredOn } from './measured-on';
import { readLabelData } from './read-data';
import { readInputs, requireOneInputAndOutput } from './read-inputs';

/** Tries every scheme of the profile, measures each in the real runtime, and chooses. */
export async function buildVariant(
  job: BuildVariantJob,
  context: JobContext,
): Promise<BuiltVariant> {
  const { profile } = job;
  const choice = chooseDelegate(profile, context.runtime.delegates);
  if (!choice)
    throw optimizerError(
      'NO_DELEGATE',
      `this machine has none of the profile's delegates (${profile.delegates.join(', ')}); it has ${context.runtime.delegates.join(', ')}`,
    );
  const steps = profile.schemes.length + 1;
  const runFor = (step: number, stage: string): EvaluationRun => ({
    runtime: context.runtime,
    delegate: choice.delegate,
    data,
    onProgress: (fraction) => {
      context.report({
        stage,
        fraction: (step + fraction) / steps,
        message: `evaluating ${stage}`,
      });
    },
  });

  const float = await readFloat(job.model, context);
  requireOneInputAndOutput(float.model);
  const data = {
    inputs: await readInputs(job.evaluation.inputs, float.model, context),
    labels: await readLabelData(job.evaluation.labels, context),
  };
  const calibration = job.calibration
    ? await readInputs(job.calibration, float.model, context)
    : null;

  const baseline = await evaluateFloat(float, runFor(0, 'float32'));
  const candidates: Candidate[] = [];
  for (const [index, scheme] of profile.schemes.entries()) {
    const run = runFor(index + 1, scheme);
    context.report({
      stage: scheme,
      fraction: (index + 1) / steps,
      message: `quantizing ${scheme}`,
    });
    candidates.push(await makeCandidate(scheme, float, calibration, run, context));
  }

  const on = measuredOn(context.runtime, profile, choice);
  const verdicts = chooseVariant(
    profile,
    100 * baseline.top1.value,
    candidates.map(({ file, result }) => ({
      scheme: result.scheme,
      fileSizeBytes: file.byteLength,
      accuracyPoints: 100 * (result.top1?.value ?? 0),
      latencyP90Ms: ranOnProfileHardware(profile.architecture, choice.note)
        ? result.latencyP90Ms
        : null,
    })),
  );
  const chosen = candidates[verdicts.findIndex(({ verdict }) => verdict === 'chosen')];
  return {
    kind: 'build-variant',
    chosen: chosen?.result.scheme ?? null,
    candidates: candidates.map((each, index) => withVerdict(each, verdicts[index], on)),
    float: baseline,
    golden: chosen
      ? await makeGoldenSet(
          context,
          runFor(profile.schemes.length, 'golden set'),
          float.file,
          chosen.file,
        )
      : null,
  };
}

async function readFloat(reference: ArtifactReference, context: JobContext): Promise<FloatModel> {
  const file = await context.artifacts.read(context.organisationId, reference.digest);
  return { file, model: readModel(file) };
}

async function evaluateFloat(
  { file, model }: FloatModel,
  run: EvaluationRun,
): Promise<BuiltVariant['float']> {
  const { top1, latency } = await evaluateModel(file, run);
  if (!top1) throw new TypeError('an evaluation with labels gives top-1');
  return {
    sizeBytes: file.byteLength,
    weightBytes: weightBytes(model),
    top1: measuredShare(top1),
    latencyP50Ms: latency.p50Ms ?? latency.maxMs,
    latencyP90Ms: latency.p90Ms ?? latency.maxMs,
  };
}

/** A latency counts against a budget only where it was measured on hardware of the profile's kind. */
function ranOnProfileHardware(architecture: string, delegateNote: string): boolean {
  return delegateNote === '' && (architecture === 'any' || architecture === hostArchitecture());
}

function withVerdict(
  { result }: Candidate,
  decided: CandidateVerdict | undefined,
  on: MeasuredOn,
): CandidateResult {
  if (!decided) throw new TypeError('each candidate has a verdict');
  return { ...result, measuredOn: on, verdict: decided.verdict, reason: decided.reason };
}
