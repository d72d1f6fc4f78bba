import { align } from '../table.mjs';
import { isFault, type Judged } from '../quantizer/cell';
import { decibels, type Verdict } from '../quantizer/judge/verdict';
import { shortfall } from './operator-bars';
import type { OperatorResult } from './operator-result';

const HEAD = ['scheme', 'operator', 'ceiling', 'ours', 'peer', ''];

/** A line a case × scheme: SNR in dB, or the share of equal elements, of each output. */
export function operatorsText(results: readonly OperatorResult[]): string {
  const rows = results.map((result) => [
    result.scheme,
    result.name,
    text(result, result.ceiling),
    text(result, result.oursVerdict),
    text(result, result.peer),
    verdictText(result),
  ]);
  return align([HEAD, ...rows]).join('\n');
}

function text({ byEquality }: OperatorResult, verdict: Judged<Verdict> | undefined): string {
  if (verdict === undefined) return '—';
  if (isFault(verdict)) return 'refused';
  return verdict.outputs
    .map(({ snrDb, equalShare }, output) => {
      if (byEquality[output]) return `${(100 * equalShare).toFixed(1)} %`;
      return typeof snrDb === 'number' ? decibels(snrDb).toFixed(1) : snrDb;
    })
    .join(' ');
}

function verdictText(result: OperatorResult): string {
  const reason = shortfall(result);
  if (reason !== undefined) return `MISS ${reason}`;
  if (result.ceiling === undefined) return 'no integer kernel';
  return isFault(result.ceiling) ? `no kernel runs: ${result.ceiling.fault}` : 'pass';
}
