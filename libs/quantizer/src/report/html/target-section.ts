import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { bytes, percent } from './quantities';
import { table } from './table';

/** What became of an accuracy that was asked for, and what else could be had; nothing where none was. */
export function targetSection({ target, scheme }: QuantizationReport): Markup {
  if (target === undefined) return markup``;
  const { reached, sizeBytes, float16Bytes, frontier, heldBackBy } = target;
  return markup`<section><h2>Accuracy asked for</h2><p>${scheme}: ${
    reached ? 'reached' : 'missed'
  } on held-out samples, in ${percent(sizeBytes / float16Bytes)} of the bytes of float16.</p>${table(
    [
      { head: 'size', kind: 'number', cell: (point) => bytes(point.sizeBytes) },
      { head: 'in integers', kind: 'number', cell: (point) => percent(point.integerShare) },
      {
        head: 'least SNR',
        kind: 'number',
        cell: ({ leastSnrDb }) =>
          leastSnrDb === null ? 'no noise' : `${leastSnrDb.toFixed(1)} dB`,
      },
      { head: 'least agreement', kind: 'number', cell: (point) => percent(point.leastAgreement) },
    ],
    frontier,
  )}${
    heldBackBy.length === 0
      ? ''
      : markup`<h3>Held back most by</h3>${table(
          [
            { head: 'operator', cell: ({ operator }) => operator },
            { head: 'output', kind: 'name', cell: ({ output }) => output },
            { head: 'scheme', cell: (each) => each.scheme },
            {
              head: 'share of the noise',
              kind: 'number',
              cell: ({ noiseShare }) => percent(noiseShare),
            },
          ],
          heldBackBy,
        )}`
  }</section>`;
}
