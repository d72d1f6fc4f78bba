import {
  asSamples,
  type Dataset,
  modelInputs,
  openDataset,
  requireFinite,
} from '@flotilla/evaluation';
import { needsCalibration, type NamedRecipe } from '@flotilla/quantizer';
import type { Model } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { readDataFile } from '../data/read-data-file';
import { aboutFile, CliError } from '../errors';

/**
 * Opens the typical inputs that a recipe needs or makes use of.
 * @throws CliError `USAGE` where it needs some and none are given
 */
export async function calibrationDataset(
  context: CliContext,
  model: Model,
  { name, rules }: NamedRecipe,
  path: string | undefined,
): Promise<Dataset | undefined> {
  if (path === undefined) {
    if (!needsCalibration(rules)) return undefined;
    throw new CliError(
      'USAGE',
      `${name} needs typical inputs to calibrate with; add --calibration INPUTS.npy`,
    );
  }
  if (rules.every(({ scheme }) => scheme === 'float16' || scheme === 'float')) {
    context.note(`${name} needs no calibration: ${path} was not read`);
    return undefined;
  }
  const { file } = await readDataFile(path);
  return aboutFile(path, () => {
    const dataset = openDataset(asSamples(file, model), modelInputs(model));
    requireFinite(file);
    return dataset;
  });
}
