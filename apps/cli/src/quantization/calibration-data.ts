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
  needsCalibration,
  type NamedRecipe,
  type QuantizeOptions,
  signatureModel,
} from '@flotilla/quantizer';
import type { Model } from '@flotilla/tflite';
import { readDataFile } from '../data/read-data-file';
import { aboutFile, CliError } from '../errors';
import type { CalibrationFile } from './calibration-files';

export interface CalibrationSource {
  readonly options: Pick<QuantizeOptions, 'calibration' | 'signatureCalibration' | 'proofData'>;
  readonly sampleCount: number;
}

const NONE: CalibrationSource = { options: {}, sampleCount: 0 };

/**
 * Opens the typical inputs that a recipe needs or makes use of.
 * @throws CliError `USAGE` where it needs some and none are given
 */
export async function openCalibration(
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
  const opened: (readonly [CalibrationFile, Dataset])[] = [];
  for (const file of files) opened.push([file, await openFile(model, file)]);
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
    options,
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

async function openFile(model: Model, { path, signature }: CalibrationFile): Promise<Dataset> {
  const taking = signature === undefined ? model : signatureModel(model, signature);
  const { file } = await readDataFile(path);
  return aboutFile(path, () => {
    const dataset = openDataset(asSamples(file, taking), modelInputs(taking));
    requireFinite(file);
    return dataset;
  });
}
