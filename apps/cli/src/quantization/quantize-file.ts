import { basename } from 'node:path';
import {
  type AccuracyTarget,
  asksForCalibration,
  isAccuracyTarget,
  type NamedRecipe,
  quantize,
  type QuantizationReport,
  quantizedReason,
  recipeOf,
  reportHtml,
  resizeInputs,
  type Scheme,
  type SourceModel,
  type TargetRuntime,
  targetRecipe,
} from '@flotilla/quantizer';
import type { Runtime } from '@flotilla/evaluation';
import { createLitertWasmRuntime, createTfliteRuntime } from '@flotilla/runtime';
import { type Model, writeModel } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { aboutFileAsync, CliError } from '../errors';
import { copyFile } from '../files/copy-file';
import { writeOutputFile } from '../files/output-file';
import { checkOutputPaths } from '../files/output-paths';
import { sha256 } from '../files/sha256';
import { type ModelFile, readModelFile } from '../model/model-file';
import { readSourceModel } from '../model/source-model';
import { progressOf } from '../progress';
import { json } from '../text/json';
import { askedRecipe } from './asked-recipe';
import { openCalibration } from './calibration-data';
import { type CalibrationFile, calibrationFiles } from './calibration-files';
import { isMissed } from './missed-target';
import type { QuantizeArguments } from './quantize-arguments';

/** Reads a model, quantizes it, and writes result and report. */
export async function quantizeFile(
  context: CliContext,
  path: string,
  out: string,
  options: QuantizeArguments,
): Promise<QuantizationReport> {
  const asked = await askedRecipe(options);
  const { file, source } = await readFor(path, options);
  const calibration = calibrationFiles(file.model, options.calibration, options.signature);
  requireUse(options);
  await checkOutputPaths({
    outputs: [out, options.artifact, options.report, options.html, options.writeRecipe].filter(
      (each) => each !== undefined,
    ),
    inputs: [path, options.recipe, ...calibration.map((each) => each.path)].filter(
      (each) => each !== undefined,
    ),
  });
  const isKept =
    options.ifQuantized === 'keep' &&
    quantizedReason(file.model, rulesOf(asked).rules) !== undefined;
  const task = { context, file, out, asked, options, ...(source && { source }) };
  const report = isKept ? await keepFile(task) : await makeFile(task, calibration);
  if (options.report !== undefined) {
    await writeOutputFile(options.report, Buffer.from(`${json('flotilla/quantize/1', report)}\n`));
  }
  if (options.html !== undefined) {
    await writeOutputFile(options.html, Buffer.from(reportHtml(report, basename(out))));
  }
  if (options.writeRecipe !== undefined && report.target && !isMissed(report, options)) {
    const recipe = JSON.stringify(report.target.recipe, null, 2);
    await writeOutputFile(options.writeRecipe, Buffer.from(`${recipe}\n`));
  }
  return report;
}

/** Only an artifact asks for the file's digest. */
async function readFor(
  path: string,
  { artifact }: QuantizeArguments,
): Promise<{ readonly file: ModelFile; readonly source?: SourceModel }> {
  return artifact === undefined ? { file: await readModelFile(path) } : readSourceModel(path);
}

function rulesOf(asked: Task['asked']): NamedRecipe {
  return isAccuracyTarget(asked) ? targetRecipe(asked) : recipeOf(asked);
}

/** @throws CliError `USAGE` for a signature that nothing is said of, and for a normalization of nothing */
function requireUse(options: QuantizeArguments): void {
  const { signature, calibration, normalization, batch, shape } = options;
  if (normalization && calibration.length === 0) {
    throw new CliError('USAGE', 'there is nothing to normalize; add --calibration');
  }
  const isUsed = calibration.length > 0 || batch !== undefined || shape !== undefined;
  if (signature === undefined || isUsed) return;
  throw new CliError(
    'USAGE',
    `nothing is said of the signature ${signature}; add --calibration, --batch or --shape`,
  );
}

interface Task {
  readonly context: CliContext;
  readonly file: ModelFile;
  /** Where an artifact is asked for. */
  readonly source?: SourceModel;
  readonly out: string;
  readonly asked: Scheme | NamedRecipe | AccuracyTarget;
  readonly options: QuantizeArguments;
}

/** Byte by byte, whatever a writer of ours would make of it. */
async function keepFile({ context, file, out, asked, options }: Task): Promise<QuantizationReport> {
  const { path, model, sizeBytes } = file;
  const { report } = await quantize(model, {
    scheme: asked,
    targetRuntime: options.runtime,
    ifQuantized: 'keep',
  });
  await copyFile(path, out);
  if (options.artifact !== undefined)
    context.note(`${options.artifact} is not written: nothing was decided about ${path}`);
  return { ...report, sizeBytes: { before: sizeBytes, after: sizeBytes } };
}

async function makeFile(
  { context, file, source, out, asked, options }: Task,
  calibrated: readonly CalibrationFile[],
): Promise<QuantizationReport> {
  const { path } = file;
  const { effort, threads, runtime: targetRuntime, alsoRuntime } = options;
  const runtime = createTfliteRuntime();
  const model = await aboutFileAsync(path, () => resized(file.model, options, runtime));
  const recipe = rulesOf(asked);
  const calibration = await openCalibration(context, model, recipe, {
    files: calibrated,
    // A mix is judged on samples, whatever training settled.
    isRequired: isAccuracyTarget(asked) || asksForCalibration(model, recipe.rules),
    normalization: options.normalization,
  });
  const progress = progressOf(context, 'samples');
  const measured = progressOf(context, 'parts measured');
  const result = await aboutFileAsync(path, () =>
    quantize(model, {
      ...calibration.options,
      scheme: asked,
      effort,
      threads,
      targetRuntime,
      ports: {
        inputs: options.inputType ?? options.io ?? 'float32',
        outputs: options.outputType ?? options.io ?? 'float32',
      },
      runtime,
      ...(targetRuntime === '2.3' && { proofRuntime: createLitertWasmRuntime() }),
      ...(alsoRuntime !== undefined &&
        alsoRuntime !== targetRuntime && { otherRuntimes: [runtimeOf(alsoRuntime)] }),
      ...(source && { artifact: { source, sha256 } }),
      onProgress: ({ step, samples, trials }) => {
        if (trials !== undefined) measured.report(trials.done, trials.total);
        if (samples === undefined) return;
        progress.report(samples, step === 'prove' ? undefined : calibration.sampleCount);
      },
    }),
  ).finally(() => {
    progress.end();
    measured.end();
  });
  if (isMissed(result.report, options)) {
    // Nobody gets the artifact either.
    const { artifact: _, ...report } = result.report;
    return report;
  }
  await writeOutputFile(out, writeModel(result.model));
  if (options.artifact !== undefined && result.artifact !== undefined)
    await writeOutputFile(options.artifact, result.artifact.bytes);
  return result.report;
}

function runtimeOf(version: TargetRuntime): Runtime {
  return version === '2.3' ? createLitertWasmRuntime() : createTfliteRuntime();
}

async function resized(
  model: Model,
  { batch, shape: shapes, signature }: QuantizeArguments,
  runtime: Runtime,
): Promise<Model> {
  if (batch === undefined && shapes === undefined) return model;
  const change = {
    ...(batch !== undefined && { batch }),
    ...(shapes !== undefined && { shapes }),
    ...(signature !== undefined && { signature }),
  };
  return resizeInputs(model, change, runtime);
}
