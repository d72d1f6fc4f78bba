import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { counted } from './quantities';
import { table } from './table';

/** What was done on the way: preparation, calibration, what was tried. */
export function processSection(report: QuantizationReport): Markup {
  const { preparation, calibrationSamples, search, artifact } = report;
  const rewrites = Object.entries(preparation);
  return markup`<section><h2>How it was made</h2><p>${
    calibrationSamples > 0
      ? `Calibrated on ${counted(calibrationSamples, 'sample')}.`
      : 'Made without calibration data.'
  }</p>${
    artifact === undefined
      ? ''
      : markup`<p>It can be rebuilt from the calibration artifact ${artifact.address}.</p>`
  }${
    search === undefined
      ? ''
      : markup`<h3>What was tried</h3><p class="note">Each scored by the mean SNR of outputs on held-out samples.</p>${table(
          [
            { head: 'activation ranges', cell: ({ method }) => method },
            {
              head: 'score',
              kind: 'number',
              cell: ({ scoreDb }) =>
                scoreDb === undefined ? 'unknown' : `${scoreDb.toFixed(2)} dB`,
            },
            {
              head: '',
              cell: ({ method }) =>
                method === search.chosen ? markup`<span class="chosen">chosen</span>` : '',
            },
          ],
          search.tried,
        )}`
  }<h3>Preparation</h3>${
    rewrites.length === 0
      ? markup`<p class="note">The float model needed none.</p>`
      : table(
          [
            { head: 'rewrite', cell: ([name]) => name },
            { head: 'times', kind: 'number', cell: ([, times]) => times },
          ],
          rewrites,
        )
  }</section>`;
}

export function warningsSection({ warnings }: QuantizationReport): Markup {
  if (warnings.length === 0) return markup``;
  return markup`<section><h2>Warnings</h2>${warnings.map(
    ({ message }) => markup`<p class="warning">${message}</p>`,
  )}</section>`;
}
