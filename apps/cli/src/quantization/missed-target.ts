import type { QuantizationReport } from '@flotilla/quantizer';
import { CliError } from '../errors';
import type { QuantizeArguments } from './quantize-arguments';

/** Whether an accuracy was missed, and nobody said that the nearest mix will do. */
export function isMissed(
  { target }: QuantizationReport,
  { allowMiss }: QuantizeArguments,
): boolean {
  return target?.reached === false && allowMiss !== true;
}

/** @throws CliError `TARGET_MISSED` */
export function refuseMiss(report: QuantizationReport, options: QuantizeArguments): void {
  if (!isMissed(report, options)) return;
  throw new CliError(
    'TARGET_MISSED',
    `no mix reaches ${report.scheme}, and no model was written; ask for less, or add --allow-miss for the nearest`,
  );
}
