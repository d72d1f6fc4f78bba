import { availableParallelism } from 'node:os';
import { Command, CommanderError, Option } from 'commander';
import {
  EFFORTS,
  IF_QUANTIZED,
  PORT_TYPES,
  recipeJsonSchema,
  SCHEMES,
  TARGET_RUNTIMES,
} from '@flotilla/quantizer';
import type { CliContext } from '../context';
import { positiveInteger } from '../options/positive-integer';
import { addInputShape, parseBatch } from '../options/input-shape';
import { normalizationOption } from '../options/normalization-option';
import { numberWithin } from '../options/number-within';
import type { QuantizeArguments } from '../quantization/quantize-arguments';
import { refuseMiss } from '../quantization/missed-target';
import { quantizeFile } from '../quantization/quantize-file';
import { quantizationText } from '../text/quantization-text';

const EXAMPLES = [
  'model.tflite half.tflite --scheme float16',
  'model.tflite int8.tflite --scheme int8 --calibration inputs.npy --report report.json',
  'model.tflite int8.tflite --scheme int8 --calibration photos/ --normalization 127.5,127.5',
  'model.tflite small.tflite --min-snr 25 --calibration inputs.npy --write-recipe mix.json',
  'model.tflite int8.tflite --scheme int8 --calibration inputs.npy --artifact int8.npz',
  'model.tflite board.tflite --recipe recipe.json --calibration inputs.npy --io int8',
];

/** Each takes memory for the model and its activations. */
const MOST_THREADS = 4;

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
    .option(
      '--min-snr <dB>',
      'find the smallest mix of schemes of which every output has this signal-to-noise ratio',
      numberWithin(-100, 300),
    )
    .option(
      '--min-agreement <share>',
      'find the smallest mix that names the same class as float for this share of samples, as 0.99',
      numberWithin(0, 1),
    )
    .option(
      '--min-integer <share>',
      'with this share of multiply-adds in integer kernels, as 0.8 (default: size alone decides)',
      numberWithin(0, 1),
    )
    .option('--allow-miss', 'write the nearest mix where the accuracy cannot be reached')
    .option('--write-recipe <file>', 'write the mix as a recipe that --recipe takes')
    .option('--recipe-schema', 'print the JSON Schema of recipe files, and do nothing else')
    .option(
      '--calibration <data>',
      'typical inputs, a .npy, a .npz or a folder of images, or SIGNATURE=DATA for each signature; int8 and 16x8 need some hundred, other integer weights are rounded better with them, and accuracy is measured on some',
      (text: string, known: readonly string[]) => [...known, text],
      [],
    )
    .addOption(normalizationOption())
    .option('--signature <name>', 'whose inputs --calibration, --batch and --shape are about')
    .option('--batch <n|open>', 'another batch of all inputs, or any', parseBatch)
    .option('--shape <name=sizes>', 'another shape of an input, as NAME=1x256x256x3', addInputShape)
    .addOption(
      new Option('--io <type>', 'type of inputs and outputs (default: float32)').choices(
        PORT_TYPES,
      ),
    )
    .addOption(
      new Option('--input-type <type>', 'type of the inputs alone (default: as --io)').choices(
        PORT_TYPES,
      ),
    )
    .addOption(
      new Option('--output-type <type>', 'type of the outputs alone (default: as --io)').choices(
        PORT_TYPES,
      ),
    )
    .addOption(
      new Option('--if-quantized <what>', 'what to do with a model that is quantized already')
        .choices(IF_QUANTIZED)
        .default('refuse'),
    )
    .addOption(
      new Option('--effort <effort>', 'how much to do for accuracy')
        .choices(EFFORTS)
        .default('balanced'),
    )
    .option(
      '--threads <n>',
      'samples that are run at a time; the result is the same for any number',
      positiveInteger(64),
      Math.min(MOST_THREADS, availableParallelism()),
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
    .option(
      '--artifact <file>',
      'write statistics and decisions, from which rebuild makes the same file without data',
    )
    .option('--report <file>', 'write what was done and measured, as JSON')
    .option('--html <file>', 'write the same as a page to look at')
    .addHelpText(
      'after',
      `\nExamples:\n${EXAMPLES.map((example) => `  flotilla quantize ${example}`).join('\n')}`,
    )
    .action(async (path: string, out: string, options: QuantizeArguments) => {
      const report = await quantizeFile(context, path, out, options);
      context.print(quantizationText(out, report));
      for (const { message } of report.warnings) context.note(`warning: ${message}`);
      refuseMiss(report, options);
    });
  // Like --help, it needs no model.
  command.on('option:recipe-schema', () => {
    context.print(JSON.stringify(recipeJsonSchema(), null, 2));
    throw new CommanderError(0, 'flotilla.recipeSchema', '(printed)');
  });
  return command;
}
