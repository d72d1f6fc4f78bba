/** What is shown for a value that nobody has measured; never 0. */
export const unknown = 'unknown';

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const asWritten = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const exactlyThreeDigits = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

type Measured = number | null | undefined;

/** A count with thousands separators: `1,000`. */
export function formatCount(count: Measured): string {
  return count == null ? unknown : integer.format(count);
}

/** `1 device`, `2 devices`, `0.1 points`. */
export function formatPlural(count: number, singular: string, plural = `${singular}s`): string {
  return `${asWritten.format(count)} ${count === 1 ? singular : plural}`;
}

/** Bytes in binary units with three digits: `2.06 MiB`. */
export function formatBytes(bytes: Measured): string {
  if (bytes == null) return unknown;
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  // 1023.5 would be rounded up to a fourth digit.
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value >= 1000 ? integer.format(value) : threeDigits.format(value);
  return `${digits} ${units[unit] ?? ''}`;
}

/** Measured milliseconds with three digits: `0.842 ms`, `1.40 ms`, `12.3 ms`, `1,250 ms`. */
export function formatMs(milliseconds: Measured): string {
  if (milliseconds == null) return unknown;
  const digits = milliseconds >= 1000 ? integer : exactlyThreeDigits;
  return `${digits.format(milliseconds)} ms`;
}

/** A number that people chose, or a mark on a scale, with no more digits than it has: `50 ms`. */
export function formatLimit(limit: number, unit: string): string {
  return `${asWritten.format(limit)} ${unit}`;
}

/** A share from 0 to 1 as percent with one decimal: `92.0 %`. */
export function formatPercent(share: Measured, decimals = 1): string {
  return share == null ? unknown : `${(share * 100).toFixed(decimals)} %`;
}

/** A percentage that people chose, with no more decimals than it has: `34 %`. */
export function formatWholePercent(percentage: number): string {
  return `${threeDigits.format(percentage)} %`;
}

/** A difference of two shares from 0 to 1 in points with its sign: `−0.3 points`. */
export function formatPointsDifference(share: number, reference: number): string {
  const points = (share - reference) * 100;
  const rounded = Math.abs(points) < 0.05 ? 0 : points;
  const sign = rounded < 0 ? '−' : rounded > 0 ? '+' : '±';
  return `${sign}${Math.abs(rounded).toFixed(1)} points`;
}
