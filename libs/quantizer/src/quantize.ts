import { cloneModel, sizeBreakdown, weightBytes, writeModel, type Model } from '@flotilla/tflite';
import { quantizedReason, refuseQuantized, refuseUnsupportedTypes } from './already-quantized';
import type { MadeArtifact } from './artifact/artifact';
import { makeArtifact } from './artifact/make-artifact';
import { takeFakeQuantization } from './fake-quant/take-fake-quantization';
import { prepareModel } from './prepare/prepare-model';
import { setPortTypes } from './ports/set-port-types';
import { recipeOf } from './recipe/named-recipe';
import type { QuantizeOptions } from './quantize-options';
import { compressedBytes } from './report/compressed-size';
import { computation } from './report/computation';
import { delegateOutcomes } from './delegates/delegate-outcomes';
import { floatIslands } from './report/float-islands';
import { keptReport } from './report/kept-report';
import { leftFloat, operatorOutcomes } from './report/operator-outcomes';
import { portOutcomes } from './report/port-outcomes';
import type { QuantizationReport } from './report/quantization-report';
import { calibrationWarnings } from './representative/calibration-warnings';
import { ruleWarnings } from './report/rule-warnings';
import { signatureWarnings } from './report/signature-warnings';
import { tensorOutcomes } from './report/tensor-outcomes';
import { proofWarnings, warningsFor } from './report/warnings';
import { findMix } from './search/mix/find-mix';
import { refuseLooseSignatures } from './signatures/refuse-loose-signatures';
import { chooseForSignatures } from './signatures/choose-for-signatures';
import { verifyEntryGraphs } from './signatures/verify-entry-graphs';
import { isAccuracyTarget, targetRecipe } from './target/accuracy-target';
import { targetOutcome } from './target/target-outcome';
import { checkRuntimes } from './verify/check-runtimes';
import { proofDataOf } from './verify/proof-data';
import { prove } from './verify/prove';
import { verifyStructure } from './verify/verify-structure';

export interface QuantizationResult {
  readonly model: Model;
  readonly report: QuantizationReport;
  /** Where one was asked for; a model that is kept as it came has none. */
  readonly artifact?: MadeArtifact;
}

/**
 * Quantizes a float model: prepare → calibrate → plan → rewrite → verify. The argument is left as it was; inputs and
 * outputs keep their names and order, and are float32 unless other `ports` are asked for.
 * @throws CodedError with a `QuantizerErrorCode`, or the runtime's own
 */
export async function quantize(
  original: Model,
  options: QuantizeOptions,
): Promise<QuantizationResult> {
  const {
    scheme,
    runtime,
    proofRuntime = runtime,
    onProgress,
    targetRuntime = '2.9',
    ports,
    ifQuantized,
  } = options;
  const asked = isAccuracyTarget(scheme) ? targetRecipe(scheme) : recipeOf(scheme);
  if (ifQuantized === 'keep') {
    const reason = quantizedReason(original, asked.rules);
    if (reason !== undefined)
      return {
        model: original,
        report: await keptReport(original, asked.name, targetRuntime, reason),
      };
  }
  refuseQuantized(original, asked.rules);
  refuseUnsupportedTypes(original);
  refuseLooseSignatures(original);
  const { model: floatModel } = cloneModel(original);
  const trained = takeFakeQuantization(floatModel);
  const preparation = prepareModel(floatModel);
  const found = isAccuracyTarget(scheme)
    ? await findMix(floatModel, scheme, options, trained)
    : undefined;
  const recipe = found?.mix.recipe ?? asked;
  const chosen =
    found?.chosen ?? (await chooseForSignatures(floatModel, recipe.rules, options, trained));
  const { prepared } = chosen;
  const { model, plan } = chosen.candidate;
  if (ports !== undefined) setPortTypes(model, ports);
  const file = ports === undefined ? chosen.candidate.file : writeModel(model);

  onProgress?.({ step: 'verify' });
  verifyStructure(model, targetRuntime);
  const runtimes = await checkRuntimes(proofRuntime, options.otherRuntimes ?? [], (each) =>
    verifyEntryGraphs(model, file, each),
  );
  const given = writeModel(original);
  // Beside the proof: neither keeps this thread busy.
  const compressed = Promise.all([compressedBytes(given), compressedBytes(file)]);
  const proof = await prove(
    { original, prepared, result: model },
    {
      ...options,
      calibration: proofDataOf(original, options),
      onSample: (samples) => onProgress?.({ step: 'prove', samples }),
    },
  );
  const target =
    found && isAccuracyTarget(scheme) ? { target: targetOutcome(scheme, found) } : undefined;
  const search = chosen.search && { search: chosen.search };
  const artifact =
    options.artifact &&
    (await makeArtifact(
      {
        ...{ original, floatModel, trained, chosen, file },
        ...{ scheme: recipe.name, rules: recipe.rules, targetRuntime },
        ...(ports && { ports }),
        ...search,
        ...target,
      },
      options.artifact,
    ));
  const dataWarnings = await calibrationWarnings(original, options);
  const [before, after] = await compressed;
  const operators = operatorOutcomes(prepared, plan);
  return {
    model,
    ...(artifact && { artifact }),
    report: {
      version: 1,
      scheme: recipe.name,
      targetRuntime,
      ports: portOutcomes(model),
      preparation: {
        ...(trained.operators > 0 && { 'take-fake-quantization': trained.operators }),
        ...preparation,
      },
      calibrationSamples: chosen.samples,
      ...search,
      ...target,
      operators,
      leftFloat: leftFloat(operators),
      tensors: tensorOutcomes(chosen.ranges, plan),
      sizeBytes: { before: given.byteLength, after: file.byteLength },
      weightBytes: { before: weightBytes(original), after: weightBytes(model) },
      compressedBytes: { before, after },
      sizeBreakdown: sizeBreakdown(model, file.byteLength),
      computation: computation(operators),
      floatIslands: floatIslands(model),
      delegates: delegateOutcomes(model, targetRuntime),
      runtimes,
      proof,
      ...(artifact && {
        artifact: { address: artifact.address, sizeBytes: artifact.bytes.byteLength },
      }),
      warnings: [
        ...(typeof scheme === 'string' || found ? [] : ruleWarnings(recipe, prepared)),
        ...signatureWarnings(prepared, recipe.rules, options),
        // Trained ranges need no samples.
        ...warningsFor(operators, recipe, chosen.samples).filter(
          ({ code }) => code !== 'FEW_SAMPLES' || trained.ranges.size === 0,
        ),
        ...dataWarnings,
        ...proofWarnings(proof, runtimes),
      ],
    },
  };
}
