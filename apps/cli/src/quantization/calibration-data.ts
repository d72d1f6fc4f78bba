import {
  asSamples,
  type Dataset,
  invocationsOf,
  modelInputs,
  openDataset,
  requireFinite,
} from '@flotilla/evaluation';
import {
  needsCalibration,
  type NamedRecipe,
  type QuantizeOptions,
  signatureModel,
} from '@flotilla/quantizer';
import type { Model } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { readDataFile } from '../data/read-data-file';
import { aboutFile, CliError } from '../errors';
import type { CalibrationFile } from './calibration-files';

export interface CalibrationSource {
  readonly options: Pick<QuantizeOptions, 'calibration' | 'signatureCalibration'>;
  readonly sampleCount: number;
}

const NONE: CalibrationSource = { options: {}, sampleCount: 0 };

/**
 * Opens the typical inputs that a recipe needs or makes use of.
 * @throws CliError `USAGE` where it needs some and none are given
 */
export async function openCalibration(
  context: CliContext,
  model: Model,
  { name, rules }: NamedRecipe,
  files: readonly CalibrationFile[],
): Promise<CalibrationSource> {
  if (files.length === 0) {
    if (!needsCalibration(rules)) return NONE;
    throw new CliError(
      'USAGE',
      `${name} needs typical inputs to calibrate with; add --calibration INPUTS.npy`,
    );
  }
  if (rules.every(({ scheme }) => scheme === 'float16' || scheme === 'float')) {
    const paths = files.map(({ path }) => path);
    context.note(`${name} needs no calibration: ${paths.join(', ')} was not read`);
    return NONE;
  }
  const opened: (readonly [CalibrationFile, Dataset])[] = [];
  for (const file of files) opened.push([file, await openFile(model, file)]);
  const data = opened.map(
    ([{ signature }, dataset]) => [signature, () => invocationsOf(dataset)] as const,
  );
  const bySignature = data.flatMap(([signature, calibration]) =>
    signature === undefined ? [] : [[signature, calibration] as const],
  );
  const [[, calibration] = []] = data;
  return {
    options: {
      ...(bySignature.length > 0
        ? { signatureCalibration: new Map(bySignature) }
        : calibration && { calibration }),
    },
    sampleCount: opened.reduce((sum, [, { sampleCount }]) => sum + sampleCount, 0),
  };
}

async function openFile(model: Model, { path, signature }: CalibrationFile): Promise<Dataset> {
  const taking = signature === undefined ? model : signatureModel(model, signature);
  const { file } = await readDataFile(path);
  return aboutFile(path, () => {
    const dataset = openDataset(asSamples(file, taking), modelInputs(taking));
    requireFinite(file);
    return dataset;
  });
}
