import { basename } from 'node:path';
import { Command, Option } from 'commander';
import {
  asSamples,
  type Dataset,
  invocationsOf,
  modelInputs,
  openDataset,
  requireFinite,
  type Runtime,
} from '@flotilla/evaluation';
import {
  type CalibrationData,
  type Effort,
  EFFORTS,
  needsCalibrationData,
  quantize,
  type QuantizationReport,
  type QuantizeOptions,
  reportHtml,
  type Scheme,
  SCHEMES,
  type TargetRuntime,
  TARGET_RUNTIMES,
} from '@flotilla/quantizer';
import { createLitertWasmRuntime, createTfliteRuntime } from '@flotilla/runtime';
import { type Model, writeModel } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { readDataFile } from '../data/read-data-file';
import { aboutFile, aboutFileAsync, CliError } from '../errors';
import { writeOutputFile } from '../files/output-file';
import { checkOutputPaths } from '../files/output-paths';
import { readModelFile } from '../model/model-file';
import { progressOf } from '../progress';
import { json } from '../text/json';
import { quantizationText } from '../text/quantization-text';

interface QuantizeArguments {
  readonly scheme: Scheme;
  readonly calibration?: string;
  readonly report?: string;
  readonly html?: string;
  readonly alsoRuntime?: TargetRuntime;
  readonly effort: Effort;
  readonly runtime: TargetRuntime;
}

export function quantizeModelCommand(context: CliContext): Command {
  return new Command('quantize')
    .description('quantize a float .tflite model; inputs and outputs stay float')
    .argument('<model>', 'a float .tflite file')
    .argument('<out>', 'the .tflite file to write')
    .addOption(
      new Option('--scheme <scheme>', 'how to quantize').choices(SCHEMES).makeOptionMandatory(),
    )
    .option(
      '--calibration <data>',
      'typical inputs, a .npy or .npz; int8 and 16x8 need some hundred, other integer weights are rounded better with them, and what becomes of accuracy is measured on some',
    )
    .addOption(
      new Option('--effort <effort>', 'how much to do for accuracy')
        .choices(EFFORTS)
        .default('balanced'),
    )
    .addOption(
      new Option('--runtime <version>', 'the TensorFlow Lite or LiteRT that has to run the result')
        .choices(TARGET_RUNTIMES)
        .default('2.9'),
    )
    .addOption(
      new Option(
        '--also-runtime <version>',
        'another runtime that should run the result; where it does not, a warning says why',
      ).choices(TARGET_RUNTIMES),
    )
    .option('--report <file>', 'write what was done and measured, as JSON')
    .option('--html <file>', 'write the same as a page to look at')
    .addHelpText(
      'after',
      '\nExamples:\n  flotilla quantize model.tflite half.tflite --scheme float16\n  flotilla quantize model.tflite int8.tflite --scheme int8 --calibration inputs.npy --report report.json',
    )
    .action(async (path: string, out: string, options: QuantizeArguments) => {
      const report = await quantizeFile(context, path, out, options);
      context.print(quantizationText(out, report));
      for (const { message } of report.warnings) context.note(`warning: ${message}`);
    });
}

async function quantizeFile(
  context: CliContext,
  path: string,
  out: string,
  {
    scheme,
    calibration,
    report: reportPath,
    html: htmlPath,
    effort,
    runtime: targetRuntime,
    alsoRuntime,
  }: QuantizeArguments,
): Promise<QuantizationReport> {
  const file = await readModelFile(path);
  await checkOutputPaths({
    outputs: [out, reportPath, htmlPath].filter((each) => each !== undefined),
    inputs: [path, calibration].filter((each) => each !== undefined),
  });
  const dataset = await typicalInputs(file.model, scheme, calibration);
  const progress = progressOf(context, 'samples');
  const result = await aboutFileAsync(path, () =>
    quantize(file.model, {
      scheme,
      effort,
      targetRuntime,
      runtime: createTfliteRuntime(),
      ...(targetRuntime === '2.3' && { proofRuntime: createLitertWasmRuntime() }),
      ...(alsoRuntime !== undefined &&
        alsoRuntime !== targetRuntime && { otherRuntimes: [runtimeOf(alsoRuntime)] }),
      ...(dataset && dataFor(scheme, () => invocationsOf(dataset))),
      onProgress: ({ step, samples }) => {
        if (samples === undefined) return;
        progress.report(samples, step === 'prove' ? undefined : dataset?.sampleCount);
      },
    }),
  ).finally(() => {
    progress.end();
  });
  await writeOutputFile(out, writeModel(result.model));
  if (reportPath !== undefined) {
    await writeOutputFile(
      reportPath,
      Buffer.from(`${json('flotilla/quantize/1', result.report)}\n`),
    );
  }
  if (htmlPath !== undefined) {
    await writeOutputFile(htmlPath, Buffer.from(reportHtml(result.report, basename(out))));
  }
  return result.report;
}

/** Halves are the same whatever the inputs: there, data serve the proof alone. */
function dataFor(
  scheme: Scheme,
  data: CalibrationData,
): Pick<QuantizeOptions, 'calibration' | 'proofData'> {
  return scheme === 'float16' ? { proofData: data } : { calibration: data };
}

function runtimeOf(version: TargetRuntime): Runtime {
  return version === '2.3' ? createLitertWasmRuntime() : createTfliteRuntime();
}

async function typicalInputs(
  model: Model,
  scheme: Scheme,
  path: string | undefined,
): Promise<Dataset | undefined> {
  if (path === undefined) {
    if (!needsCalibrationData(scheme)) return undefined;
    throw new CliError(
      'USAGE',
      `${scheme} needs typical inputs to calibrate with; add --calibration INPUTS.npy`,
    );
  }
  const { file } = await readDataFile(path);
  return aboutFile(path, () => {
    const dataset = openDataset(asSamples(file, model), modelInputs(model));
    requireFinite(file);
    return dataset;
  });
}
