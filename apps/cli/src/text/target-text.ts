import type { TargetOutcome } from '@flotilla/quantizer';
import { bytes, share } from './quantities';
import { table } from './table';

/** What became of an accuracy that was asked for, for people. */
export function targetText(name: string, target: Omit<TargetOutcome, 'recipe'>): string {
  const { reached, integerShare, sizeBytes, float16Bytes, frontier, heldBackBy } = target;
  return [
    `asked    ${name}: ${reached ? 'reached' : 'missed'} on held-out samples`,
    `beside   ${share(sizeBytes, float16Bytes)} of ${bytes(float16Bytes)} in float16`,
    `in integers  ${percent(integerShare)} of multiply-adds`,
    ...(reached
      ? []
      : [
          'what can be had:',
          table(
            ['size', 'of float16', 'in integers', 'least SNR', 'least agreement'],
            frontier.map((point) => [
              bytes(point.sizeBytes),
              share(point.sizeBytes, float16Bytes),
              percent(point.integerShare),
              point.leastSnrDb === null ? 'no noise' : `${point.leastSnrDb.toFixed(1)} dB`,
              percent(point.leastAgreement),
            ]),
          ),
        ]),
    ...(heldBackBy.length === 0
      ? []
      : [
          'held back most by:',
          table(
            ['operator', 'output', 'scheme', 'share of the noise'],
            heldBackBy.map(({ operator, output, scheme, noiseShare }) => [
              operator,
              output,
              scheme,
              percent(noiseShare),
            ]),
          ),
        ]),
  ].join('\n');
}

function percent(part: number | null): string {
  return part === null ? 'none' : share(part, 1);
}
