import type { QuantizationReport } from '@flotilla/quantizer';
import { comparisonTable } from './comparison-text';
import { delegatesText } from './delegates-text';
import { bytes, counted, share } from './quantities';
import { table } from './table';
import { targetText } from './target-text';

/** What became of a model, for people; without the warnings, which are remarks. */
export function quantizationText(out: string, report: QuantizationReport): string {
  const { scheme, operators, sizeBytes, weightBytes, leftFloat, calibrationSamples } = report;
  const { proof, computation, target, artifact } = report;
  const counts = new Map<string, number>();
  for (const operator of operators)
    counts.set(operator.scheme, (counts.get(operator.scheme) ?? 0) + 1);
  const calibrated =
    calibrationSamples > 0 ? `, calibrated on ${counted(calibrationSamples, 'sample')}` : '';
  const isKept = report.warnings.some(({ code }) => code === 'KEPT_QUANTIZED');
  if (isKept) return `${out}: kept as it came, ${bytes(sizeBytes.after)}`;
  return [
    `${out}: ${scheme}${calibrated}`,
    ...(target === undefined ? [] : [targetText(scheme, target)]),
    `file     ${change(sizeBytes)}`,
    `weights  ${change(weightBytes)}`,
    ...(artifact ? [`artifact ${artifact.address}, ${bytes(artifact.sizeBytes)}`] : []),
    `operators  ${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}`,
    `in float  ${computation.floatShare === null ? 'no multiply-adds' : `${share(computation.floatShare, 1)} of multiply-adds`}`,
    ...(proof.status === 'measured'
      ? [
          `beside float, on ${counted(proof.outputs[0]?.samples ?? 0, proof.heldOut ? 'held-out sample' : 'sample')}:`,
          comparisonTable('output', proof.outputs),
        ]
      : [`accuracy unknown: ${proof.reason}`]),
    ...(leftFloat.length > 0
      ? [
          'left float:',
          table(
            ['operator', 'output', 'reason'],
            leftFloat.map(({ operator, output, reason }) => [operator, output, reason]),
          ),
        ]
      : []),
    'delegates, by their sources and documentation:',
    delegatesText(report.delegates),
  ].join('\n');
}

function change({ before, after }: { readonly before: number; readonly after: number }): string {
  const share = before > 0 ? ` (${((100 * after) / before).toFixed(1)} %)` : '';
  return `${bytes(before)} → ${bytes(after)}${share}`;
}
