import Table from 'cli-table3';
import type { BuiltVariant, Share } from './build-variants';

const plain = { style: { head: [], border: [] } };

/** One row a profile: what was chosen for it, and what was measured where. */
export function variantTable(variants: readonly BuiltVariant[], floatSizeBytes: number): string {
  const table = new Table({
    head: [
      'profile',
      'scheme',
      'file',
      'of float',
      'weights',
      'top-1 (95 %)',
      'p50 / p90 ms',
      'ran on',
    ],
    ...plain,
  });
  const float = variants.find(({ floatTop1 }) => floatTop1)?.floatTop1 ?? null;
  table.push([
    '(float model)',
    'float32',
    kibibytes(floatSizeBytes),
    '100.0 %',
    '100.0 %',
    points(float),
    '',
    '',
  ]);
  for (const variant of variants)
    table.push([
      variant.profile.name,
      variant.scheme?.toLowerCase() ?? 'none',
      variant.artifact ? kibibytes(variant.artifact.sizeBytes) : 'unknown',
      percent(variant.fileSizeRatio),
      percent(variant.weightRatio),
      points(variant.top1),
      `${milliseconds(variant.latencyP50Ms)} / ${milliseconds(variant.latencyP90Ms)}`,
      ranOn(variant),
    ]);
  return table.toString();
}

function ranOn({ measuredOn }: BuiltVariant): string {
  return measuredOn ? hardware(measuredOn) : 'not measured';
}

/** What really ran, and how it differs from the profile, on a line of its own. */
export function hardware({
  delegate,
  architecture,
  note,
}: {
  readonly delegate: string;
  readonly architecture: string | null;
  readonly note: string;
}): string {
  return [`${delegate} on ${architecture ?? 'unknown'}`, note].filter(Boolean).join('\n');
}

export function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}

export function percent(ratio: number | null): string {
  return ratio === null ? 'unknown' : `${(100 * ratio).toFixed(1)} %`;
}

export function milliseconds(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(2);
}

/** `91.20 % [89.28, 92.80] n=1000` */
export function points(share: Share | null): string {
  if (!share) return 'unknown';
  const [value, lower, upper] = [share.value, share.lower, share.upper].map((each) =>
    (100 * each).toFixed(2),
  );
  return `${value} % [${lower}, ${upper}] n=${share.sampleCount}`;
}
