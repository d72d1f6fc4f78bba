import { Command, CommanderError, Option } from 'commander';
import { invocationsOf } from '@flotilla/evaluation';
import {
  type Effort,
  EFFORTS,
  PORT_TYPES,
  type PortType,
  quantize,
  type QuantizationReport,
  recipeJsonSchema,
  recipeOf,
  type Scheme,
  SCHEMES,
  type TargetRuntime,
  TARGET_RUNTIMES,
} from '@flotilla/quantizer';
import { createLitertWasmRuntime, createTfliteRuntime } from '@flotilla/runtime';
import { writeModel } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { aboutFileAsync } from '../errors';
import { writeOutputFile } from '../files/output-file';
import { checkOutputPaths } from '../files/output-paths';
import { readModelFile } from '../model/model-file';
import { progressOf } from '../progress';
import { askedRecipe } from '../quantization/asked-recipe';
import { calibrationDataset } from '../quantization/calibration-data';
import { json } from '../text/json';
import { quantizationText } from '../text/quantization-text';

interface QuantizeArguments {
  readonly scheme?: Scheme;
  readonly recipe?: string;
  readonly calibration?: string;
  readonly report?: string;
  readonly io?: PortType;
  readonly inputType?: PortType;
  readonly outputType?: PortType;
  readonly effort: Effort;
  readonly runtime: TargetRuntime;
}

export function quantizeModelCommand(context: CliContext): Command {
  const command = new Command('quantize')
    .description('quantize a float .tflite model')
    .argument('<model>', 'a float .tflite file')
    .argument('<out>', 'the .tflite file to write')
    .addOption(new Option('--scheme <scheme>', 'how to quantize').choices(SCHEMES))
    .option(
      '--recipe <file|name>',
      'how to quantize each operator: a JSON file, or a name such as static_wi8_ai8',
    )
    .option('--recipe-schema', 'print the JSON Schema of recipe files and do nothing else')
    .option(
      '--calibration <data>',
      'typical inputs, a .npy or .npz; int8 and 16x8 need some hundred, other integer weights are rounded better with them',
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
      new Option('--io <type>', 'type of inputs and outputs (default: float32)').choices(
        PORT_TYPES,
      ),
    )
    .addOption(
      new Option('--input-type <type>', 'type of inputs alone (default: as --io)').choices(
        PORT_TYPES,
      ),
    )
    .addOption(
      new Option('--output-type <type>', 'type of outputs alone (default: as --io)').choices(
        PORT_TYPES,
      ),
    )
    .option('--report <file>', 'write what was done to each operator, as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  flotilla quantize model.tflite half.tflite --scheme float16\n  flotilla quantize model.tflite int8.tflite --scheme int8 --calibration inputs.npy --report report.json',
    )
    .action(async (path: string, out: string, options: QuantizeArguments) => {
      const report = await quantizeFile(context, path, out, options);
      context.print(quantizationText(out, report));
      for (const { message } of report.warnings) context.note(`warning: ${message}`);
    });
  // Like --help, it needs no model.
  command.on('option:recipe-schema', () => {
    context.print(JSON.stringify(recipeJsonSchema(), null, 2));
    throw new CommanderError(0, 'flotilla.recipeSchema', '(printed)');
  });
  return command;
}

async function quantizeFile(
  context: CliContext,
  path: string,
  out: string,
  options: QuantizeArguments,
): Promise<QuantizationReport> {
  const { calibration, report: reportPath, effort, runtime: targetRuntime } = options;
  const scheme = await askedRecipe(options);
  const file = await readModelFile(path);
  await checkOutputPaths({
    outputs: [out, reportPath].filter((each) => each !== undefined),
    inputs: [path, calibration, options.recipe].filter((each) => each !== undefined),
  });
  const dataset = await calibrationDataset(context, file.model, recipeOf(scheme), calibration);
  const progress = progressOf(context, 'calibrating on samples');
  const result = await aboutFileAsync(path, () =>
    quantize(file.model, {
      scheme,
      effort,
      targetRuntime,
      ports: {
        inputs: options.inputType ?? options.io ?? 'float32',
        outputs: options.outputType ?? options.io ?? 'float32',
      },
      runtime: createTfliteRuntime(),
      ...(targetRuntime === '2.3' && { proofRuntime: createLitertWasmRuntime() }),
      ...(dataset && { calibration: () => invocationsOf(dataset) }),
      onProgress: ({ samples }) => {
        if (samples !== undefined) progress.report(samples, dataset?.sampleCount);
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
  return result.report;
}
