import type { Evaluation } from '@flotilla/evaluation';
import { latency, proportion } from './quantities';

/** A model's evaluation, for people. */
export function evaluationText({
  top1,
  agreement,
  outputError,
  latency: measured,
}: Evaluation): string {
  const lines: string[] = [];
  if (top1) lines.push(`top-1      ${proportion(top1)}`);
  if (agreement) lines.push(`agreement  ${proportion(agreement)}`);
  if (outputError) {
    const { maxAbsoluteError, cosine, snrDb } = outputError;
    const snr = snrDb === null ? 'no error' : `SNR ${snrDb.toFixed(1)} dB`;
    lines.push(
      `outputs    ${snr}, cosine ${cosine?.toFixed(6) ?? '–'}, largest error ${maxAbsoluteError.toPrecision(3)}`,
    );
  }
  lines.push(`latency    ${latency(measured)}`);
  return lines.join('\n');
}
