import type { ComparedTensor } from '@flotilla/evaluation';

/** `1.23 MB`, decimal, as download sizes are told. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  const units = ['kB', 'MB', 'GB'];
  const power = Math.min(units.length, Math.floor(Math.log10(count) / 3));
  return `${(count / 1000 ** power).toPrecision(3)} ${units[power - 1] ?? ''}`;
}

/** `1.2 M`; exact below 10,000. */
export function large(count: number): string {
  if (count < 10_000) return count.toLocaleString('en-US');
  const units = ['k', 'M', 'G', 'T'];
  const power = Math.min(units.length, Math.floor(Math.log10(count) / 3));
  return `${(count / 1000 ** power).toPrecision(3)} ${units[power - 1] ?? ''}`;
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)}\u00a0%`;
}

/** What an SNR of `null` means is told by the error beside it. */
export function snr({
  snrDb,
  maxAbsoluteError,
}: Pick<ComparedTensor, 'snrDb' | 'maxAbsoluteError'>): string {
  if (snrDb !== null) return `${snrDb.toFixed(1)} dB`;
  return maxAbsoluteError === 0 ? 'exact' : 'no signal';
}

export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;
}
