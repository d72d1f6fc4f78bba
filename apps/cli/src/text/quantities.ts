import type { LatencySummary } from '@flotilla/evaluation';
import type { Proportion } from '@flotilla/foundation';

/** `2,158,392 bytes` */
export function bytes(count: number): string {
  return counted(count, 'byte');
}

/** `12.3 %` */
export function share(part: number, whole: number): string {
  return whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '';
}

/** `1 sample`, `1,000 samples` */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;
}

/** `91.70 % (89.83 – 93.25 %, 95 % bounds, 1,000 samples)` */
export function proportion({ value, lower, upper, count }: Proportion): string {
  const percent = (share: number) => (100 * share).toFixed(2);
  return `${percent(value)} % (${percent(lower)} – ${percent(upper)} %, 95 % bounds, ${counted(count, 'sample')})`;
}

/** `p50 1.23 ms, p90 1.40 ms, p99 2.00 ms (1,000 runs)`; what so few runs cannot tell is left out. */
export function latency({ count, p50Ms, p90Ms, p99Ms, meanMs }: LatencySummary): string {
  const percentiles = Object.entries({ p50: p50Ms, p90: p90Ms, p99: p99Ms }).flatMap(
    ([name, value]) => (value === null ? [] : [`${name} ${milliseconds(value)}`]),
  );
  const figures = percentiles.length > 0 ? percentiles : [`mean ${milliseconds(meanMs)}`];
  return `${figures.join(', ')} (${counted(count, 'run')})`;
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ms`;
}

/** `float32 (1, 28, 28, 1)` */
export function shaped(type: string, shape: readonly number[]): string {
  return `${type} (${shape.map((dimension) => (dimension < 0 ? 'N' : dimension)).join(', ')})`;
}
