import type { ComparedTensor } from '@flotilla/evaluation';
import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { bytes, counted, percent, snr } from './quantities';

/** The figures that one looks for first. */
export function headline(report: QuantizationReport): Markup {
  const { sizeBytes, weightBytes, compressedBytes, computation } = report;
  return markup`<div class="tiles">${[
    ...(report.proof.status === 'measured'
      ? report.proof.outputs.slice(0, 4).map(outputTile)
      : [tile('unknown', `accuracy: ${report.proof.reason}`)]),
    sizeTile('file', sizeBytes.before, sizeBytes.after),
    sizeTile('weights', weightBytes.before, weightBytes.after),
    ...(compressedBytes.before === null || compressedBytes.after === null
      ? []
      : [sizeTile('file under gzip', compressedBytes.before, compressedBytes.after)]),
    tile(percent(computation.floatShare), 'of multiply-adds in float arithmetic'),
  ]}</div>`;
}

function outputTile(output: ComparedTensor): Markup {
  const { name, samples, values, top1Agreement } = output;
  const agreement =
    top1Agreement === null
      ? ''
      : `, same top-1 in ${top1Agreement.successes} of ${top1Agreement.count}`;
  return tile(
    snr(output),
    `output ${name}: ${counted(samples, 'sample')}, ${counted(values, 'value')}${agreement}`,
  );
}

function sizeTile(what: string, before: number, after: number): Markup {
  const share = before > 0 ? ` (${percent(after / before)})` : '';
  return tile(bytes(after), `${what}, from ${bytes(before)}${share}`);
}

function tile(figure: string, meaning: string): Markup {
  return markup`<div class="tile"><b>${figure}</b><span>${meaning}</span></div>`;
}
