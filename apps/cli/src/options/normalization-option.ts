import { Option } from 'commander';
import { parseNormalization } from './normalization';

/** `--normalization`, of a command that feeds a model. */
export function normalizationOption(): Option {
  return new Option(
    '--normalization <mean,std>',
    'images, and arrays of bytes, become (x − mean) / std; by channel: M1,M2,M3/S1,S2,S3 (default: as the model’s metadata say)',
  ).argParser(parseNormalization);
}
