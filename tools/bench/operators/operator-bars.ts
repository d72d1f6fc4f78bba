import { isFault } from '../quantizer/cell';
import { decibels, type OutputVerdict } from '../quantizer/judge/verdict';
import type { OperatorResult } from './operator-result';

/** dB, or share of equal elements, below the ceiling that is still good. */
const BELOW_CEILING_DB = 1;
const BELOW_CEILING_SHARE = 0.01;

/** dB that must be reached wherever the ceiling is above it. */
const LEAST_DB = { int8: 30, '16x8': 60, '16x8, weights': 38 };

/** Why a result does not pass; nothing where it does, or where no integer kernel can be held against it. */
export function shortfall(result: OperatorResult): string | undefined {
  const { ours, oursVerdict, ceiling, floatOperators = 0 } = result;
  if (ours.status === 'not built') return 'not built yet';
  if (ours.status === 'failed') return ours.fault;
  if (oursVerdict === undefined || isFault(oursVerdict)) {
    return `refused: ${oursVerdict?.fault ?? 'not judged'}`;
  }
  if (ceiling === undefined || isFault(ceiling)) return undefined;
  if (floatOperators > 0) return 'left in float';
  const faults = ceiling.outputs.map((best, output) =>
    outputShortfall(result, output, best, oursVerdict.outputs[output]),
  );
  return faults.find((fault) => fault !== undefined);
}

function outputShortfall(
  { scheme, byEquality, hasWeights }: OperatorResult,
  output: number,
  best: OutputVerdict,
  got: OutputVerdict | undefined,
): string | undefined {
  if (got === undefined) return 'an output is missing';
  if (byEquality[output]) {
    const short = best.equalShare - got.equalShare;
    return short > BELOW_CEILING_SHARE ? `${(100 * short).toFixed(1)} points short` : undefined;
  }
  const [ceilingDb, gotDb] = [decibels(best.snrDb), decibels(got.snrDb)];
  const least = leastDb(scheme, hasWeights);
  if (ceilingDb - gotDb > BELOW_CEILING_DB) return `${(ceilingDb - gotDb).toFixed(1)} dB short`;
  if (ceilingDb > least && gotDb < least) return `below ${least} dB`;
  return undefined;
}

function leastDb(scheme: string, hasWeights: boolean): number {
  if (scheme === 'int8') return LEAST_DB.int8;
  return hasWeights ? LEAST_DB['16x8, weights'] : LEAST_DB['16x8'];
}
