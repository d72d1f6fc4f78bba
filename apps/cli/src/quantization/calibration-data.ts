import {
  asSamples,
  type Dataset,
  invocationsOf,
  modelInputs,
  openDataset,
  requireFinite,
} from '@flotilla/evaluation';
import {
  type CalibrationData,
  type NamedRecipe,
  type QuantizeOptions,
  signatureModel,
} from '@flotilla/quantizer';
import { type Model, type Normalization, statedNormalizations } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { feedModel } from '../data/feed-models';
import { openData } from '../data/read-data-file';
import { aboutFile, CliError } from '../errors';
import type { CalibrationFile } from './calibration-files';

export interface CalibrationSource {
  readonly options: Pick<
    QuantizeOptions,
    'calibration' | 'signatureCalibration' | 'proofData' | 'normalizations'
  >;
  readonly sampleCount: number;
}

export interface CalibrationArguments {
  readonly files: readonly CalibrationFile[];
  /** Whether nothing can be made without some. */
  readonly isRequired: boolean;
  /** In place of what the model's metadata say. */
  readonly normalization: Normalization | undefined;
}

const NONE: CalibrationSource = { options: {}, sampleCount: 0 };

/**
 * Opens the typical inputs that a recipe needs or makes use of.
 * @throws CliError `USAGE` where some are required and none are given
 */
export async function openCalibration(
  context: CliContext,
  model: Model,
  { name, rules }: NamedRecipe,
  { files, isRequired, normalization }: CalibrationArguments,
): Promise<CalibrationSource> {
  if (files.length === 0) {
    if (!isRequired) return NONE;
    throw new CliError(
      'USAGE',
      `${name} needs typical inputs to calibrate with; add --calibration INPUTS.npy`,
    );
  }
  const opened: (readonly [CalibrationFile, Dataset])[] = [];
  for (const file of files) {
    opened.push([file, await openFile(context, model, file, normalization)]);
  }
  const data = opened.map(
    ([{ signature }, dataset]) => [signature, () => invocationsOf(dataset)] as const,
  );
  const bySignature = data.flatMap(([signature, calibration]) =>
    signature === undefined ? [] : [[signature, calibration] as const],
  );
  const [[, main] = []] = data;
  const options =
    bySignature.length > 0 ? { signatureCalibration: new Map(bySignature) } : forMain(rules, main);
  return {
    options: {
      ...options,
      ...(normalization && { normalizations: modelInputs(model).map(() => normalization) }),
    },
    sampleCount: opened.reduce((sum, [, { sampleCount }]) => sum + sampleCount, 0),
  };
}

/** Halves are the same whatever the inputs: there, data serve the proof alone. */
function forMain(
  rules: NamedRecipe['rules'],
  data: CalibrationData | undefined,
): CalibrationSource['options'] {
  if (data === undefined) return {};
  const isCalibrated = rules.some(({ scheme }) => scheme !== 'float16' && scheme !== 'float');
  return isCalibrated ? { calibration: data } : { proofData: data };
}

async function openFile(
  context: CliContext,
  model: Model,
  { path, signature }: CalibrationFile,
  normalization: Normalization | undefined,
): Promise<Dataset> {
  const taking = signature === undefined ? model : signatureModel(model, signature);
  const { file, given } = feedModel(context, await openData(path), taking, {
    normalization,
    stated: [isMain(model, signature) ? statedNormalizations(model) : []],
  });
  return aboutFile(path, () => {
    const dataset = openDataset(asSamples(file, taking), modelInputs(taking));
    requireFinite(given);
    return dataset;
  });
}

/** Whether a signature takes the inputs of the main graph, of which alone metadata speak. */
function isMain({ signatures, subgraphs }: Model, key: string | undefined): boolean {
  if (key === undefined) return true;
  return signatures.find((signature) => signature.key === key)?.subgraph === subgraphs[0];
}
